"""Comparing a shopper's words with what is on record, slips of the finger included. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA, DamerauLevenshtein

from bot.orders.order import Item, Order

_PLURALS = (("ies", "y"), ("ves", "f"), ("ves", "fe"), ("es", ""), ("s", ""))
_SLIP_MIN_LENGTH = 5
_LONG = 8
_ENDINGS = ("ing", "ed", "er", "ly", "e", "d", "r")
# What ends the part of a title that says what the thing is: "Desk lamp with dimmer", "Mug, blue".
_DETAIL_WORDS = frozenset({"with", "for", "in", "of", "to", "by", "from", "and"})
SET_WORDS = frozenset({"set", "pair", "pack", "box"})
_DETAIL_SIGNS = frozenset(",(:;/")


@dataclass(frozen=True)
class ItemWords:
    """The words of an item as they are compared: title, its main word, options."""

    title: tuple[str, ...]
    thing: str
    options: tuple[str, ...]
    named_options: tuple[str, ...]


def normalised_id(text: str) -> str:
    """An order id without #, spaces, dots and dashes, in capitals.

    >>> normalised_id("#w12-34 567")
    'W1234567'
    """
    return "".join(char for char in text if char.isascii() and char.isalnum()).upper()


def typing_distance(left: str, right: str) -> int:
    """How many single typing errors (a wrong, missing, extra or swapped character) lie between two ids."""
    return DamerauLevenshtein.distance(left, right)


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, cut at all that is no letter or digit.

    >>> words_of("Two-person tent, 3 kg")
    ('two', 'person', 'tent', '3', 'kg')
    """
    return tuple("".join(char if char.isalnum() else " " for char in text.lower()).split())


@lru_cache(maxsize=4096)
def thing_of(title: str) -> str:
    """The word that says what a title is about.

    >>> [thing_of(title) for title in ("Brass desk lamp with dimmer", "Set of 4 mugs, blue")]
    ['lamp', 'mugs']
    """
    main: list[str] = []
    for position, said in enumerate(title.replace("(", " (").split()):
        word = words_of(said)
        is_set_of = said.lower() == "of" and all(each in SET_WORDS for each in main)
        if is_set_of:
            main = []
            continue
        if main and (said.lower() in _DETAIL_WORDS or said[0] in "(-–/"):
            break
        main += [each for each in word if position == 0 or not (each.isdigit() and not main)]
        if said[-1] in _DETAIL_SIGNS:
            break
    return main[-1] if main else ""


@lru_cache(maxsize=4096)
def item_words(item: Item) -> ItemWords:
    """The words of an item."""
    values = [word for _, value in item.options for word in (value.lower(), *words_of(value))]
    named = [f"{name.lower()} {value.lower()}" for name, value in item.options]
    return ItemWords(words_of(item.title), thing_of(item.title), tuple(values), tuple(named))


def is_of_item(word: str, item: Item) -> bool:
    """Whether the item's title or options have this word; one with a space is an option with its name."""
    known = item_words(item)
    if "-" in word:
        return all(is_of_item(part, item) for part in words_of(word)) or is_of_item(
            word.replace("-", ""), item
        )
    if " " in word:
        name, value = word.split(" ", 1)
        values = {value, _sizes().get(value, value)}
        return word in known.named_options or (_is_for_size(name) and bool(values & set(known.options)))
    if word in known.options or _sizes().get(word) in known.options:
        return True
    if word.isdigit():
        return word in known.title
    known_words = (*known.title, *_pairs(known.title), *known.options)
    return any(same_word(word, other) for other in known_words)


def _pairs(words: tuple[str, ...]) -> tuple[str, ...]:
    """Neighbours written as one: "tea pot" and "teapot" are the same."""
    return tuple(left + right for left, right in zip(words, words[1:], strict=False))


def count_of_item(words: tuple[str, ...], item: Item) -> int:
    """How many of the words are of the item, with those that only make one of its words together."""
    count = sum(is_of_item(word, item) for word in words)
    for left, right in zip(words, words[1:], strict=False):
        if not is_of_item(left, item) and not is_of_item(right, item) and is_of_item(left + right, item):
            count += 2
    return count


@lru_cache
def _sizes() -> dict[str, str]:
    """How sizes are said in words, by what stands in the options."""
    lines = (Path(__file__).parent / "size_words.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if line)


def _is_for_size(name: str) -> bool:
    return name == "size"


def is_of_seller(word: str, order: Order) -> bool:
    """Whether the word is of the shop's name."""
    return any(same_word(word, other) for other in words_of(order.seller.name))


def names_thing(words: tuple[str, ...], item: Item) -> bool:
    """Whether one of the words is what the title is about, or two written as one: "tooth brush"."""
    thing = item_words(item).thing
    said = tuple(part for word in words for part in words_of(word))
    return any(same_word(word, thing) for word in (*said, *_pairs(said)))


def same_word(left: str, right: str) -> bool:
    """Whether two words are the same, the plural of one another, or one a slip of the other."""
    if left == right or _singulars(left) & _singulars(right):
        return True
    left, right = left.removesuffix("s"), right.removesuffix("s")
    if min(len(left), len(right)) > _SLIP_MIN_LENGTH and left.removesuffix("e") == right.removesuffix("e"):
        return True
    return _is_long_enough(left, right) and _is_slip(left, right)


@lru_cache(maxsize=4096)
def _singulars(word: str) -> frozenset[str]:
    """The word and what it may be the plural of: "hoodies" of "hoodie" and "hoody"."""
    forms = {word}
    for ending, singular in _PLURALS:
        if len(word) > len(ending) + 1 and word.endswith(ending):
            forms.add(word.removesuffix(ending) + singular)
    return frozenset(forms)


def _is_long_enough(left: str, right: str) -> bool:
    shorter, longer = sorted((len(left), len(right)))
    return longer >= _SLIP_MIN_LENGTH and shorter >= _SLIP_MIN_LENGTH - 1


def _is_slip(left: str, right: str) -> bool:
    """Whether a typing error lies between the two rather than another word.

    Another word differs in its first letter ("mountain", "fountain"), in its ending ("charged",
    "charger"), or, where it is short, in a letter put for another ("speaker", "sneaker").
    """
    if left[0] != right[0]:
        return False
    if _stem(left) == _stem(right):
        return _lacks_a_letter_within(*sorted((left, right), key=len))
    distance = OSA.distance(left, right)
    longest = max(len(left), len(right))
    if _differ_in_a_vowel(left, right):
        return longest > _SLIP_MIN_LENGTH
    if distance == 1:
        is_put_for_another = len(left) == len(right) and sorted(left) != sorted(right)
        return not is_put_for_another or longest >= _LONG
    return distance == 2 and longest > _LONG


def _lacks_a_letter_within(shorter: str, longer: str) -> bool:
    """Whether one letter was left out, and not the last, as in "shakr"; an ending makes another word."""
    if len(longer) != len(shorter) + 1 or shorter[-1] != longer[-1]:
        return False
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer) - 1))


def _differ_in_a_vowel(left: str, right: str) -> bool:
    """Whether one vowel is put for another, as in "ukelele"."""
    if len(left) != len(right):
        return False
    differing = [pair for pair in zip(left, right, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and all(letter in "aeiouy" for letter in differing[0])


def _stem(word: str) -> str:
    return next((word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)), word)
