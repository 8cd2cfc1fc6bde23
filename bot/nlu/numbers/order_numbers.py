"""Order numbers, their endings, and tracking numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.numbers.found import NumberFound, NumberKind
from bot.nlu.numbers.other_numbers import is_of_a_card

_LOOKS_LIKE_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_MISTYPED = re.compile(r"(?<!\w)[\dOolI]{12,20}(?!\w)")
_FEWEST_DIGITS_OF_A_MISTYPED = 8
# Letters, then nine and more letters and digits with a digit among them: as carriers write theirs.
_TRACKING = re.compile(r"(?<![\w#])(?=[A-Z0-9]*\d{5})[A-Z]{1,4}\d[A-Z0-9]{7,26}(?!\w)", re.IGNORECASE)
_TRACKING_CALLED = re.compile(
    r"\btracking(?: (?:number|no|nr|id|code))?\.?(?: is)? ?[:#]? ?(?P<code>[A-Z0-9]{6,34})(?!\w)",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"(?:\b(?:end(?:s|ing|ed)?|finish(?:es|ing)?) (?:(?:in|with|on|by) )?"
    r"|\blast (?:two|three|four|[2-6]|digits?|numbers?)(?: (?:digits?|numbers?))?(?: (?:are|is|being))?"
    r"|\.\.+|…) ?[:=]? ?#?(?P<digits>\d{2,6})(?!\w)"
    r"|(?<![\w#])(?P<before>\d{2,6}) at the end\b"
    r"|^[^\w$€£%¦]*(?P<alone>\d{3,6})[^\w$€£%¦]*$",
    re.IGNORECASE,
)


def endings(text: str) -> Iterator[NumberFound]:
    """The last digits of numbers: "the one ending in 21", "…4321", "4321" alone."""
    for match in _ENDING.finditer(text):
        if not is_of_a_card(text, match.start()):
            digits = match["digits"] or match["before"] or match["alone"]
            yield NumberFound(NumberKind.ENDING, digits, match.start(), match.end())


def order_numbers(text: str, patterns: tuple[str, ...]) -> Iterator[NumberFound]:
    """What looks like an order number; the value as it was typed, without spaces around."""
    for pattern in patterns:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            group = "number" if "number" in match.re.groupindex else 0
            yield NumberFound(NumberKind.ORDER, match[group].strip(), *match.span(group))
    for match in _MISTYPED.finditer(text):
        if sum(char.isdigit() for char in match[0]) >= _FEWEST_DIGITS_OF_A_MISTYPED:
            yield NumberFound(NumberKind.ORDER, match[0].translate(_LOOKS_LIKE_DIGITS), *match.span())


def tracking_numbers(text: str) -> Iterator[NumberFound]:
    """What looks like a carrier's number, or is called so."""
    for match in _TRACKING_CALLED.finditer(text):
        if any(char.isdigit() for char in match["code"]):
            yield NumberFound(NumberKind.TRACKING, match["code"].upper(), *match.span("code"))
    for match in _TRACKING.finditer(text):
        yield NumberFound(NumberKind.TRACKING, match[0].upper(), *match.span())
