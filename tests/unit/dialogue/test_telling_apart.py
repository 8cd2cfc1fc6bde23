"""The shortest label that tells an order or item from the others."""

from dataclasses import replace

from bot.dialogue.selection import Pick
from bot.dialogue.telling_apart import item_labels, order_labels
from tests.unit.dialogue.orders import an_order

RED = an_order("1000000000000001", "Polo neck/colour=red,size=S @22.00", 1)
GREY = an_order("1000000000000002", "Polo neck/colour=grey,size=S @22.00", 2)
LAMP = an_order("1000000000000003", "Reading lamp @30.00", 3)
DEARER = an_order("1000000000000004", "Reading lamp @35.00", 3)
LATER = an_order("1000000000000005", "Reading lamp @30.00", 9)


def test_a_title_that_is_unique_stands_alone():
    assert order_labels([RED, LAMP]) == ("Polo neck", "Reading lamp")


def test_options_that_differ_are_added_and_others_are_not():
    assert order_labels([RED, GREY]) == ("Polo neck, red", "Polo neck, grey")


def test_the_price_is_added_where_there_are_no_options():
    assert order_labels([LAMP, DEARER]) == ("Reading lamp, $30.00", "Reading lamp, $35.00")


def test_the_day_is_added_where_the_price_is_the_same():
    assert order_labels([LAMP, LATER]) == ("Reading lamp, 25 November", "Reading lamp, 19 November")


def test_the_end_of_the_number_is_the_last_resort():
    twin = replace(LAMP, id="1000000000000777")
    assert order_labels([LAMP, twin]) == ("Reading lamp, …0003", "Reading lamp, …0777")


def test_only_those_of_one_title_are_told_apart():
    labels = order_labels([RED, LAMP, GREY])
    assert labels == ("Polo neck, red", "Reading lamp", "Polo neck, grey")


def test_an_order_of_several_things_has_all_their_titles():
    desk = an_order("1", "Desk @90.00; Chair x2 @40.00", 1)
    assert order_labels([desk, LAMP]) == ("Desk, Chair", "Reading lamp")


def test_items_of_one_title_are_told_apart_by_their_options():
    bag = an_order("1", "Mug/colour=blue @5.00; Mug/colour=white @5.00; Jug @9.00", 1)
    assert item_labels([Pick(bag, item, 1) for item in bag.items]) == ("Mug, blue", "Mug, white", "Jug")


def test_items_without_options_are_told_apart_by_their_price():
    bag = an_order("1", "Mug @5.00; Mug @6.00", 1)
    assert item_labels([Pick(bag, item, 1) for item in bag.items]) == ("Mug, $5.00", "Mug, $6.00")


def test_nothing_has_no_label():
    assert order_labels([]) == ()
