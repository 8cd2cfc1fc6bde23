"""Which order a shopper means."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.orders.money import Money
from bot.orders.order import Item, Order, Payment, Seller
from bot.service.find_order import (
    Mention,
    Near,
    NoOrders,
    NotBought,
    One,
    Several,
    Unknown,
    find_mentioned,
    find_order,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)


def an_order(order_id: str, title: str, placed_days_ago: int, seller: str = "Fernhill Goods") -> Order:
    price = Money(1990)
    return Order(
        id=order_id,
        customer_id="c-1",
        seller=Seller("s-1", seller),
        placed_at=NOW - timedelta(days=placed_days_ago),
        total=price,
        payment=Payment("card", "Visa ••4242", price),
        items=(Item("i-1", title, price),),
    )


LAMP = an_order("8012345678904321", "Desk lamp, brass", 0)
HEADPHONES = an_order("8012345678901111", "Bluetooth headphones", 1)
TENT = an_order("#W1234567", "Two-person tent", 8, seller="Northwind Outdoor")
ORDERS = (LAMP, HEADPHONES, TENT)


def found(mention: Mention, **context):
    return find_order(ORDERS, mention, now=NOW, fits=context.pop("fits", lambda order: True), **context)


@pytest.mark.parametrize(
    "mention",
    [
        Mention(numbers=("8012-3456 7890 1111",)),
        Mention(endings=("1111",)),
        Mention(text="those hedphones"),
        Mention(ordinal="2"),
        Mention(placed="yesterday"),
    ],
)
def test_an_order_is_found_by_number_ending_words_position_and_day(mention):
    assert found(mention) == One(HEADPHONES)


def test_an_order_is_found_by_its_seller():
    assert found(Mention(text="the one from northwind")) == One(TENT)


def test_the_last_order_is_the_newest_one():
    assert found(Mention(ordinal="last")) == One(LAMP)


def test_a_position_counts_in_the_list_that_was_shown():
    assert found(Mention(ordinal="2"), shown=(TENT.id, LAMP.id)) == One(LAMP)


def test_a_position_beyond_the_list_names_no_order():
    assert find_mentioned(ORDERS, Mention(ordinal="9"), now=NOW) is None


def test_the_other_one_is_the_one_of_two_that_was_not_talked_about():
    assert found(Mention(ordinal="other"), shown=(LAMP.id, TENT.id), focus=LAMP.id) == One(TENT)


def test_a_number_with_a_typing_error_is_only_suggested():
    assert found(Mention(numbers=("8012345678901112",))) == Near("8012345678901112", HEADPHONES)


def test_a_number_near_two_orders_is_unknown():
    twins = (LAMP, replace(LAMP, id="8012345678904322"))
    result = find_order(twins, Mention(numbers=("8012345678904323",)), now=NOW, fits=lambda order: True)
    assert result == Unknown("8012345678904323")


def test_a_number_that_is_no_order_of_the_shopper_is_unknown():
    assert found(Mention(numbers=("9999999999999999",))) == Unknown("9999999999999999")


def test_without_a_mention_the_only_order_that_fits_is_meant():
    assert found(Mention(text="where is my refund"), fits=lambda order: order is TENT) == One(TENT)


def test_without_a_mention_the_order_last_talked_about_is_meant():
    assert found(Mention(text="cancel it"), focus=HEADPHONES.id) == One(HEADPHONES)


def test_an_order_last_talked_about_that_does_not_fit_gives_way_to_those_that_do():
    assert found(Mention(), focus=LAMP.id, fits=lambda order: order is TENT) == One(TENT)


def test_it_is_the_order_last_talked_about_though_only_another_one_fits():
    mention = Mention(text="i want to return it")
    assert found(mention, focus=LAMP.id, fits=lambda order: order is TENT) == One(LAMP)


def test_a_part_of_the_order_last_talked_about_is_that_order():
    mention = Mention(text="the shade is cracked", products=("shade",), has_problem=True)
    assert found(mention, focus=LAMP.id) == One(LAMP)


def test_a_broken_thing_nobody_ordered_is_not_part_of_an_order_that_cannot_be_disputed():
    mention = Mention(text="the mug broke", products=("mug",), has_problem=True)
    assert found(mention, focus=LAMP.id, fits=lambda order: order is TENT) == NotBought("mug")


def test_several_that_fit_have_to_be_chosen_from():
    assert found(Mention(), fits=lambda order: order is not TENT) == Several((LAMP, HEADPHONES))


def test_words_that_match_two_orders_leave_the_choice_between_them():
    lamps = (LAMP, replace(LAMP, id="1"), TENT)
    result = find_order(lamps, Mention(text="the lamp"), now=NOW, fits=lambda order: True)
    assert result == Several(lamps[:2])


def naming(text: str, *products: str) -> Mention:
    return Mention(text=text, products=products)


def test_a_named_product_finds_the_only_order_of_such_a_thing():
    assert found(naming("cancel the lamp", "lamp")) == One(LAMP)


def test_a_product_nobody_ordered_is_said_to_be_missing_though_one_order_fits():
    assert found(naming("cancel the sofa", "sofa"), fits=lambda order: order is TENT) == NotBought("sofa")


def test_a_product_nobody_ordered_does_not_fall_back_to_the_order_talked_about():
    assert found(naming("cancel the sofa", "sofa"), focus=LAMP.id) == NotBought("sofa")


def test_a_thing_that_only_shares_a_word_with_the_product_has_to_be_chosen():
    assert found(naming("where is my desk", "desk")) == Several((LAMP,))


def test_of_two_named_products_one_that_was_ordered_is_enough():
    assert found(naming("the sofa, no, the tent", "sofa", "tent")) == One(TENT)


def test_two_orders_of_the_named_product_leave_the_choice_between_them():
    lamps = (LAMP, replace(LAMP, id="1"), TENT)
    result = find_order(lamps, naming("the lamp", "lamp"), now=NOW, fits=lambda order: True)
    assert result == Several(lamps[:2])


def test_more_words_tell_two_orders_of_the_named_product_apart():
    floor_lamp = an_order("1", "Glass floor lamp", 3)
    result = find_order((LAMP, floor_lamp), naming("glass lamp", "lamp"), now=NOW, fits=lambda order: True)
    assert result == One(floor_lamp)


def test_a_position_among_orders_of_the_named_product_decides():
    lamps = (LAMP, replace(LAMP, id="1"), TENT)
    mention = Mention(text="the second lamp", products=("lamp",), ordinal="2")
    assert find_order(lamps, mention, now=NOW, fits=lambda order: True) == One(lamps[1])


def test_a_misspelt_word_finds_the_order():
    assert found(Mention(text="blutooth hedphones")) == One(HEADPHONES)


def test_a_word_that_is_merely_alike_finds_no_order():
    assert find_mentioned(ORDERS, Mention(text="the text on it was blue"), now=NOW) is None


def test_a_shopper_without_orders_is_told_so():
    assert find_order((), Mention(), now=NOW, fits=lambda order: True) == NoOrders()


def test_the_order_that_fits_best_goes_before_those_that_fit():
    suits = {LAMP: 1, HEADPHONES: 2, TENT: 1}
    assert found(Mention(), fits=suits.get) == One(HEADPHONES)


def test_the_order_last_talked_about_counts_even_where_another_fits_better():
    suits = {LAMP: 1, HEADPHONES: 2, TENT: 0}
    assert found(Mention(), fits=suits.get, focus=LAMP.id) == One(LAMP)
