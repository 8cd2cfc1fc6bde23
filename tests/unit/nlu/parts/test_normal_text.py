"""Is a message read in one normal form, and is every part of it found again in what was typed?"""

from pathlib import Path
from runpy import run_path

import pytest

from bot.nlu.cleaning import MOST_CHARACTERS
from bot.nlu.parts.normal_text import LONGEST_WORD, MOST_MENDED_WORDS, normal_text

HOSTILE = run_path(str(Path(__file__).parents[3] / "fixtures" / "hostile_messages.py"))["hostile_messages"]()


def typed_words(text, *words):
    normal = normal_text(text)
    places = [(normal.text.index(word), normal.text.index(word) + len(word)) for word in words]
    return [normal.typed_text(*place) for place in places]


def test_chat_words_are_written_out():
    assert (
        normal_text("pls cancel it n dont ask, its late").text == "please cancel it and don't ask, it's late"
    )


def test_its_stays_where_it_says_whose():
    assert normal_text("its on its way").text == "it's on its way"


def test_a_word_that_was_written_out_is_found_as_it_was_typed():
    assert typed_words("pls cancel n refund", "please", "and") == ["pls", "n"]


def test_apostrophes_are_plain_and_invisible_characters_gone():
    assert normal_text("it’s\u200b bro\u200bken").text == "it's broken"


def test_a_new_line_ends_a_sentence():
    assert normal_text("cancel it\nwhere is the rug").text == "cancel it. where is the rug"


def test_a_new_line_after_a_stop_adds_nothing():
    assert normal_text("cancel it!\nwhere is the rug").text == "cancel it! where is the rug"


def test_a_shouted_message_is_read_in_small_letters():
    assert normal_text("CANCEL THE RUG").text == "cancel the rug"


def test_a_single_word_in_capitals_stays():
    assert normal_text("RX123456789").text == "RX123456789"


def test_slips_are_mended_and_found_as_they_were_typed():
    normal = normal_text("cancle the rug", lambda word: {"cancle": "cancel"}.get(word, word))
    assert (normal.text, normal.typed_text(0, 6)) == ("cancel the rug", "cancle")


def test_what_is_written_like_a_name_is_not_mended():
    assert normal_text("my Kallax shelf", lambda word: "mended").text.split()[1] == "Kallax"


def test_only_so_many_words_are_mended():
    text = normal_text("zz " * 200, lambda word: "yy").text
    assert text.count("yy") == MOST_MENDED_WORDS


def test_a_word_without_end_is_cut():
    assert len(normal_text("x" * 5_000).text) == LONGEST_WORD


def test_an_empty_span_stays_empty():
    assert normal_text("cancel").typed_span(3, 3) == (3, 3)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_bounded_and_every_character_lies_in_it(text):
    normal = normal_text(text)
    assert len(normal.text) == len(normal.positions) <= 2 * MOST_CHARACTERS
    assert all(0 <= at < len(text) for at in normal.positions)
    assert list(normal.positions) == sorted(normal.positions)
