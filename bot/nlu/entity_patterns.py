"""What a message mentions, found by patterns: order numbers, positions, days, amounts, reasons, problems.

Pure: no Rasa, no spaCy. Positions are those of the text that was passed in.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.nlu.cleaning import cleaned_with_positions
from bot.nlu.entity_words import WORDED
from bot.nlu.other_numbers import Span, is_of_a_card, other_numbers
from bot.nlu.provisos import PROVISOS

# Where a pattern has a group "number", only that group is the number; the rest is what it follows.
DEFAULT_ORDER_PATTERNS = (
    # 12 to 20 digits: together, in groups of 3 or more, or one by one
    r"(?<![\w#])\#?\s?\d{12,20}(?!\w)",
    r"(?<![\w#])\#?\s?(?=\d(?:[ .\-]?\d){11,19}(?!\w|[ .\-]\d{3}))\d{3,17}(?:[ .\-]\d{3,17}){1,5}(?!\w)",
    r"(?<![\w#])\#?\d(?: \d){11,19}(?!\w| \d)",
    # '#' or letters, then 5 or more digits
    r"(?<!\w)(?:\#\s?[A-Z]{0,3}|[A-Z]{1,3})-?\d(?:[.\-]?\d){4,19}(?!\w)",
    # the same with spaces, where they cannot be read as two things
    r"(?<!\w)(?=\#\W?\w{0,3}\W?(?:\d ?){5})\#\s?[A-Z]{0,3}[ \-]?\d[\d\-]{1,19}(?: \d{3,8}){0,4}(?!\w)",
    r"(?<!\w)(?=[A-Z](?: ?\d){7})[B-HJ-Z] ?\d{2,19}(?: \d{3,8}){0,4}(?!\w)",
    r"(?<!\w)(?-i:(?!IS|IT|MY|NO|NR|TO|OF|ON|AT|IN|BY|OR|ID|FOR|THE|AND|WAS|ARE|REF|TEL|FAX|ZIP)[A-Z]{2,3})"
    r" \d{6,19}(?!\w)",
    # a bare number of 5 to 11 digits right after a word for an order
    r"\b(?:orders?|ordr|ord|purchase|parcel|package)\b\W{0,3}"
    r"(?:(?:no|nr|num|number|id|ref|reference|code)\b\W{0,3})?(?:is\b\W{0,2})?(?P<number>\d{5,11})(?!\w)",
    r"\b(?:number|nr|no\.)\W{0,2}(?P<number>\d{5,11})(?!\w)",
)


@dataclass(frozen=True)
class Found:
    """One mention: its kind, what it stands for, and where it is."""

    entity: str
    value: Any
    start: int
    end: int


def find_entities(text: str, order_patterns: tuple[str, ...] = DEFAULT_ORDER_PATTERNS) -> list[Found]:
    """All mentions in the first 2,000 characters of ``text``, by position.

    The parts of a number are no mentions of their own, and phones, cards and dates are none at all.
    """
    plain, positions = cleaned_with_positions(text)
    rest = _without(plain, other_numbers(plain))
    found: list[Found] = []
    for find in (_endings, _priced, lambda t: _order_numbers(t, order_patterns), _bare_amounts, _few):
        mentions = _apart(find(rest))
        rest = _without(rest, [(mention.start, mention.end) for mention in mentions])
        found += mentions
    found += _worded(rest)
    there = (replace(m, start=positions[m.start], end=positions[m.end - 1] + 1) for m in found)
    return sorted(there, key=lambda mention: mention.start)


def spans_of_other_numbers(text: str) -> list[Span]:
    """Where the first 2,000 characters hold a phone, a card or a date, with the words that say so."""
    plain, positions = cleaned_with_positions(text)
    return [(positions[start], positions[end - 1] + 1) for start, end in other_numbers(plain)]


def _without(text: str, spans: Iterable[Span]) -> str:
    """``text``, as long as before, with a sign that no pattern knows in place of the spans."""
    for start, end in spans:
        text = f"{text[:start]}{'¦' * (end - start)}{text[end:]}"
    return text


def _apart(mentions: Iterable[Found]) -> list[Found]:
    """The mentions that overlap none before them."""
    kept: list[Found] = []
    for mention in mentions:
        if not any(mention.start < other.end and other.start < mention.end for other in kept):
            kept.append(mention)
    return kept


_ENDING = re.compile(
    r"(?:\b(?:(?:end(?:s|ing)?|finish(?:es|ing)?) (?:(?:in|with|on) )?"
    r"|last (?:four|4|digits?|numbers?)(?: (?:digits?|numbers?))?(?: (?:are|is))?)"
    r" ?:? ?#?|\.\.+ ?)(?P<digits>\d{3,6})\b"
    r"|\b(?P<before>\d{4}) at the end\b",
    re.IGNORECASE,
)


def _endings(text: str) -> Iterator[Found]:
    for match in _ENDING.finditer(text):
        if not is_of_a_card(text, match.start()):
            yield Found("order_ending", match["digits"] or match["before"], match.start(), match.end())


_LOOKS_LIKE_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_MISTYPED = re.compile(r"(?<!\w)[\dOolI]{12,20}(?!\w)")


def _order_numbers(text: str, patterns: tuple[str, ...]) -> Iterator[Found]:
    for pattern in patterns:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            group = "number" if "number" in match.re.groupindex else 0
            yield Found("order_number", _normalised(match[group]), *match.span(group))
    for match in _MISTYPED.finditer(text):
        if sum(char.isdigit() for char in match[0]) >= 8:
            value = match[0].translate(_LOOKS_LIKE_DIGITS)
            yield Found("order_number", value, match.start(), match.end())


def _normalised(number: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", number).upper()


_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP"}
_CURRENCY_WORDS = (
    (re.compile(r"(?:us )?dollars?|bucks|usd", re.IGNORECASE), "USD"),
    (re.compile(r"euros?|eur", re.IGNORECASE), "EUR"),
    (re.compile(r"pounds?|quid|gbp", re.IGNORECASE), "GBP"),
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"
_SIGN_FIRST = re.compile(rf"([$€£]|\b(?:usd|eur|gbp)\b) ?({_NUMBER})(?!\d)", re.IGNORECASE)
_SIGN_LAST = re.compile(
    rf"(?<![\w#.,])({_NUMBER})[ \-]?"
    r"([$€£]|(?:(?:us )?dollars?|bucks|usd|euros?|eur|pounds?|quid|gbp)\b)",
    re.IGNORECASE,
)
# Two digits after the point and no unit: a price, as nothing else here is written so.
_UNIT = r" ?(?:%|°|[km]?g|[cmk]?m|mm|[cm]?l|gb|tb|inch|in|ft|lbs?|oz|h|hrs?|hours?|times|x|stars?)\b"
_PRICE_ALONE = re.compile(
    rf"(?<![\w.,#\-/:])(\d{{1,5}}[.,]\d{{2}})(?![\w%\-/:]|[.,]\d|{_UNIT})", re.IGNORECASE
)


def _priced(text: str) -> Iterator[Found]:
    for match in _SIGN_FIRST.finditer(text):
        yield Found("amount", _amount(match[2], match[1]), match.start(), match.end())
    for match in _SIGN_LAST.finditer(text):
        yield Found("amount", _amount(match[1], match[2]), match.start(), match.end())


def _bare_amounts(text: str) -> Iterator[Found]:
    for match in _PRICE_ALONE.finditer(text):
        yield Found("amount", _amount(match[1], ""), match.start(), match.end())


def _amount(number: str, unit: str) -> dict[str, Any]:
    whole, part = re.fullmatch(r"(.*?)(?:[.,](\d{1,2}))?", number).groups()
    cents = int(re.sub(r"\D", "", whole)) * 100 + int((part or "0").ljust(2, "0"))
    return {"cents": cents, "currency": _currency(unit)}


def _currency(unit: str) -> str | None:
    known = (code for pattern, code in _CURRENCY_WORDS if pattern.fullmatch(unit))
    return _CURRENCIES.get(unit) or next(known, None)


_FEW = re.compile(r"(?<![\w#])#(10|[1-9])(?!\w|[.,\-]\d)")


def _few(text: str) -> Iterator[Found]:
    """A place in a list written with a number sign: "#2"."""
    for match in _FEW.finditer(text):
        yield Found("ordinal", match[1], match.start(), match.end())


# A wrong size that the shopper chose is a reason to cancel and no fault of the parcel.
_EXCLUDE_EACH_OTHER = {"reason": "cause", "problem": "cause"}


def _worded(text: str) -> list[Found]:
    """Mentions in plain words; where two that exclude each other overlap, the one listed first counts."""
    by_topic: dict[str, list[Found]] = {}
    for entity, value, pattern in (*WORDED, *PROVISOS):
        mentions = by_topic.setdefault(_EXCLUDE_EACH_OTHER.get(entity, entity), [])
        mentions += (Found(entity, value, *match.span()) for match in pattern.finditer(text))
    return [mention for mentions in by_topic.values() for mention in _apart(mentions)]
