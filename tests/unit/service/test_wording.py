"""Comparing a shopper's words with what is on record."""

import pytest

from bot.service.wording import matching_words, normalised_id, typing_distance


@pytest.mark.parametrize("spelling", ["#W1234567", "w 123 4567", "W-1234567", "w1234567."])
def test_an_order_id_is_the_same_in_every_spelling(spelling):
    assert normalised_id(spelling) == "W1234567"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("my blutooth hedphones", "Bluetooth headphones, black"),
        ("where is the LAMP", "Desk lamp with dimmer"),
        ("those socks", "Wool sock"),
    ],
)
def test_a_product_is_recognised_through_typing_errors_capitals_and_plurals(said, title):
    assert matching_words(said, title) > 0


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("i want my money back", "Back support cushion"),
        ("cancel my order please", "Order organiser"),
        ("where is the lamp", "Camp stove"),
    ],
)
def test_words_that_tell_nothing_about_a_product_do_not_match_a_title(said, title):
    assert matching_words(said, title) == 0


def test_swapped_neighbours_are_one_typing_error():
    assert typing_distance("8012345678", "8012346578") == 1
