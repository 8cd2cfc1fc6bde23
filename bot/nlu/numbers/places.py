"""Places in a list, sizes and counts in digits: "the 2nd", "number 3", "#2", "size 32", "2 mugs"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.numbers.found import NumberFound, NumberKind

_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PLACE = re.compile(
    r"(?<![\w#])#(?P<hashed>10|[1-9])(?!\w|[.,\-]\d)"
    r"|\b(?:number|no\.?|nr\.?|option|position|line|choice) ?(?P<called>10|[1-9])(?![\w]|[.,]\d)"
    r"|\b(?:number|option|position|choice) (?P<word>one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|\b(?P<ordinal>10|[1-9])(?:st|nd|rd|th)\b(?! of [a-z]{3,}ber)"
    r"|^\W*(?P<alone>10|[1-9])\W*$",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\bsize (?P<size>\d{1,3}(?:[.,]5)?|x{0,3}[sl]|m|small|medium|large)(?!\w)", re.IGNORECASE)
_COUNT = re.compile(r"(?<![\w#.,/:\-$€£])\d{1,4}(?![\w%/:]|[.,]\d)")


def places(text: str) -> Iterator[NumberFound]:
    """Places in a list, from 1 to 10."""
    for match in _PLACE.finditer(text):
        said = next(value for value in match.groups() if value is not None).lower()
        place = _COUNTED.index(said) + 1 if said in _COUNTED else int(said)
        yield NumberFound(NumberKind.POSITION, place, *match.span())


def sizes(text: str) -> Iterator[NumberFound]:
    """Sizes that are called so."""
    for match in _SIZE.finditer(text):
        yield NumberFound(NumberKind.SIZE, match[0].lower(), *match.span())


def counts(text: str) -> Iterator[NumberFound]:
    """Other whole numbers."""
    for match in _COUNT.finditer(text):
        yield NumberFound(NumberKind.COUNT, int(match[0]), *match.span())
