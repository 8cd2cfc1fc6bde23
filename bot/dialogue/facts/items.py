"""Which items of an order a question names, by the words of its references."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from bot.dialogue.references import References
from bot.orders.order import Item, Order

NEAR_ENOUGH = 85
MOST_WORDS = 40
"""More telling words than this are not looked at: nobody names a thing so."""


def items_named(orders: Iterable[Order], references: References) -> list[tuple[Order, Item]]:
    """The items that fit best what the message names; empty where no word fits any of them."""
    said = said_words(references)
    scored = [(_fit(item, said), order, item) for order in orders for item in order.items]
    best = max((score for score, _, _ in scored), default=0)
    return [(order, item) for score, order, item in scored if score == best] if best else []


def items_meant(order: Order, references: References) -> Sequence[Item]:
    """The items of one order that are meant: those named, else all of them."""
    return [item for _, item in items_named([order], references)] or order.items


def said_words(references: References) -> tuple[str, ...]:
    """The telling words of all mentions that are not left out."""
    words = (word.lower() for mention in references.include for word in mention.words)
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def is_option(item: Item, said: Iterable[str]) -> bool:
    """Whether one of the words is an option of the item, such as its colour."""
    values = _option_words(item)
    return any(_is_near(word, value) for word in said for value in values)


def _fit(item: Item, said: Iterable[str]) -> int:
    """How many of the words stand in the title or the options."""
    known = [*item.title.lower().replace(",", " ").split(), *_option_words(item)]
    return sum(any(_is_near(word, each) for each in known) for word in said)


def _option_words(item: Item) -> list[str]:
    return [part for _, value in item.options for part in value.lower().split()]


def _is_near(said: str, known: str) -> bool:
    return said == known or (len(said) > 3 and len(known) > 2 and fuzz.ratio(said, known) >= NEAR_ENOUGH)
