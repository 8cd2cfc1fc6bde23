"""Runs a case as often as it asks for: it passes only if every run does (pass^k)."""

from dataclasses import replace

from bot.convtest.case import Case
from bot.convtest.result import CaseResult
from bot.convtest.running.cases import run_case
from bot.convtest.world import World


def run_repeatedly(case: Case, world: World) -> CaseResult:
    """The first run that failed, or else the last one.

    Of a repeated case ``notes`` says how many runs there were, how many passed, and whether the bot
    did the same each time.
    """
    results = [run_case(case, world) for _ in range(case.repeat)]
    shown = next((result for result in results if not result.passed), results[-1])
    if case.repeat == 1:
        return shown
    repeated = {"runs": case.repeat, "passed": sum(result.passed for result in results)}
    return replace(shown, notes={**shown.notes, "repeat": repeated})
