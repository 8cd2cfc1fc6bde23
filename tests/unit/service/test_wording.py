"""Comparing a shopper's words with what is on record."""

import pytest

from bot.service.wording import matching_words, names_product, normalised_id, typing_distance


@pytest.mark.parametrize("spelling", ["#W1234567", "w 123 4567", "W-1234567", "w1234567."])
def test_an_order_id_is_the_same_in_every_spelling(spelling):
    assert normalised_id(spelling) == "W1234567"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("my blutooth hedphones", "Bluetooth headphones, black"),
        ("where is the LAMP", "Desk lamp with dimmer"),
        ("those socks", "Wool sock"),
        ("the ketle", "Electric kettle"),
        ("my headfones", "Bluetooth headphones"),
        ("blakc jacket", "Rain coat, black"),
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
        ("I was charged twice", "Phone charger"),
        ("my speaker", "Canvas sneaker"),
        ("the printed pattern", "Label printer"),
        ("the mountain one", "Fountain pen"),
        ("the shirts", "Running shorts"),
        ("the cable", "Oak table"),
    ],
)
def test_words_that_tell_nothing_about_a_product_do_not_match_a_title(said, title):
    assert matching_words(said, title) == 0


def test_swapped_neighbours_are_one_typing_error():
    assert typing_distance("8012345678", "8012346578") == 1


@pytest.mark.parametrize(
    ("product", "title"),
    [
        ("lamp", "Brass desk lamp with dimmer"),
        ("socks", "Merino hiking socks"),
        ("yoga mat", "Yoga mat, 6 mm"),
        ("towel", "Set of 4 bath towels"),
        ("phone", "Phone (refurbished)"),
    ],
)
def test_a_product_names_the_thing_itself(product, title):
    assert names_product(product, title) == 1.0


@pytest.mark.parametrize(
    ("product", "title"),
    [("table", "Table runner"), ("yoga mat", "Inflatable sleeping mat"), ("lamp", "Shade for a lamp")],
)
def test_a_product_that_only_shares_a_word_is_not_sure(product, title):
    assert names_product(product, title) == 0.5


def test_another_product_is_not_named_at_all():
    assert names_product("lamp", "Two-person tent") == 0.0
