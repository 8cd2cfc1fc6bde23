"""What the numbers of a message stand for."""

from datetime import date

import pytest

from bot.dialogue.references import Days
from bot.nlu.numbers.find import find_numbers
from bot.nlu.numbers.found import NumberKind

TODAY = date(2026, 11, 28)  # a Saturday


def found(text: str) -> list:
    return [(number.kind, number.value) for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("$19.80", (1980, 1980)),
        ("62 dollars", (6200, 6299)),
        ("about 20 quid", (1800, 2200)),
        ("around €50", (4500, 5500)),
        ("$1,234.50", (123450, 123450)),
        ("it cost 45", (4500, 4599)),
        ("12 dollars 40", (1240, 1240)),
        ("£7", (700, 799)),
    ],
)
def test_an_amount_has_bounds_in_cents(text, cents):
    assert found(text) == [(NumberKind.AMOUNT, cents)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("yesterday", date(2026, 11, 27), date(2026, 11, 27)),
        ("on 25 November", date(2026, 11, 25), date(2026, 11, 25)),
        ("nov 25th", date(2026, 11, 25), date(2026, 11, 25)),
        ("11/25", date(2026, 11, 25), date(2026, 11, 25)),
        ("25/11/2026", date(2026, 11, 25), date(2026, 11, 25)),
        ("25.11.26", date(2026, 11, 25), date(2026, 11, 25)),
        ("2026-11-20", date(2026, 11, 20), date(2026, 11, 20)),
        ("from the 21st", date(2026, 11, 21), date(2026, 11, 21)),
        ("three days ago", date(2026, 11, 25), date(2026, 11, 25)),
        ("2 weeks ago", date(2026, 11, 12), date(2026, 11, 16)),
        ("last tuesday", date(2026, 11, 24), date(2026, 11, 24)),
        ("last saturday", date(2026, 11, 21), date(2026, 11, 21)),
        ("on saturday", TODAY, TODAY),
        ("over the weekend", TODAY, date(2026, 11, 29)),
        ("last weekend", date(2026, 11, 21), date(2026, 11, 22)),
        ("this morning", TODAY, TODAY),
        ("last week", date(2026, 11, 15), date(2026, 11, 23)),
        ("a few days ago", date(2026, 11, 23), date(2026, 11, 26)),
    ],
)
def test_a_day_becomes_dates_once_today_is_known(text, first, last):
    ((kind, days),) = found(text)
    assert kind is NumberKind.DAYS and days.dates(TODAY) == (first, last)


@pytest.mark.parametrize(
    "text", ["before monday", "since yesterday", "until 3 december", "after the weekend"]
)
def test_a_day_that_only_bounds_a_time_is_none(text):
    assert [kind for kind, _ in found(text)] == [NumberKind.NONE]


@pytest.mark.parametrize(
    ("text", "place"), [("the 2nd", 2), ("number 3", 3), ("2", 2), ("#4", 4), ("option two", 2), ("no. 5", 5)]
)
def test_a_place_counts_from_one(text, place):
    assert found(text) == [(NumberKind.POSITION, place)]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("the one ending in 21", "21"),
        ("…4321", "4321"),
        ("4321", "4321"),
        ("last four digits are 9876", "9876"),
    ],
)
def test_an_ending_has_two_digits_and_more(text, digits):
    assert found(text) == [(NumberKind.ENDING, digits)]


@pytest.mark.parametrize("text", ["my visa ending in 4242", "call me on +44 20 7946 0958", "at 10:30"])
def test_a_card_a_phone_and_a_time_are_no_order(text):
    assert not {kind for kind, _ in found(text)} & {NumberKind.ORDER, NumberKind.ENDING}


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("8012345678901234", NumberKind.ORDER, "8012345678901234"),
        ("8012 3456 7890 1234", NumberKind.ORDER, "8012 3456 7890 1234"),
        ("#W1234567", NumberKind.ORDER, "#W1234567"),
        ("where is LX412345678CN", NumberKind.TRACKING, "LX412345678CN"),
        ("tracking number 99887766", NumberKind.TRACKING, "99887766"),
        ("size 9 shoes", NumberKind.SIZE, "size 9"),
        ("size xl", NumberKind.SIZE, "size xl"),
        ("2 mugs", NumberKind.COUNT, 2),
    ],
)
def test_a_number_stands_for_one_thing(text, kind, value):
    assert found(text) == [(kind, value)]


def test_a_number_that_was_taken_is_not_read_again():
    assert found("order 8012345678901234 of 25 november for $20.00") == [
        (NumberKind.ORDER, "8012345678901234"),
        (NumberKind.DAYS, Days(day=25, month=11)),
        (NumberKind.AMOUNT, (2000, 2000)),
    ]


def test_a_date_that_does_not_exist_is_no_day():
    assert NumberKind.DAYS not in {kind for kind, _ in found("40 november")}


def test_own_patterns_of_order_numbers_are_used():
    numbers = find_numbers("where is AB-77", (r"AB-\d\d",))
    assert [(number.kind, number.value) for number in numbers] == [(NumberKind.ORDER, "AB-77")]
