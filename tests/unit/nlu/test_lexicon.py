"""English words are known in all their forms, slips of the finger are not."""

import pytest

from bot.nlu.lexicon import Lexicon, lexicon


@pytest.mark.parametrize(
    "word", ["slippers", "mailing", "postponed", "wiser", "swapping", "opening", "companies", "shrank"]
)
def test_a_word_or_a_form_of_one_is_english(word):
    assert word in lexicon()


@pytest.mark.parametrize("word", ["cancle", "ordr", "adress", "shiping", "refnd", "recieve", "", "xqzt"])
def test_a_slip_is_not_english(word):
    assert word not in lexicon()


def test_an_ending_stands_for_another():
    assert "parties" in Lexicon({"party"}, [("ies", "y")])


def test_without_its_ending_a_word_has_to_be_known():
    assert "partys" not in Lexicon({"party"}, [("ies", "y")])
