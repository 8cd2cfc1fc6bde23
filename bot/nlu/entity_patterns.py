"""What a message mentions, found by patterns: order numbers, positions, days, amounts, reasons, problems.

Pure: no Rasa, no spaCy. Positions are those of the text that was passed in.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

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


_POSITIONS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SHORT_POSITIONS = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th")


def _said(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


_ORDINALS: list[tuple[str, Any, re.Pattern[str]]] = [
    *[
        (
            "ordinal",
            str(n + 1),
            _said(rf"(?:the )?(?:{word}|{short})(?: (?:one|order|item|parcel))", rf"the {word}"),
        )
        for n, (word, short) in enumerate(zip(_POSITIONS, _SHORT_POSITIONS, strict=True))
    ],
    *[("ordinal", str(n), _said(rf"(?:number|no\.?|option|nr\.?) ?{n}(?!\d)")) for n in range(1, 11)],
    (
        "ordinal",
        "last",
        _said(
            r"(?:my |the )?(?:last|latest|newest|most recent|recent|previous)"
            r" (?:one|order|purchase|parcel|package|item)",
            r"the (?:last|latest|newest|most recent)(?! (?:week|month|year|night|time|few|days?))",
            r"(?:order|thing|one) i (?:just|last) (?:made|placed|bought|ordered)",
        ),
    ),
    ("ordinal", "other", _said("the other(?: one| order)?", "not that one", "other order")),
]
_DAYS = [
    (
        "placed",
        "today",
        _said("today'?s (?:order|purchase|one)", "(?:ordered|bought|placed|made)(?: it)? today"),
    ),
    (
        "placed",
        "today",
        _said("(?:ordered|bought|placed|made)(?: it)? (?:this morning|an hour ago|just now)"),
    ),
    (
        "placed",
        "yesterday",
        _said("yesterday'?s (?:order|purchase|one)", "(?:ordered|bought|placed|made)(?: it)? yesterday"),
    ),
    (
        "placed",
        "last_week",
        _said("last week'?s (?:order|purchase|one)", "(?:ordered|bought|placed|made)(?: it)? last week"),
    ),
]
_REASONS = [
    (
        "reason",
        "no_longer_needed",
        _said(
            r"(?:no longer|don'?t|do not|not) (?:need|want)(?:ed)?(?: it| this| them)?(?: any ?more)?",
            "changed my mind",
        ),
    ),
    (
        "reason",
        "ordered_by_mistake",
        _said(r"by (?:mistake|accident)", "accidentally", "mistakenly", r"ordered (?:it )?twice"),
    ),
    ("reason", "found_cheaper", _said(r"cheaper(?: elsewhere)?", "better price", "too expensive")),
    (
        "reason",
        "wrong_item_chosen",
        _said(r"(?:chose|picked|selected|ordered) the wrong (?:size|colou?r|item|one|model)"),
    ),
    ("reason", "seller_asked", _said(r"seller (?:asked|told|wants) me to cancel")),
]
_PROBLEMS = [
    (
        "problem",
        "fake",
        _said("fakes?", "counterfeit", "knock ?off", "not (?:original|genuine|authentic)", "replica"),
    ),
    (
        "problem",
        "never_arrived",
        _said(
            r"never (?:arrived|came|got (?:here|it)|received|showed up)",
            r"(?:has ?n[o']?t|have ?n[o']?t|did ?n[o']?t|not) (?:arrived?|come|received?|gotten|got)"
            r"(?: (?:it|anything))?",
            r"(?:marked|says|shows?) (?:as )?delivered but",
            "lost in (?:the )?(?:post|mail|transit)",
        ),
    ),
    (
        "problem",
        "missing_parts",
        _said(
            r"miss(?:ing|es) (?:parts?|pieces?|items?|screws?|the)",
            "(?:parts?|pieces?|item|screws?) (?:is |are )?missing",
            "incomplete",
            "empty (?:box|parcel|package)",
            r"only (?:got|received) (?:one|half|part)",
        ),
    ),
    (
        "problem",
        "wrong_item",
        _said(
            r"wrong (?:item|product|size|colou?r|model|one|thing|order)",
            r"not what i (?:ordered|bought)",
            r"(?:different|another) (?:item|product|colou?r|model|size)",
            "instead of the",
        ),
    ),
    (
        "problem",
        "not_as_described",
        _said(
            "not as (?:described|advertised|shown|pictured)",
            "different from the (?:picture|photo|description)",
            r"looks? nothing like",
            "misleading",
            "poor quality",
            "bad quality",
        ),
    ),
    (
        "problem",
        "broken",
        _said(
            "broken?",
            "broke",
            "cracked",
            "crushed",
            "chipped",
            "bent",
            "snapped",
            "burst",
            "smashed",
            "shattered",
            "damaged?",
            "torn",
            "ripped",
            "dented",
            "scratched",
            "leak(?:ing|ed|s)",
        ),
    ),
    (
        "problem",
        "defective",
        _said(
            "defective",
            "faulty",
            r"(?:does ?n[o']?t|do ?n[o']?t|not|stopped|never)"
            r" (?:work(?:s|ing)?|turn(?:s|ing)? on|charg(?:e|es|ing))",
            "dead on arrival",
        ),
    ),
]
_PURPOSES = [
    (
        "purpose",
        "remind_me",
        _said(r"remind me", r"(?:tell|notify|alert|ping|message) me when (?:it|the|my)"),
    ),
    (
        "purpose",
        "reminder",
        _said(
            r"remind (?:the |my )?(?:seller|shop|store|vendor|them|him|her)",
            "reminder",
            "nudge",
            "chase (?:the )?(?:seller|them|him)",
        ),
    ),
    ("purpose", "tracking", _said(r"track(?:ing)? (?:number|no|id|code|link)")),
    (
        "purpose",
        "replacement",
        _said(
            "replacements?", r"(?:send|ship) (?:me )?(?:a |it )?(?:new|another)(?: one)?", "resend", "re-send"
        ),
    ),
    ("purpose", "refund", _said(r"(?:ask|tell|write|message|contact)[^.?!]{0,40}(?:refund|money back)")),
]
_SELLER = [
    ("seller", "seller", _said("sellers?", "vendors?", "merchants?", "shopkeeper", "the (?:shop|store)"))
]
_WORDED = [*_ORDINALS, *_DAYS, *_REASONS, *_PROBLEMS, *_PURPOSES]

Finder = Callable[[str], Iterator[Found]]


def _worded(text: str) -> Iterator[Found]:
    """Mentions in plain words; where two of one kind overlap, the one listed first counts."""
    plain = text.replace("’", "'")
    for entity, value, pattern in [*_WORDED, *_SELLER]:
        for match in pattern.finditer(plain):
            yield Found(entity, value, match.start(), match.end())
