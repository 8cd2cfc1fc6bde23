"""Two things of one title are told apart; what needs no more than its title is called by it."""

from dataclasses import replace

import pytest

from bot.dialogue.names import (
    chosen_items,
    day,
    full_name,
    item_line,
    item_names,
    listed,
    order_name,
    orders_listed,
    sum_of,
)
from bot.orders.money import Money


def test_a_day_is_written_out(now):
    assert day(now) == "20 March 2026"


def test_no_day_is_empty():
    assert day(None) == ""


@pytest.mark.parametrize(
    ("names", "line"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_names_are_listed_as_people_do(names, line):
    assert listed(names) == line


def test_names_may_be_a_choice():
    assert listed(["A", "B"], "or") == "A or B"


def test_an_item_alone_is_called_by_its_title(item):
    assert item_names([item(colour="blue")]) == ("Desk lamp",)


def test_two_items_of_one_title_are_told_apart_by_their_options(item):
    names = item_names([item("Shirt", colour="blue", size="M"), item("Shirt", colour="red", size="M")])
    assert names == ("Shirt (blue, size M)", "Shirt (red, size M)")


def test_an_option_without_a_name_of_its_own_keeps_the_name_on_record(item):
    assert full_name(item("Keyboard", layout="German")) == "Keyboard (layout German)"


def test_two_items_of_one_title_without_options_are_told_apart_by_their_price(item):
    assert item_names([item("Mug", 500), item("Mug", 900)]) == ("Mug ($5.00)", "Mug ($9.00)")


def test_two_items_with_nothing_else_between_them_are_told_apart_by_their_place(item):
    assert item_names([item("Mug"), item("Bowl"), item("Mug")]) == ("Mug (no. 1)", "Bowl", "Mug (no. 3)")


@pytest.mark.parametrize(
    ("count", "line"), [(1, "Mug 0"), (2, "Mug 0 and 1 more item"), (3, "Mug 0 and 2 more items")]
)
def test_an_order_is_called_by_its_first_item_and_how_many_more(item, count, line):
    assert item_line([item(f"Mug {n}") for n in range(count)]) == line


def test_an_order_that_no_other_is_like_is_called_by_its_items_alone(make_order, item):
    other = make_order(id="8099999999991111", items=(item("Wool socks"),))
    assert order_name(make_order(), [other]) == "Desk lamp"


def test_an_order_is_not_mistaken_for_itself(make_order):
    assert order_name(make_order(), [make_order()]) == "Desk lamp"


def test_two_orders_of_one_thing_are_told_apart_by_its_options(make_order, item):
    blue, red = (
        make_order(id=number, items=(item(colour=colour),))
        for number, colour in (("1", "blue"), ("2", "red"))
    )
    assert (order_name(blue, [blue, red]), order_name(red, [blue, red])) == (
        "Desk lamp (blue)",
        "Desk lamp (red)",
    )


def test_two_orders_that_are_quite_alike_are_told_apart_by_the_end_of_their_numbers(make_order):
    other = make_order(id="8099999999991111")
    assert order_name(other, [make_order()]) == "Desk lamp (…1111)"


def test_chosen_items_are_listed_with_how_many_of_each(make_order, item):
    order = make_order(items=(item("Mug", item_id="i-1", quantity=4), item("Teapot", item_id="i-2")))
    assert chosen_items(order, [("i-1", 2), ("i-2", 1)]) == "2 × Mug and Teapot"


def test_an_item_that_the_order_does_not_have_is_left_out(make_order):
    assert chosen_items(make_order(), [("i-1", 1), ("i-9", 1)]) == "Desk lamp"


def test_orders_are_listed_with_what_each_cost(make_order, item):
    socks = make_order(id="2", items=(item("Wool socks"),))
    assert orders_listed([make_order(), socks]) == "Desk lamp ($19.90) and Wool socks ($19.90)"


def test_the_sum_counts_only_what_was_paid(make_order):
    assert sum_of([make_order(), make_order(id="2"), make_order(id="3", paid_at=None)]) == "$39.80"


def test_amounts_of_two_currencies_are_not_added_up(make_order):
    order = make_order()
    euros = make_order(id="2", payment=replace(order.payment, amount=Money(500, "EUR")))
    assert sum_of([order, euros]) == "$19.90 and €5.00"


def test_nothing_paid_has_no_sum(make_order):
    assert sum_of([make_order(paid_at=None)]) == ""
