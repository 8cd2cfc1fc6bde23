"""Which items of an order a question names, by the words of its references."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from bot.dialogue.references import Mention, References
from bot.orders.order import Item, Order

NEAR_ENOUGH = 85
MOST_MENTIONS = 10
MOST_WORDS = 10
"""More mentions, or words of one, are not looked at: nobody names a thing so."""


def items_named(orders: Sequence[Order], references: References) -> list[tuple[Order, Item]]:
    """The items that fit best what each mention of the message names; empty where no word fits any."""
    items = [(order, item) for order in orders for item in order.items]
    named: list[tuple[Order, Item]] = []
    for mention in references.include[:MOST_MENTIONS]:
        named += [each for each in _best(items, _telling(mention)) if each not in named]
    return [each for each in items if each in named]


def items_meant(order: Order, references: References) -> Sequence[Item]:
    """The items of one order that are meant: those named, else all of them."""
    return [item for _, item in items_named([order], references)] or order.items


def said_words(references: References) -> tuple[str, ...]:
    """The telling words of all mentions that are not left out."""
    words = (word for mention in references.include[:MOST_MENTIONS] for word in _telling(mention))
    return tuple(dict.fromkeys(words))


def names_every_option(item: Item, said: Sequence[str]) -> bool:
    """Whether the words name all options of the item: then it is asked whether they are right.

    Of the red shoes, where only the colour is named, the size may be what is asked.
    """
    values = [value.lower().split() for _, value in item.options]
    return all(any(_is_near(word, part) for word in said for part in parts) for parts in values)


def _telling(mention: Mention) -> tuple[str, ...]:
    return tuple(word.lower() for word in mention.words[:MOST_WORDS])


def _best(items: Sequence[tuple[Order, Item]], said: Sequence[str]) -> list[tuple[Order, Item]]:
    fits = [_fit(item, said) for _, item in items]
    best = max(fits, default=0)
    return [each for each, fit in zip(items, fits, strict=True) if fit == best] if best else []


def _fit(item: Item, said: Iterable[str]) -> int:
    """How many of the words stand in the title or the options."""
    known = [*item.title.lower().replace(",", " ").split(), *_option_words(item)]
    return sum(any(_is_near(word, each) for each in known) for word in said)


def _option_words(item: Item) -> list[str]:
    return [part for _, value in item.options for part in value.lower().split()]


def _is_near(said: str, known: str) -> bool:
    return said == known or (len(said) > 3 and len(known) > 2 and fuzz.ratio(said, known) >= NEAR_ENOUGH)
