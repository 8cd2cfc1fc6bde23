"""Results back from JSON, as they come from another process."""

from typing import Any

from bot.convtest.result import CaseResult, StepResult, Verdict
from bot.convtest.seen import Button, RowChange, Said, Seen


def result_from_json(body: dict[str, Any]) -> CaseResult:
    """The result that ``CaseResult.as_json`` gave."""
    fields = {key: value for key, value in body.items() if key != "passed"}
    steps = tuple(_step(step) for step in body["steps"])
    return CaseResult(**{**fields, "tags": tuple(body["tags"]), "steps": steps})


def _step(body: dict[str, Any]) -> StepResult:
    verdicts = tuple(Verdict(**verdict) for verdict in body["verdicts"])
    return StepResult(**{**body, "seen": _seen(body["seen"]), "verdicts": verdicts})


def _seen(body: dict[str, Any]) -> Seen:
    return Seen(
        **{
            **{key: tuple(value) if isinstance(value, list) else value for key, value in body.items()},
            "messages": tuple(_said(message) for message in body["messages"]),
            "changes": tuple(RowChange(**change) for change in body["changes"]),
        }
    )


def _said(body: dict[str, Any]) -> Said:
    return Said(**{**body, "buttons": tuple(Button(**button) for button in body["buttons"])})
