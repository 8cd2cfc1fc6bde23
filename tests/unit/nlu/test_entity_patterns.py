"""What a message mentions."""

import pytest

from bot.nlu.entity_patterns import find_entities


def found(text, entity):
    return [mention.value for mention in find_entities(text) if mention.entity == entity]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("cancel 8012345678901234", "8012345678901234"),
        ("order 8012 3456 7890 1234 please", "8012345678901234"),
        ("8012-3456-7890-1234!", "8012345678901234"),
        ("it is #W1234567.", "W1234567"),
        ("# W1234567", "W1234567"),
        ("w-1234567", "W1234567"),
        ("order no 815-4095259-1373299", "81540952591373299"),
        ("cancel order 9111190348", "9111190348"),
        ("80I2345678901234", "8012345678901234"),
    ],
)
def test_an_order_number_is_found_in_its_spellings(text, number):
    assert found(text, "order_number") == [number]


@pytest.mark.parametrize(
    "text",
    ["call me at 555-1234", "on 30.10.2017 it came", "since 2026", "it cost 1,200.50", "ending in 4321"],
)
def test_other_numbers_are_no_order_numbers(text):
    assert found(text, "order_number") == []


def test_two_order_numbers_are_found_in_one_message():
    text = "cancel #W1234567 and 8012345678901234"
    assert sorted(found(text, "order_number")) == ["8012345678901234", "W1234567"]


@pytest.mark.parametrize("text", ["the one ending in 4321", "ends with 4321", "last four digits 4321"])
def test_the_ending_of_an_order_number_is_found(text):
    assert found(text, "order_ending") == ["4321"]


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [("the second one", "2"), ("number 3", "3"), ("my last order", "last"), ("the other one", "other")],
)
def test_a_position_is_found(text, ordinal):
    assert found(text, "ordinal") == [ordinal]


@pytest.mark.parametrize(
    ("text", "cents", "currency"),
    [
        ("$19.90", 1990, "USD"),
        ("20 euros", 2000, "EUR"),
        ("£1,200.50", 120050, "GBP"),
        ("12,50 €", 1250, "EUR"),
    ],
)
def test_an_amount_is_found_in_minor_units(text, cents, currency):
    assert found(text, "amount") == [{"cents": cents, "currency": currency}]


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("the shade is cracked", "problem", "broken"),
        ("I got the wrong size", "problem", "wrong_item"),
        ("the mat has a small hole", "problem", "broken"),
        ("I ordered the wrong thing", "reason", "wrong_item_chosen"),
        ("two parts are missing", "problem", "missing_parts"),
        ("this is a counterfeit", "problem", "fake"),
        ("it never arrived", "problem", "never_arrived"),
        ("ordered by mistake", "reason", "ordered_by_mistake"),
        ("I no longer need it", "reason", "no_longer_needed"),
        ("yesterday's order", "placed", "yesterday"),
        ("ask for a replacement", "purpose", "replacement"),
        ("remind the seller", "purpose", "reminder"),
        ("remind me when it is here", "purpose", "remind_me"),
    ],
)
def test_plain_words_are_understood(text, entity, value):
    assert value in found(text, entity)


def test_a_mention_is_where_it_says_it_is():
    text = "please cancel #W1234567 now"
    (mention,) = [mention for mention in find_entities(text) if mention.entity == "order_number"]
    assert text[mention.start : mention.end] == "#W1234567"
