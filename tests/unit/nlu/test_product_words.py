"""Product words in messages, in all the ways shoppers write them."""

import pytest

from bot.nlu.product_words import ProductWords

ENGLISH = {"my", "where", "is", "the", "chain", "speaker", "cable", "charged", "block"}
PRODUCTS = (
    "headphones",
    "backpack",
    "sleeping bag",
    "bag",
    "chair",
    "scarf",
    "watch",
    "clock",
    "toaster",
    "poster",
)
WORDS = ProductWords(PRODUCTS, ENGLISH)


def products(text, words=WORDS):
    return [mention.product for mention in words.find(text)]


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("my Headphones", "headphones"),
        ("hedphones", "headphones"),
        ("headfones", "headphones"),
        ("head phones", "headphones"),
        ("back-pack", "backpack"),
        ("two chairs", "chair"),
        ("scarves", "scarf"),
        ("watches", "watch"),
        ("my slepping bag", "sleeping bag"),
    ],
)
def test_a_product_is_recognised_however_it_is_written(text, product):
    assert products(text) == [product]


@pytest.mark.parametrize(
    "text", ["the chain", "a block", "bagg", "back, pack it", "in that case", "watch out"]
)
def test_another_word_is_no_product(text):
    assert products(text) == []


def test_a_slip_of_two_products_is_neither():
    assert products("my toster") == []


def test_without_english_words_no_slip_is_mended():
    assert products("hedphones", ProductWords(PRODUCTS)) == []


def test_a_mention_is_where_it_says_it_is():
    (mention,) = WORDS.find("where is my slepping bag?")
    assert "where is my slepping bag?"[mention.start : mention.end] == "slepping bag"


@pytest.mark.parametrize("text", ["cancle the order", "cancl it", "i want my oder"])
def test_a_slip_of_a_request_is_no_product(text):
    assert products(text, ProductWords(("candle", "odour"), ENGLISH)) == []


def test_every_product_of_a_message_is_replaced():
    assert WORDS.replaced("swap the bag for headphones", "item") == "swap the item for item"


def test_a_message_without_a_product_stays_as_it_is():
    assert WORDS.replaced("where is my parcel", "item") == "where is my parcel"


def test_a_slip_of_a_word_of_every_request_is_no_product():
    words = ProductWords(["candle", "charger"], english={"cancel", "charge"})
    assert words.find("please cancle it, i was chargd") == []


def test_a_slip_of_a_product_alone_is_still_the_product():
    words = ProductWords(["candle", "charger"], english={"cancel", "charge"})
    assert [found.product for found in words.find("where is my canddle")] == ["candle"]
