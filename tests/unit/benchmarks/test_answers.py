"""Reading labelled replies, and what counts as a false or missed yes or no."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.answers import (
    FALSE_NO,
    FALSE_YES,
    MISSED_NO,
    MISSED_YES,
    NOT_PLAYED,
    RIGHT,
    BadRow,
    Outcome,
    Row,
    by_question,
    figures,
    play_all,
    read_rows,
    verdict_of,
)
from benchmarks.talks.lines import is_asked_for
from benchmarks.talks.shop import Chat, OrderJson, Reply, Shop
from bot.convtest.seen import RowChange

HEAD = "question\tbetween\treply\tlabel\n"


@pytest.fixture
def rows_in(tmp_path):
    def read(text: str) -> list[Row]:
        file = tmp_path / "replies.tsv"
        file.write_text(text, encoding="utf-8")
        return read_rows(file)

    return read


def test_a_row_has_its_line_in_the_file_and_all_fields(rows_in):
    assert rows_in(HEAD + 'cancel_order\twhy?\tsay "go"\tyes\n') == [
        Row(2, "cancel_order", "why?", 'say "go"', "yes")
    ]


def test_a_row_may_have_nothing_in_between(rows_in):
    assert rows_in(HEAD + "open_return\t\tno\tno\n")[0].between == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("question\treply\n", "columns"),
        (HEAD + "buy_it\t\tyes\tyes\n", ":2: 'buy_it'"),
        (HEAD + "open_return\t\tyes\tyes\nopen_return\t\tyes\tmaybe\n", ":3: 'maybe'"),
        (HEAD + "open_return\t\t \tyes\n", "no reply"),
        (HEAD + "open_return\tyes\tyes\n", "4 fields"),
    ],
)
def test_a_file_that_cannot_be_played_is_refused_with_the_place(rows_in, text, names):
    with pytest.raises(BadRow, match=names):
        rows_in(text)


@pytest.mark.parametrize(
    ("label", "seen", "verdict"),
    [
        ("yes", {"done": True, "wrote": True}, RIGHT),
        ("yes", {"put_again": True}, MISSED_YES),
        ("yes", {"wrote": True}, MISSED_YES),
        ("yes", {"dropped": True}, MISSED_YES),
        ("no", {"dropped": True}, RIGHT),
        ("no", {}, RIGHT),
        ("no", {"put_again": True}, MISSED_NO),
        ("no", {"done": True, "wrote": True}, FALSE_YES),
        ("hold", {"put_again": True}, RIGHT),
        ("hold", {}, RIGHT),
        ("hold", {"dropped": True}, FALSE_NO),
        ("hold", {"done": True, "wrote": True}, FALSE_YES),
        ("hold", {"wrote": True, "dropped": True}, FALSE_YES),
    ],
)
def test_the_verdict_follows_from_store_and_reply(label, seen, verdict):
    nothing = {"done": False, "wrote": False, "put_again": False, "dropped": False}
    assert verdict_of(label, **{**nothing, **seen}) == verdict


class ObedientShop(Shop):
    """Puts a question at once, does it on "yes", drops it on "no", asks again on "hm", else says hello."""

    def open(self, orders: Sequence[OrderJson]) -> Chat:
        return ObedientChat(orders)


class ObedientChat(Chat):
    def __init__(self, orders: Sequence[OrderJson]) -> None:
        self._order_id = orders[0]["id"]
        self._is_open = False
        self._written: tuple[RowChange, ...] = ()

    def say(self, text: str) -> Reply:
        if not self._is_open or text == "hm":
            self._is_open = True
            return Reply("Shall I?", buttons=("Yes, do it", "No"))
        if text == "yes":
            self._written = (RowChange("orders", "changed", {"id": self._order_id}),)
            return Reply("Done.")
        if text == "person":
            self._written = (RowChange("tickets", "added", {"kind": "handover"}, after={"kind": "handover"}),)
        return Reply("Dropped." if text.startswith("no") else "Hello.")

    def press(self, title: str) -> Reply:
        return self.say("yes" if title.startswith("Yes") else "no")

    def written(self) -> tuple[RowChange, ...]:
        return self._written


def outcome_of(label: str, reply: str, between: str = "", question: str = "cancel_order") -> Outcome:
    (outcome,) = play_all(ObedientShop(), [Row(2, question, between, reply, label)])
    return outcome


@pytest.mark.parametrize(
    ("label", "reply", "verdict"),
    [
        ("yes", "yes", RIGHT),
        ("yes", "hm", MISSED_YES),
        ("no", "no", RIGHT),
        ("no", "hm", MISSED_NO),
        ("no", "yes", FALSE_YES),
        ("hold", "hm", RIGHT),
        ("hold", "other", RIGHT),
        ("hold", "no", FALSE_NO),
        ("hold", "yes", FALSE_YES),
        ("hold", "person", RIGHT),
    ],
)
def test_a_reply_is_judged_by_what_a_shopper_sees_and_the_store(label, reply, verdict):
    assert outcome_of(label, reply).verdict == verdict


def test_what_a_word_in_between_writes_counts_too():
    assert outcome_of("hold", "hm", between="yes").verdict == FALSE_YES


def test_a_question_whose_yes_does_something_else_is_not_played():
    # the obedient shop cancels whatever is asked; a return is another table
    outcome = outcome_of("yes", "yes", question="open_return")
    assert (outcome.verdict, "returns" in outcome.answered) == (NOT_PLAYED, True)


def _outcome(label: str, verdict: str, between: str = "") -> Outcome:
    return Outcome(Row(2, "cancel_order", between, "words", label), verdict, "")


def test_false_yeses_are_counted_apart_by_what_stood_in_between():
    counted = figures([_outcome("hold", FALSE_YES, "why?"), _outcome("no", RIGHT), _outcome("yes", RIGHT)])
    assert counted[FALSE_YES] == {"wrong": 1, "of": 2}
    assert counted["false yes, at once"] == {"wrong": 0, "of": 1}
    assert counted["false yes, after an answer"] == {"wrong": 1, "of": 1}


def test_each_other_fault_is_a_share_of_its_label():
    counted = figures([_outcome("yes", MISSED_YES), _outcome("hold", FALSE_NO), _outcome("no", MISSED_NO)])
    assert [counted[wrong] for wrong in (MISSED_YES, FALSE_NO, MISSED_NO)] == [{"wrong": 1, "of": 1}] * 3


def test_outcomes_are_counted_for_each_kind_of_question():
    assert by_question([_outcome("yes", RIGHT), _outcome("yes", MISSED_YES)]) == {
        "cancel_order": {RIGHT: 1, MISSED_YES: 1}
    }


@pytest.mark.parametrize(
    ("which", "shown"), [("even", [2, 4]), ("odd", [1, 3]), ("all", [1, 2, 3, 4]), ("none", [])]
)
def test_half_of_the_lines_can_be_asked_for(which, shown):
    assert [line for line in (1, 2, 3, 4) if is_asked_for(line, which)] == shown


def test_the_sets_of_this_project_can_be_read():
    assert len(read_rows(Path("tests/fixtures/blind_answers.tsv"))) == 150
