"""Copies of the examples that name a product, with other things in its place."""

from bot.nlu.product_words import ProductWords
from bot.nlu.substitution import with_other_things

PRODUCTS = ProductWords(("lamp", "desk"))


def test_an_example_with_a_product_has_a_copy_with_another_thing():
    (copy,) = with_other_things(["hello", "where is my lamp"], PRODUCTS)
    assert copy.original == 1
    assert copy.text.startswith("where is my ")
    assert "lamp" not in copy.text


def test_an_example_without_a_product_has_no_copy():
    assert with_other_things(["hello"], PRODUCTS) == []


def test_copies_are_the_same_each_time():
    texts = ["cancel the desk and the lamp"]
    assert with_other_things(texts, PRODUCTS) == with_other_things(texts, PRODUCTS)
