"""Comparing a shopper's words and numbers with what is on record, typing errors included."""

import re
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA, DamerauLevenshtein

_WORD = re.compile(r"[^\W_]+")
_SLIP_MIN_LENGTH = 5
_LONG = 8
_ENDING = re.compile(r"(?:ed|er|ing|e|d|r|ly)$")

# Words that say nothing about which product is meant, though a title may hold them.
_COMMON = frozenset((Path(__file__).parent / "common_words.txt").read_text(encoding="utf-8").split())


def normalised_id(text: str) -> str:
    """An order id without #, spaces, dots and dashes, in capitals.

    >>> normalised_id("#w12-34 567")
    'W1234567'
    """
    return re.sub(r"[^0-9A-Za-z]", "", text).upper()


def typing_distance(left: str, right: str) -> int:
    """How many single typing errors (a wrong, missing, extra or swapped character) lie between two ids."""
    return DamerauLevenshtein.distance(left, right)


def matching_words(text: str, title: str) -> int:
    """How many telling words of ``title`` the message holds, misspelt ones included.

    >>> matching_words("where are my blutooth hedphones", "Bluetooth headphones, black")
    2
    """
    said = telling_words(text)
    return sum(any(_same(word, other) for other in said) for word in telling_words(title))


@lru_cache(maxsize=4096)
def telling_words(text: str) -> frozenset[str]:
    """The words of a text that can tell one product from another."""
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(word for word in words if len(word) > 2 and word not in _COMMON and not word.isdigit())


def names_product(product: str, title: str) -> float:
    """How sure it is that ``product``, in the shopper's words, is the thing with this title.

    1.0 where it is the thing itself, 0.5 where the title only shares a word that matters, 0.0 otherwise.

    >>> [names_product("lamp", title) for title in ("Brass lamp with dimmer", "Lamp shade", "Tent")]
    [1.0, 0.5, 0.0]
    """
    said, words = (frozenset(_WORD.findall(text.lower())) for text in (product, title))
    shared = [word for word in said if any(_same(word, other) for other in words)]
    if not shared:
        return 0.0
    is_thing = any(_same(_thing(title), word) for word in said)
    return 1.0 if is_thing and len(shared) == len(said) else 0.5


_SET_OF = re.compile(r"^(?:(?:set|pair|pack|box) of )?(?:\d+ )?", re.IGNORECASE)
_DETAIL = re.compile(r"[,(:;/]| - | (?:with|for|in|of|to|by|from|and)\b", re.IGNORECASE)


def _thing(title: str) -> str:
    """The word that says what a title is about: "Brass desk lamp with dimmer" is about a lamp."""
    words = _WORD.findall(_DETAIL.split(_SET_OF.sub("", title))[0].lower())
    return words[-1] if words else ""


def _same(left: str, right: str) -> bool:
    """Whether two words are the same, the plural of one another, or one a slip of the other."""
    left, right = left.removesuffix("s"), right.removesuffix("s")
    return left == right or (_is_long_enough(left, right) and _is_slip(left, right))


def _is_long_enough(left: str, right: str) -> bool:
    return (
        max(len(left), len(right)) >= _SLIP_MIN_LENGTH and min(len(left), len(right)) >= _SLIP_MIN_LENGTH - 1
    )


def _is_slip(left: str, right: str) -> bool:
    """Whether a typing error lies between the two rather than another word.

    Another word differs in its first letter ("mountain", "fountain"), in its ending ("charged",
    "charger"), or, where it is short, in a letter put for another ("speaker", "sneaker").
    """
    if left[0] != right[0] or _stem(left) == _stem(right):
        return False
    distance = OSA.distance(left, right)
    longest = max(len(left), len(right))
    if distance == 1:
        is_put_for_another = len(left) == len(right) and sorted(left) != sorted(right)
        return not is_put_for_another or longest >= _LONG
    return distance == 2 and longest > _LONG


def _stem(word: str) -> str:
    return _ENDING.sub("", word)
