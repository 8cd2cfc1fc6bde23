"""Running, repeating and mistyping cases in a world of a few lines."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.convtest.case import Advance, BotText, Case, Expectation, StoreChanged, Turn
from bot.convtest.running.cases import run_case
from bot.convtest.running.repeating import run_repeatedly
from bot.convtest.running.robustness import robustness_lines, with_spellings
from bot.convtest.running.spellings import KINDS
from bot.convtest.seen import Said, Seen
from bot.convtest.world import Talk, World, WorldError


class Parrot(World):
    """Says back what it hears; every third conversation it stays silent when told to be moody."""

    def __init__(self, moody=False):
        self.opened, self.moody = 0, moody

    def load(self):
        pass

    def open(self, case):
        self.opened += 1
        if case.customer == "nobody":
            raise WorldError("There is no customer 'nobody'.")
        return ParrotTalk(silent=self.moody and self.opened % 3 == 0)

    def close(self):
        pass


class ParrotTalk(Talk):
    def __init__(self, silent):
        self._now, self._silent, self.closed = datetime(2026, 11, 23, tzinfo=timezone.utc), silent, False

    def opening(self):
        return Seen()

    def say(self, text, metadata):
        return Seen() if self._silent else Seen(messages=(Said(text),))

    def press(self, title, metadata):
        raise WorldError(f"No button {title!r} has been shown.")

    def advance(self, period):
        self._now += period
        return Seen()

    def now(self):
        return self._now

    def store(self):
        return {}

    def close(self):
        self.closed = True


def turn(text, expected=None, line=1, is_press=False):
    checks = (Expectation("bot", BotText(expected), line),) if expected else ()
    return Turn(text, line, is_press=is_press, checks=checks)


def a_case(*steps, **more):
    return Case("talks", Path("talk.yml"), 1, steps, **more)


def test_a_case_whose_checks_hold_passes():
    assert run_case(a_case(turn("hello", "hello")), Parrot()).passed


def test_a_failed_check_does_not_keep_the_later_turns_from_being_checked():
    result = run_case(a_case(turn("one", "two"), turn("three", "four"), turn("five", "five")), Parrot())
    assert [len(step.failures) for step in result.steps] == [1, 1, 0]


def test_the_clock_moves_for_the_steps_after_an_advance():
    result = run_case(a_case(turn("a", "a"), Advance(timedelta(days=6), "6d", 2), turn("b", "b")), Parrot())
    assert [step.at[:10] for step in result.steps] == ["2026-11-23", "2026-11-29", "2026-11-29"]


def test_a_button_that_was_never_shown_breaks_the_case_off_with_its_line():
    result = run_case(a_case(turn("a", "a"), turn("Yes", line=7, is_press=True)), Parrot())
    assert not result.passed
    assert result.broke_off.startswith("line 7: No button 'Yes'")
    assert len(result.steps) == 1


def test_an_unknown_customer_fails_the_case():
    result = run_case(a_case(turn("a", "a"), customer="nobody"), Parrot())
    assert not result.passed and "nobody" in result.broke_off


def test_a_repeated_case_passes_when_every_run_passes():
    result = run_repeatedly(a_case(turn("a", "a"), repeat=4), Parrot())
    assert result.passed and result.notes["repeat"] == {"runs": 4, "passed": 4}


def test_a_repeated_case_fails_when_one_run_fails():
    result = run_repeatedly(a_case(turn("a", "a"), repeat=4), Parrot(moody=True))
    assert not result.passed and result.notes["repeat"] == {"runs": 4, "passed": 3}


def test_a_mistyped_case_is_run_in_every_spelling():
    case = a_case(Turn("Where is it?", 1, checks=(Expectation("store", StoreChanged(), 1),)))
    result = with_spellings(run_case(case, Parrot()), case, Parrot())
    assert result.notes["robust"] == dict.fromkeys(KINDS, True)


def test_a_spelling_that_changes_the_answer_is_told():
    case = a_case(turn("Where is it?", "Where is it?"))
    result = with_spellings(run_case(case, Parrot()), case, Parrot())
    assert result.notes["robust"]["upper"] is False
    assert result.notes["robust"]["no_apostrophes"] is True
    assert any("upper" in line and "0.0%" in line for line in robustness_lines([result]))


def test_a_case_that_fails_as_written_is_not_mistyped():
    case = a_case(turn("a", "b"))
    assert "robust" not in with_spellings(run_case(case, Parrot()), case, Parrot()).notes


@pytest.mark.parametrize("fails", ["open", "talk"])
def test_the_talk_is_closed_however_the_case_ends(fails):
    class Watched(Parrot):
        def open(self, case):
            self.talk = super().open(case)
            return self.talk

    world = Watched()
    steps = (turn("Yes", is_press=True),) if fails == "talk" else (turn("a", "a"),)
    run_case(a_case(*steps), world)
    assert world.talk.closed
