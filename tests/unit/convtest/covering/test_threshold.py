"""How much must be covered, and what is said when it is less."""

import pytest

from bot.convtest.covering.threshold import EVERY, shortfalls, thresholds
from bot.convtest.covering.universe import Item, Kind

HALF = Kind("intents", (Item("greet", 3), Item("thank", 0)))
ALL = Kind("guidance", (Item("CAN-01", 1),))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("95", {EVERY: 95}),
        ("guidance=100", {"guidance": 100}),
        ("guidance=100, intents=92.5", {"guidance": 100, "intents": 92.5}),
        ("90,guidance=100", {EVERY: 90, "guidance": 100}),
    ],
)
def test_percentages_are_for_every_kind_or_for_those_named(text, wanted):
    assert thresholds(text) == wanted


@pytest.mark.parametrize("text", ["", "much", "guidance=", "guidance=all", "101", "-1", "guidance=100,"])
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(ValueError, match="percentage|between"):
        thresholds(text)


def test_a_kind_below_its_percentage_is_named_with_both_figures():
    assert list(shortfalls([HALF, ALL], {"intents": 60})) == ["intents: 50.0 % covered, 60 % wanted"]


@pytest.mark.parametrize(
    "wanted", [{"intents": 50}, {"guidance": 100}, {EVERY: 50}, {EVERY: 90, "intents": 50}, {}]
)
def test_enough_is_enough(wanted):
    assert list(shortfalls([HALF, ALL], wanted)) == []


def test_one_figure_holds_for_every_kind():
    assert len(list(shortfalls([HALF, ALL], {EVERY: 80}))) == 1


def test_a_kind_that_is_not_there_is_named_with_those_that_are():
    assert list(shortfalls([HALF], {"intentions": 10})) == [
        "there is no coverage of 'intentions'; there is of intents"
    ]


def test_nothing_to_cover_is_all_covered():
    assert Kind("forms", ()).percent == 100
