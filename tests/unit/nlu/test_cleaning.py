"""A message before it is looked at."""

import pytest

from bot.nlu.cleaning import MOST_CHARACTERS, cleaned, has_words


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("can\u200bcel", "cancel"),
        ("\u202ecancel\u202c it", "cancel it"),
        ("ｃａｎｃｅｌ", "cancel"),
        ("cancel\n\tit", "cancel it"),
        ("a\0b\ud800c", "abc"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(text, seen):
    assert cleaned(text) == seen


def test_a_very_long_message_is_bounded():
    assert len(cleaned("x" * 1_000_000)) == MOST_CHARACTERS


def test_a_message_with_a_letter_or_digit_has_words():
    assert has_words("no!") and has_words("4")


@pytest.mark.parametrize("text", ["", "  ", "😀😀", "?!…"])
def test_a_message_without_letters_and_digits_has_none(text):
    assert not has_words(text)
