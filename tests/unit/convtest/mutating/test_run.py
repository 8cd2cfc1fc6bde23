"""A mutation run on a project of a few lines."""

import importlib.util
import time
from pathlib import Path

import pytest

from bot.convtest.mutating import team
from bot.convtest.mutating.equivalents import Equivalent
from bot.convtest.mutating.mutant import Verdict
from bot.convtest.mutating.run import FailsUnchanged, Run, counted

_SPEC = importlib.util.spec_from_file_location("calculator", Path(__file__).with_name("calculator.py"))
calculator = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(calculator)
asking, becoming = calculator.asking, calculator.becoming

CASES = [asking(2), asking(3)]


def carried_out(*mutants, cases=CASES, equivalents=(), minutes=0.0, say=lambda line: None):
    run = Run(cases, mutants, equivalents)
    run.carry_out(calculator.Project(*mutants), workers=2, minutes=minutes, say=say)
    return run


def test_a_mutant_is_noticed_by_the_first_case_that_fails():
    run = carried_out(becoming(lambda number: 4))
    (tried,) = run.tried
    assert tried.verdict is Verdict.NOTICED
    assert tried.by.startswith("talk.yml::double of 3, line 1: bot: expected 6, got 4")


def test_a_mutant_that_no_case_tells_from_the_original_survives():
    run = carried_out(becoming(lambda number: number + number))
    (tried,) = run.tried
    assert (tried.verdict, tried.cases_run) == (Verdict.SURVIVED, 2)


def test_a_mutant_that_breaks_what_opens_a_case_is_noticed():
    (tried,) = carried_out(becoming(calculator.breaks)).tried
    assert tried.verdict is Verdict.NOTICED and "TypeError: no number" in tried.by


def test_only_cases_that_touched_the_place_are_run():
    (tried,) = carried_out(becoming(lambda number: 4, near=[2])).tried
    assert (tried.verdict, tried.cases_run) == (Verdict.SURVIVED, 1)


def test_a_mutant_listed_as_equivalent_is_not_counted():
    same = Equivalent("sums.py", "is changed", "adding twice is doubling")
    run = carried_out(becoming(lambda number: number + number), equivalents=[same])
    assert run.tried[0].verdict is Verdict.EQUIVALENT and run.tried[0].by == same.reason
    assert counted(run) == {}


def test_a_mutant_that_changes_nothing_by_itself_is_equivalent():
    (tried,) = carried_out(becoming(calculator.SAME)).tried
    assert (tried.verdict, tried.by) == (Verdict.EQUIVALENT, "it compiles to the same")


def test_a_mutant_that_the_projects_tools_refuse_counts_as_noticed():
    run = carried_out(becoming(calculator.REFUSED))
    assert run.tried[0].verdict is Verdict.REFUSED
    assert counted(run) == {"sums": (1, 1)}


def test_a_mutant_is_taken_back_before_the_next_one():
    run = carried_out(*(becoming(lambda number: 4, near=[3]) for _ in range(4)), becoming(calculator.doubled))
    assert counted(run) == {"sums": (5, 4)}


def test_nothing_is_changed_when_a_case_fails_unchanged():
    run = Run([asking(2), asking(3, answer=7)], [becoming(lambda number: 4)])
    with pytest.raises(FailsUnchanged) as failed:
        run.carry_out(calculator.Project(*run.mutants), workers=2, minutes=0, say=lambda line: None)
    assert [case_id for case_id, _ in failed.value.failures] == ["talk.yml::double of 3"]
    assert run.tried == []


def test_a_mutant_that_was_not_taken_back_is_found_out():
    keeping = becoming(lambda number: 4)
    forgetful = type(keeping)(
        keeping.kind,
        keeping.file,
        1,
        "stays",
        lambda world: keeping.apply(world) and (lambda: None),
        keeping.nearness,
    )
    with pytest.raises(FailsUnchanged, match="after every mutant was taken back"):
        carried_out(forgetful)


@pytest.mark.parametrize("double", [calculator.hangs, calculator.dies])
def test_a_mutant_that_hangs_or_kills_the_process_is_noticed_and_the_run_goes_on(double, monkeypatch):
    monkeypatch.setattr(team, "HANGS_AFTER_SECONDS", 0.5)
    run = carried_out(becoming(double), becoming(lambda number: 4))
    assert [tried.verdict for tried in run.tried] == [Verdict.NOTICED, Verdict.NOTICED]


def test_no_new_mutant_is_begun_once_the_time_is_over():
    run = carried_out(*(becoming(lambda number: 4) for _ in range(5)), minutes=1e-9)
    assert run.tried == [] and not run.is_complete


def test_a_mutant_that_is_being_tried_when_the_time_is_over_is_not_counted():
    def slowly(number):
        time.sleep(0.05)
        return 2 * number

    run = carried_out(becoming(slowly), cases=[asking(number) for number in range(200)], minutes=2 / 60)
    assert run.tried == []


def test_what_was_tried_so_far_is_kept_when_the_run_is_broken_off():
    def interrupt(line):
        if "mutants tried" in line:
            raise KeyboardInterrupt

    mutants = [becoming(lambda number: 4) for _ in range(5)]
    run = Run(CASES, mutants)
    with pytest.raises(KeyboardInterrupt):
        run.carry_out(calculator.Project(*mutants), workers=1, minutes=0, say=interrupt)
    assert len(run.tried) == 1 and not run.is_complete
