"""Runs a case in a world: turn by turn, every check of every turn."""

import time

from bot.convtest.case import Advance, Case, Turn
from bot.convtest.result import CaseResult, StepResult
from bot.convtest.running.checks import verdicts_on
from bot.convtest.seen import Seen
from bot.convtest.world import Talk, World, WorldError


def run_case(case: Case, world: World) -> CaseResult:
    """The result of the case on a fresh store.

    What the case asks for and the world does not have (a customer, a button) breaks it off and
    fails it; the steps before stay in the result.
    """
    began = time.perf_counter()
    steps: list[StepResult] = []
    broke_off = ""
    try:
        talk = world.open(case)
        try:
            _talk_through(case, talk, steps)
        finally:
            talk.close()
    except WorldError as error:
        broke_off = str(error)
    return CaseResult(
        id=case.id,
        name=case.name,
        file=case.file.as_posix(),
        line=case.line,
        tags=case.tags,
        customer=case.customer,
        steps=tuple(steps),
        took_ms=(time.perf_counter() - began) * 1000,
        broke_off=broke_off,
    )


def _talk_through(case: Case, talk: Talk, steps: list[StepResult]) -> None:
    opening = talk.opening()
    if case.opening or opening.messages or opening.faults:
        verdicts = verdicts_on(case.opening, opening, talk.now())
        steps.append(StepResult("opening", "", case.line, talk.now().isoformat(), opening, verdicts))
    for step in case.steps:
        try:
            steps.append(_take(step, talk, case))
        except WorldError as error:
            raise WorldError(f"line {step.line}: {error}") from error
        except BaseException as error:
            # what ends a case from outside, a timeout above all, does not know where the case was
            error.conversation_line = step.line
            raise


def _take(step: Turn | Advance, talk: Talk, case: Case) -> StepResult:
    if isinstance(step, Advance):
        seen = talk.advance(step.period)
        return _result("advance", step.written, step, seen, talk)
    metadata = {**case.metadata, **step.metadata}
    if step.is_press:
        return _result("press", step.text, step, talk.press(step.text, metadata), talk)
    return _result("user", step.text, step, talk.say(step.text, metadata), talk)


def _result(kind: str, text: str, step: Turn | Advance, seen: Seen, talk: Talk) -> StepResult:
    in_order = isinstance(step, Turn) and step.in_order
    verdicts = verdicts_on(step.checks, seen, talk.now(), in_order)
    return StepResult(kind, text, step.line, talk.now().isoformat(), seen, verdicts)
