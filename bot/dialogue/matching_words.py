"""Which orders have the words of a mention: in a title, an option, the name of the shop. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.references import Mention
from bot.dialogue.selection import Ambiguous, NotBought
from bot.dialogue.word_match import (
    SET_WORDS,
    count_of_item,
    is_of_item,
    is_of_seller,
    item_words,
    names_thing,
    normalised_id,
    same_word,
    typing_distance,
    words_of,
)
from bot.orders.order import Item, Order

_ENDING_MIN_LENGTH = 2
# "slippers" is mended to "slipped": so long a word may have been mended at two places
_LONG_WORD = 7


def as_typed(mention: Mention, orders: Sequence[Order]) -> Mention:
    """The mention with words as they were typed where an order has them: spelling knows no "diffuser"."""
    items = [item for order in orders for item in order.items]
    typed = [word for word in words_of(mention.text) if any(is_of_item(word, item) for item in items)]

    def meant(word: str) -> str:
        return word if any(is_of_item(word, item) for item in items) else _before_mending(word, typed)

    return replace(mention, words=tuple(map(meant, mention.words))) if typed else mention


def _before_mending(word: str, typed: Sequence[str]) -> str:
    """The typed word that ``word`` may have been mended from, or the word itself."""
    slips = 1 if len(word) < _LONG_WORD else 2
    near = [each for each in typed if typing_distance(each, word) <= slips]
    return min(near, key=lambda each: typing_distance(each, word), default=word)


def by_words(mention: Mention, pool: tuple[Order, ...]) -> tuple[Order, ...] | NotBought | Ambiguous:
    """The orders with the most words of the mention; a thing that is only alike has to be confirmed."""
    if not mention.words:
        return pool
    likeness = {order.id: _likeness(mention.words, order) for order in pool}
    best = max(likeness.values(), default=(0, False))
    if best[0] == 0:
        typed = words_of(mention.text)
        return NotBought(" ".join(_before_mending(word, typed) for word in mention.words))
    found = tuple(order for order in pool if likeness[order.id] == best)
    is_sure = best[0] == len(mention.words) or (
        best[1] and not any(_differs(mention, order) for order in found)
    )
    return found if is_sure or len(found) > 1 else Ambiguous(found)


def _likeness(words: tuple[str, ...], order: Order) -> tuple[int, bool]:
    """How many of the words are of one of the order's items or of its shop; whether one says what it is."""
    counts = [
        (
            max(sum(_has_word(order, item, word) for word in words), count_of_item(words, item)),
            names_thing(words, item),
        )
        for item in order.items
    ]
    return max(counts, default=(0, False))


def _has_word(order: Order, item: Item, word: str) -> bool:
    if is_of_item(word, item) or is_of_seller(word, order):
        return True
    if not word.isdigit() or len(word) < _ENDING_MIN_LENGTH:
        return False
    prices = (order.total.cents, item.price.cents)
    return normalised_id(order.id).endswith(word) or any(cents // 100 == int(word) for cents in prices)


def _differs(mention: Mention, order: Order) -> bool:
    """Whether a word of the mention makes another thing of it: "lamp shade", or "blue" where it is red."""
    for item in order.items:
        if not names_thing(mention.words, item):
            continue
        # "the teapot set" is the teapot
        missing = [w for w in mention.words if w not in SET_WORDS and not _has_word(order, item, w)]
        has_options = bool(item_words(item).options)
        if any(_is_compound_head(word, mention, item_words(item).thing) for word in missing):
            return True
        if has_options and any(" " in word or word.isdigit() for word in missing):
            return True
    return False


def _is_compound_head(word: str, mention: Mention, thing: str) -> bool:
    """Whether ``word`` stands right behind what the title is about, as in "lamp shade"."""
    said = mention.text.lower().split()
    return any(
        same_word(left.strip(",.!?"), thing) and right.strip(",.!?") == word
        for left, right in zip(said, said[1:], strict=False)
    )
