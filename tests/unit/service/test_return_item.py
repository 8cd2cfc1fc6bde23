"""Which items of an order go back, and why, as far as a message says so."""

from dataclasses import replace
from datetime import datetime, timezone

import pytest

from bot.orders.money import Money
from bot.orders.order import Item, Order, Payment, ReturnedItem, Seller
from bot.service.return_item import choose_items, named_items, reason_in

PRICE = Money(1990)


def an_order(*titles: str) -> Order:
    return Order(
        id="W1234567",
        customer_id="c-1",
        seller=Seller("s-1", "Northwind Outdoor"),
        placed_at=datetime(2026, 11, 9, tzinfo=timezone.utc),
        total=PRICE,
        payment=Payment("card", "Visa ••4242", PRICE),
        items=tuple(Item(f"i-{n}", title, PRICE) for n, title in enumerate(titles, 1)),
    )


CAMPING = an_order("Two-person tent", "Inflatable sleeping mat", "Head torch")
SHIRTS = an_order("Blue linen shirt", "Red linen shirt")
FIRST, SECOND, THIRD = (ReturnedItem(f"i-{n}", 1) for n in (1, 2, 3))


def test_all_items_that_are_named_go_back_however_long_their_names():
    assert choose_items(CAMPING, "the tent and the sleeping mat") == (FIRST, SECOND)


def test_the_one_that_is_told_from_its_like_goes_back_alone():
    assert choose_items(SHIRTS, "the blue linen shirt") == (FIRST,)


def test_everything_goes_back_where_everything_is_said():
    assert choose_items(CAMPING, "send back everything") == (FIRST, SECOND, THIRD)


def test_things_that_were_not_bought_choose_nothing():
    assert choose_items(CAMPING, "the kettle") == ()


@pytest.mark.parametrize(
    ("order", "text", "items"),
    [
        (an_order("Head torch"), "i want to return it", (FIRST,)),
        (CAMPING, "i want to return the tent", (FIRST,)),
        (CAMPING, "return the tent and the torch", (FIRST, THIRD)),
        (CAMPING, "all of it goes back", (FIRST, SECOND, THIRD)),
    ],
)
def test_items_named_without_a_doubt_need_not_be_asked_for(order, text, items):
    assert named_items(order, text) == items


@pytest.mark.parametrize(
    ("order", "text"),
    [
        (CAMPING, "i want to return something"),
        (CAMPING, "send back my tent order"),
        (SHIRTS, "i want to return the linen shirt"),
    ],
)
def test_items_are_asked_for_where_none_or_two_alike_are_named(order, text):
    assert named_items(order, text) == ()


def test_how_many_go_back_is_asked_of_what_was_bought_twice():
    twice = replace(CAMPING, items=(replace(CAMPING.items[0], quantity=2),))
    assert named_items(twice, "i want to return the tent") == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("return the tent, it's too small", "it's too small"),
        ("i want to send back the tent because i dont like it", "i dont like it"),
        ("The shirt doesn't fit. I want to return it", "The shirt doesn't fit. I want to return it"),
    ],
)
def test_a_reason_is_taken_from_the_message_in_its_own_words(text, reason):
    assert reason_in(text) == reason


@pytest.mark.parametrize("text", ["i want to return the tent", "can i return the mat too", "because", ""])
def test_a_message_without_a_reason_gives_none(text):
    assert reason_in(text) is None


def test_a_long_reason_is_cut():
    assert len(reason_in("because " + "it is so ugly " * 100)) == 300
