"""Long numbers are read as one word."""

import pytest

from bot.nlu.numbers.one_word import numbers_as


@pytest.mark.parametrize(
    "number", ["8012345678901234", "8012 3456 7890", "#W1234567", "w-1234567", "1-800-555", "ab123"]
)
def test_a_long_number_becomes_the_word(number):
    assert numbers_as("ordernumber", f"cancel {number} now") == "cancel ordernumber now"


@pytest.mark.parametrize("text", ["2 mugs", "size 42", "a week-old lamp", "1234"])
def test_what_is_short_or_has_no_digit_stays(text):
    assert numbers_as("ordernumber", text) == text
