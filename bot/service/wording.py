"""Comparing a shopper's words and numbers with what is on record, typing errors included."""

import re
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

_WORD = re.compile(r"[^\W_]+")
_FUZZY_MIN_LENGTH = 5
_FUZZY_RATIO = 84

# Words that say nothing about which product is meant, though a title may hold them.
_COMMON = frozenset(
    """a about after again ago all already also am an and any are arrive arrived as ask at away back bad be
    because been before but buy by can cancel cancelled card case cash charge check come could day days deal
    delete deliver delivered delivery did didnt dispute do does done dont down each else ever every fast find
    first for free from full get gift give go going gone good got great had has have he hello help her here hi
    high him his home how i id if in into is isnt it item items its ive just keep know last late left less let
    light like line long look lost lot made make man many me mean mine money more most much must my name need
    never new next nice no not now of off ok old on one online only open or order ordered orders other our out
    over own pack package paid parcel part pay payment people phone please problem product pro purchase put
    quick quickly real really refund reply return returned right run said same save say see seem seller send
    sent service set she ship shipped shop should show side size so some something soon sorry status stay still
    stop store such super support sure take talk tell than thank thanks that thats the their them then there
    these they thing things think this those time to today together too top total track tracking travel try two
    under until up us use used very via waiting want wanted was way we week well went were what whats when
    where wheres which while who whole why will with without work worked working would wrong year yes yesterday
    yet you your""".split()
)


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
