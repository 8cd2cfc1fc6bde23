"""Whether a conversation went as in the run before: what the bot said and did, without when and how fast."""

import hashlib
import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.convtest.result import CaseResult, StepResult
from bot.convtest.seen import RowChange
from bot.convtest.showing.in_words import actions_run

_FORMAT = 1
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")


@dataclass(frozen=True)
class Earlier:
    """A case of an earlier run: whether it passed, and the fingerprint of each of its steps."""

    passed: bool
    steps: tuple[str, ...]


def fingerprint(result: CaseResult) -> str:
    """The same for two runs in which the bot said and did the same; stored times count from the turn's."""
    return _digest([*step_fingerprints(result), result.broke_off])


def step_fingerprints(result: CaseResult) -> tuple[str, ...]:
    """One fingerprint for each step, in order."""
    return tuple(_digest(_done(step)) for step in result.steps)


def run_file(report: Path) -> Path:
    """Where the run is remembered beside its report: ``report.html`` has ``report.run.json``."""
    return report.with_suffix(".run.json")


def load_previous(report: Path) -> dict[str, Earlier] | None:
    """The cases of the run before by id; None when there was none, or its file cannot be read."""
    try:
        body = json.loads(run_file(report).read_text(encoding="utf-8"))
        if body["format"] != _FORMAT:
            return None
        return {
            name: Earlier(bool(case["passed"]), tuple(map(str, case["steps"])))
            for name, case in body["cases"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remember(
    results: Sequence[CaseResult], report: Path, previous: Mapping[str, Earlier] | None = None
) -> None:
    """Write the run file beside ``report``; cases that were not run this time are kept."""
    cases = {**(previous or {})}
    for result in results:
        cases[result.id] = Earlier(result.passed, _all_steps(result))
    body = {
        "format": _FORMAT,
        "cases": {name: {"passed": case.passed, "steps": case.steps} for name, case in cases.items()},
    }
    file = run_file(report)
    unfinished = file.with_suffix(f".{os.getpid()}.tmp")
    unfinished.write_text(json.dumps(body, indent=1), encoding="utf-8")
    unfinished.replace(file)


def changed_steps(result: CaseResult, earlier: Earlier) -> set[int]:
    """The numbers of the steps that did not go as before."""
    now = _all_steps(result)
    was = earlier.steps
    return {n for n in range(max(len(now), len(was))) if n >= len(now) or n >= len(was) or now[n] != was[n]}


def _all_steps(result: CaseResult) -> tuple[str, ...]:
    """A break-off counts as one more step."""
    return (*step_fingerprints(result), *([_digest(result.broke_off)] if result.broke_off else []))


def _done(step: StepResult) -> list[Any]:
    seen = step.seen
    return [
        [step.kind, step.text],
        [[said.text, [[b.title, b.payload] for b in said.buttons], said.card] for said in seen.messages],
        actions_run(seen),
        [_changed(change, step.at) for change in seen.changes],
        list(seen.rows),
        list(seen.faults),
    ]


def _changed(change: RowChange, at: str) -> list[Any]:
    fields = change.changed_fields()
    return [
        change.table,
        change.kind,
        change.key,
        {name: [_since(value, at) for value in pair] for name, pair in fields.items()},
    ]


def _since(value: Any, at: str) -> Any:
    """A time as minutes from the turn's; any other value as it is."""
    if not (isinstance(value, str) and _MOMENT.fullmatch(value) and _MOMENT.fullmatch(at)):
        return value
    return f"{(_moment(value) - _moment(at)).total_seconds() / 60:+.0f}m"


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _digest(found: Any) -> str:
    text = json.dumps(found, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
