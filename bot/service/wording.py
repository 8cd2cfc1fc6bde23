"""Comparing a shopper's words and numbers with what is on record, typing errors included."""

import re
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

_WORD = re.compile(r"[^\W_]+")
_FUZZY_MIN_LENGTH = 5
_FUZZY_RATIO = 84

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


def _same(left: str, right: str) -> bool:
    if left == right or left.rstrip("s") == right.rstrip("s"):
        return True
    if min(len(left), len(right)) < _FUZZY_MIN_LENGTH:
        return False
    return fuzz.ratio(left, right) >= _FUZZY_RATIO
