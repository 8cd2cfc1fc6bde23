"""Copies of the examples: with other things where they name a product, and with slips of the finger."""

from bot.nlu.more_examples import with_dropped_letters, with_other_things
from bot.nlu.product_words import ProductWords

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


def test_some_texts_have_a_copy_that_lacks_a_letter():
    texts = [f"where is my parcel number {place}" for place in range(100)]
    copies = with_dropped_letters(texts)
    assert 20 <= len(copies) <= 50
    assert all(len(copy.text) == len(texts[copy.original]) - 1 for copy in copies)


def test_a_text_without_words_has_no_copy():
    assert with_dropped_letters(["12", "?", ""] * 50) == []
