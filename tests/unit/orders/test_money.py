"""Money is whole cents inside and two spellings outside."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.orders.money import Money, cents_from_decimal, decimal_from_cents

CENTS = st.integers(0, 10**13)


@pytest.mark.parametrize(
    ("cents", "currency", "text"),
    [
        (0, "USD", "$0.00"),
        (5, "USD", "$0.05"),
        (1990, "USD", "$19.90"),
        (123456789, "EUR", "€1,234,567.89"),
        (1000, "GBP", "£10.00"),
        (250, "AUD", "A$2.50"),
        (250, "CHF", "CHF 2.50"),
    ],
)
def test_an_amount_reads_as_shoppers_write_it(cents, currency, text):
    assert str(Money(cents, currency)) == text


@pytest.mark.parametrize(("text", "cents"), [("19.90", 1990), ("19.9", 1990), ("19", 1900), ("0.05", 5)])
def test_a_decimal_string_becomes_cents(text, cents):
    assert cents_from_decimal(text) == cents


@pytest.mark.parametrize("text", ["", "-1", "1.234", "1,50", "1e3", " 1", "1.", ".5", "١", "NaN", "1" * 13])
def test_what_is_not_a_plain_decimal_is_refused(text):
    with pytest.raises(ValueError, match="is not an amount"):
        cents_from_decimal(text)


@pytest.mark.parametrize("value", [19.9, 1990, None])
def test_a_number_is_refused_because_floats_lose_cents(value):
    with pytest.raises(ValueError, match="decimal string"):
        cents_from_decimal(value)


@settings(deadline=None)
@given(CENTS)
def test_writing_and_reading_an_amount_gives_it_back(cents):
    assert cents_from_decimal(decimal_from_cents(cents)) == cents


@settings(deadline=None)
@given(CENTS, CENTS)
def test_sums_are_exact(left, right):
    assert (Money(left) + Money(right)).cents == left + right


def test_different_currencies_are_never_added():
    with pytest.raises(ValueError, match="cannot add EUR to USD"):
        Money(1) + Money(1, "EUR")
