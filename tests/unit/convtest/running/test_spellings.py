"""The eight ways in which a message is mistyped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.convtest.running.spellings import KINDS, spellings

TEXT = "Hi, please cancel order 8012345678904321. I don't want the lamp for $34.90 anymore!"


def test_there_are_eight_kinds():
    assert len(KINDS) == 8 == len(spellings(TEXT))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_changes_a_message_that_has_what_it_changes(kind):
    assert spellings(TEXT)[kind] != TEXT


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_and_amounts_stay_as_they_are(kind):
    respelt = spellings(TEXT)[kind]
    assert "8012345678904321" in respelt and "$34.90" in respelt


def test_a_typo_keeps_the_letters_and_swaps_two():
    respelt = spellings("coupon")["typo"]
    assert sorted(respelt) == sorted("coupon") and respelt[0] == "c" and respelt != "coupon"


def test_a_dropped_letter_is_one_letter_less():
    assert len(spellings("refund")["dropped_letter"]) == 5


def test_a_doubled_letter_is_one_letter_more():
    assert len(spellings("refund")["doubled_letters"]) == 7


def test_the_same_seed_gives_the_same_spelling_and_another_seed_another_one():
    assert spellings(TEXT, 1) == spellings(TEXT, 1)
    assert any(spellings(TEXT, 1)["typo"] != spellings(TEXT, seed)["typo"] for seed in range(2, 9))


@given(st.text(max_size=80), st.integers(0, 5))
def test_any_text_can_be_respelt(text, seed):
    assert set(spellings(text, seed)) == set(KINDS)
