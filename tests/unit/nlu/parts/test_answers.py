"""A reader of answers, fitted on a few examples, without an encoder."""

import time

import pytest

from bot.nlu.parts.acts import Acts
from bot.nlu.parts.answer_examples import Row
from bot.nlu.parts.answers import AnswerReader

ACTS = Acts(
    {
        "acts": {"cancel": ["cancel"], "return": ["send * back", "return"], "keep": ["keep"]},
        "kinds": {
            "confirm_cancel_order": {"this": ["cancel"], "against": ["keep"]},
            "confirm_open_return": {"this": ["return"], "against": ["keep"]},
        },
        "others": [],
    }
)
ROWS = [
    *(
        ("yes", each, "confirm_cancel_order")
        for each in ("yes", "yes please", "cancel it", "please cancel it")
    ),
    *(("yes", each, "confirm_open_return") for each in ("return it", "yes return it", "send it back please")),
    *(("no", each, "confirm_cancel_order") for each in ("no", "no thanks", "I keep it", "keep it please")),
    *(("no", each, "confirm_open_return") for each in ("no don't", "don't return it", "keep it then")),
    *(
        ("other", each, "confirm_cancel_order")
        for each in ("return it", "send it back please", "what is it?")
    ),
    *(("other", each, "confirm_open_return") for each in ("cancel it", "please cancel it", "where is it?")),
]


@pytest.fixture(scope="module")
def reader():
    found = AnswerReader(None, ACTS)
    rows = [Row("confirm", label, text, kind, f"{text} {kind}") for label, text, kind in ROWS * 2]
    moves = [Row("move", "why", text, None, text) for text in ("why", "why?", "but why")]
    others = [Row("move", "none", text, None, text) for text in ("yes", "no", "cancel it", "where is it")]
    found.fit([*rows, *moves * 2, *others * 2])
    return found


def top(reader, text):
    return {kind: ranked[0][0] for kind, ranked in reader.read(text).items()}


def test_the_same_words_are_read_by_the_question(reader):
    read = top(reader, "please send it back")
    assert (read["confirm_open_return"], read["confirm_cancel_order"]) == ("yes", "other")


def test_a_plain_yes_is_one_to_every_question(reader):
    read = top(reader, "Yes, please")
    assert (read["confirm_open_return"], read["confirm_cancel_order"]) == ("yes", "yes")


def test_a_move_is_read_beside_them(reader):
    assert (top(reader, "why?")["move"], top(reader, "cancel it")["move"]) == ("why", "none")


def test_a_ranking_falls_and_adds_up_to_one(reader):
    sure = [confidence for _, confidence in reader.read("keep it")["confirm_cancel_order"]]
    assert sure == sorted(sure, reverse=True)
    assert sum(sure) == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("text", ["", "   ", "...", "\u200b", "\ud800"])
def test_where_there_is_nothing_to_read_nothing_is_said(reader, text):
    assert reader.read(text) == {}


def test_a_reader_that_learned_nothing_says_nothing():
    assert AnswerReader(None, ACTS).read("yes") == {}


def test_what_was_kept_reads_the_same(reader, tmp_path):
    reader.save(tmp_path)
    again = AnswerReader(None)
    again.load(tmp_path)
    assert again.read("please send it back, why?") == reader.read("please send it back, why?")


@pytest.mark.parametrize("text", ["y" * 2000, "yes " * 500, "'" * 2000, "send " * 400, "\ud800yes" * 300])
def test_hostile_input_is_read_in_bounded_time(reader, text):
    began = time.process_time()
    reader.read(text)
    assert time.process_time() - began < 0.05
