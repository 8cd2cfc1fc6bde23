"""Amounts of money: "$19.80", "62 dollars", "about 20 quid"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.numbers.found import NumberFound, NumberKind

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"
_UNIT = r"(?:(?:us )?dollars?|bucks?|usd|euros?|eur|pounds?|quid|gbp)"
_ABOUT = (
    r"(?P<about>\b(?:about|around|roughly|approximately|approx\.?|some|nearly|almost|circa"
    r"|over|above|more than|at least|under|below|less than|cheaper than|up to|at most)\s|~ ?)?"
)
_SIGN_FIRST = re.compile(
    rf"{_ABOUT}(?:[$€£]|\b(?:usd|eur|gbp)\b) ?(?P<number>{_NUMBER})(?!\d)", re.IGNORECASE
)
_SIGN_LAST = re.compile(
    rf"{_ABOUT}(?<![\w#.,])(?P<number>{_NUMBER})[ \-]?(?:[$€£]|{_UNIT}\b)"
    rf"(?: (?:and )?(?P<cents>\d{{2}})(?: cents?)?\b)?",
    re.IGNORECASE,
)
# Two digits after the point and no unit: a price, as nothing else here is written so.
_OTHER_UNIT = r" ?(?:%|°|[km]?g|[cmk]?m|mm|[cm]?l|gb|tb|inch|in|ft|lbs?|oz|h|hrs?|hours?|times|x|stars?)\b"
_ALONE = re.compile(
    rf"{_ABOUT}(?<![\w.,#\-/:])(?P<number>\d{{1,5}}[.,]\d{{2}})(?![\w%\-/:]|[.,]\d|{_OTHER_UNIT})",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"\b(?:cost(?:s|ing)?(?: me)?|paid|pay|for|worth|priced(?: at)?|total(?:l?ed|ling)?(?: of)?)"
    rf"\s{_ABOUT}(?P<number>\d{{1,5}}(?:\.\d{{1,2}})?)(?=\W*$|\s(?:one|order|and|please|is|was|that)\b|[,;])",
    re.IGNORECASE,
)
_ABOUT_PART = 10
_MORE = frozenset({"over", "above", "more than", "at least"})
_LESS = frozenset({"under", "below", "less than", "cheaper than", "up to", "at most"})
_LARGEST = 10**11


def amounts(text: str) -> Iterator[NumberFound]:
    """Amounts as bounds in cents; a round one has all cents above it, "about" a tenth to either side."""
    for pattern in (_SIGN_FIRST, _SIGN_LAST, _ALONE, _CALLED):
        for match in pattern.finditer(text):
            yield NumberFound(NumberKind.AMOUNT, _bounds(match), match.start(), match.end())


def _bounds(match: re.Match[str]) -> tuple[int, int]:
    whole, part = re.fullmatch(r"(.*?)(?:[.,](\d{1,2}))?", match["number"]).groups()
    part = part or (match["cents"] if "cents" in match.re.groupindex else None)
    cents = int(re.sub(r"\D", "", whole)) * 100 + int((part or "0").ljust(2, "0"))
    said = (match["about"] or "").strip().lower()
    if said in _MORE:
        return cents + 1, _LARGEST
    if said in _LESS:
        return 0, cents - 1
    if said:
        return cents - cents // _ABOUT_PART, cents + cents // _ABOUT_PART
    return (cents, cents) if part else (cents, cents + 99)
