"""Words and phrases are found by their characters."""

import pytest

from bot.nlu.character_runs import in_small_letters, is_letter, is_small_latin, phrase_spans, runs


def words(text, belongs=is_letter):
    return [text[start:end] for start, end in runs(text, belongs)]


def test_a_word_ends_where_another_character_stands():
    assert words("the lamp, please!") == ["the", "lamp", "please"]


def test_digits_and_underscores_are_no_letters():
    assert words("size_42b") == ["size", "b"]


def test_letters_of_every_script_are_letters():
    assert words("größe лампа") == ["größe", "лампа"]


def test_only_small_letters_of_english_are_small_latin():
    assert words("größe Lamp", is_small_latin) == ["gr", "e", "amp"]


def test_a_text_without_letters_has_no_runs():
    assert words("") == words("?! 12") == []


def test_a_phrase_is_found_wherever_it_stands():
    assert list(phrase_spans("in case, just in case", "in case")) == [(0, 7), (14, 21)]


@pytest.mark.parametrize("text", ["main case", "in cases", "in_case", "in  case"])
def test_a_phrase_that_is_part_of_other_words_is_not_found(text):
    assert list(phrase_spans(text, "in case")) == []


def test_small_letters_keep_their_places():
    assert in_small_letters("MY İSTANBUL Lamp") == "my İstanbul lamp"
