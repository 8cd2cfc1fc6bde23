"""Runs a case again with everything the shopper types mistyped: how often it still goes as it should."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.convtest.case import Case, Turn
from bot.convtest.result import CaseResult
from bot.convtest.running.cases import run_case
from bot.convtest.running.spellings import KINDS, spellings
from bot.convtest.world import World

NOTE = "robust"


def with_spellings(result: CaseResult, case: Case, world: World) -> CaseResult:
    """``result`` with a note on whether the case passes in each of the eight spellings.

    A case that fails as written says nothing about spelling, so it gets no note.
    """
    if not result.passed:
        return result
    passed = {kind: run_case(respelt(case, kind), world).passed for kind in KINDS}
    return replace(result, notes={**result.notes, NOTE: passed})


def respelt(case: Case, kind: str) -> Case:
    """The case with each typed line in that spelling; buttons are pressed as before."""
    steps = (
        replace(step, text=spellings(step.text, step.line)[kind])
        if isinstance(step, Turn) and not step.is_press
        else step
        for step in case.steps
    )
    return replace(case, steps=tuple(steps))


def robustness_lines(results: Sequence[CaseResult]) -> Iterator[str]:
    """The pass rate of each spelling over all cases that pass as written."""
    notes = [result.notes[NOTE] for result in results if NOTE in result.notes]
    if not notes:
        return
    yield f"mistyped: pass rate of {len(notes)} conversations that pass as written"
    for kind in KINDS:
        passed = sum(note[kind] for note in notes)
        yield f"  {kind.replace('_', ' '):16} {passed / len(notes):6.1%}  ({len(notes) - passed} fail)"
