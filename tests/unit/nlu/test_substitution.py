"""Copies of the examples that name a product, with other things in its place."""

from bot.nlu.product_words import ProductWords
from bot.nlu.substitution import with_other_things

PRODUCTS = ProductWords(("lamp", "desk"))


def test_an_example_with_a_product_has_a_copy_with_another_thing():
    texts, intents = with_other_things(["where is my lamp", "hello"], ["order_status", "greet"], PRODUCTS)
    assert texts[:2] == ["where is my lamp", "hello"]
    assert texts[2].startswith("where is my ")
    assert "lamp" not in texts[2]
    assert intents == ["order_status", "greet", "order_status"]


def test_an_example_without_a_product_has_no_copy():
    assert with_other_things(["hello"], ["greet"], PRODUCTS) == (["hello"], ["greet"])


def test_copies_are_the_same_each_time():
    given = (["cancel the desk and the lamp"], ["cancel_order"], PRODUCTS)
    assert with_other_things(*given) == with_other_things(*given)
