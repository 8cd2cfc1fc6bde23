"""What a message mentions, found by patterns: order numbers, positions, days, amounts, reasons, problems.

Pure: no Rasa, no spaCy. Positions are those of the text that was passed in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.nlu.entity_words import WORDED

DEFAULT_ORDER_PATTERNS = (
    # 12 to 20 digits, in groups or not
    r"(?<![\w#])\#?\d(?:[ .\-]?\d){11,19}(?!\w|[ .\-]\d)",
    # '#' or letters, then 5 or more digits
    r"(?<!\w)(?:\#\s?[A-Za-z]{0,3}|[A-Za-z]{1,3})-?\d(?:[.\-]?\d){4,19}(?!\w)",
    # a bare number of 5 to 11 digits right after a word for an order
    r"(?:(?<=order )|(?<=order no )|(?<=order number )|(?<=purchase )|(?<=parcel )|(?<=package )|(?<=number )"
    r"|(?<=nr )|(?<=no\. )|(?<=order: )|(?<=ord ))\d{5,11}(?!\w)",
)


@dataclass(frozen=True)
class Found:
    """One mention: its kind, what it stands for, and where it is."""

    entity: str
    value: Any
    start: int
    end: int


def find_entities(text: str, order_patterns: tuple[str, ...] = DEFAULT_ORDER_PATTERNS) -> list[Found]:
    """All mentions in ``text``, by position; the parts of a number are no mentions of their own."""
    found: list[Found] = []
    for find in (_endings, lambda t: _order_numbers(t, order_patterns), _amounts, _worded):
        for mention in find(text):
            if not any(mention.start < other.end and other.start < mention.end for other in found):
                found.append(mention)
    return sorted(found, key=lambda mention: mention.start)


_ENDING = re.compile(
    r"\b(?:end(?:s|ing)?\s+(?:in|with|on)|last\s+(?:four|4|digits?|numbers?)(?:\s+(?:digits?|numbers?))?(?:\s+(?:are|is))?)"
    r"\s*:?\s*#?(\d{3,6})\b",
    re.IGNORECASE,
)


def _endings(text: str) -> Iterator[Found]:
    for match in _ENDING.finditer(text):
        yield Found("order_ending", match[1], match.start(), match.end())


_LOOKS_LIKE_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_MISTYPED = re.compile(r"(?<!\w)(?=[\dOolI]*\d[\dOolI]*)[\dOolI]{12,20}(?!\w)")


def _order_numbers(text: str, patterns: tuple[str, ...]) -> Iterator[Found]:
    for pattern in patterns:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield Found("order_number", _normalised(match[0]), match.start(), match.end())
    for match in _MISTYPED.finditer(text):
        if sum(char.isdigit() for char in match[0]) >= 8:
            value = match[0].translate(_LOOKS_LIKE_DIGITS)
            yield Found("order_number", value, match.start(), match.end())


def _normalised(number: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", number).upper()


_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP"}
_CURRENCY_WORDS = (
    (re.compile(r"dollars?|bucks|usd", re.IGNORECASE), "USD"),
    (re.compile(r"euros?|eur", re.IGNORECASE), "EUR"),
    (re.compile(r"pounds?|quid|gbp", re.IGNORECASE), "GBP"),
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"
_SIGN_FIRST = re.compile(rf"([$€£])\s?({_NUMBER})(?!\d)")
_SIGN_LAST = re.compile(
    rf"(?<![\d#])({_NUMBER})\s?([$€£]|dollars?\b|bucks\b|usd\b|euros?\b|eur\b|pounds?\b|quid\b|gbp\b)",
    re.IGNORECASE,
)


def _amounts(text: str) -> Iterator[Found]:
    for match in _SIGN_FIRST.finditer(text):
        yield Found("amount", _amount(match[2], match[1]), match.start(), match.end())
    for match in _SIGN_LAST.finditer(text):
        yield Found("amount", _amount(match[1], match[2]), match.start(), match.end())


def _amount(number: str, unit: str) -> dict[str, Any]:
    thousands = re.sub(r",(?=\d{3}(\D|$))", "", number).replace(",", ".")
    whole, _, part = thousands.partition(".")
    return {"cents": int(whole) * 100 + int((part or "0").ljust(2, "0")), "currency": _currency(unit)}


def _currency(unit: str) -> str | None:
    known = (code for pattern, code in _CURRENCY_WORDS if pattern.fullmatch(unit))
    return _CURRENCIES.get(unit) or next(known, None)


def _worded(text: str) -> Iterator[Found]:
    """Mentions in plain words; where two of one kind overlap, the one listed first counts."""
    plain = text.replace("’", "'")
    for entity, value, pattern in WORDED:
        for match in pattern.finditer(plain):
            yield Found(entity, value, match.start(), match.end())
