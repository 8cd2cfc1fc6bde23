"""One wish for two orders, as in "cancel the lamp and the tent", taken as two requests. Pure."""

import re
from collections.abc import Sequence

from bot.nlu.request_parts import Entity, Part, trimmed

_NAMED = ("order_number", "product")
_JOINT = re.compile(r"\s*(?:,|\band\b|&|\bn\b|\+)(?:\s*(?:and|also|then|plus))*\s+", re.IGNORECASE)
_LAST_WORDS = re.compile(
    r"\W*(?:(?:too|as well|also|please|pls|for me|both|orders?|one|now)\b\W*)*$", re.IGNORECASE
)
_HOLDS = re.compile(r"\b(?:with|of|containing)\s+(?:(?:the|my|a|an|both)\s+)?$", re.IGNORECASE)
MOST_WORDS_BEFORE_A_NAME = 3


def names_two(entities: Sequence[Entity]) -> bool:
    """Whether a message names two things that may be orders."""
    return sum(entity["entity"] in _NAMED for entity in entities) > 1


def for_each_order(part: Part, text: str, entities: Sequence[Entity]) -> list[Part]:
    """``part``, or one for each order where it names two in a list at its end.

    Things to send back are not taken apart: they may be of one order, whose return is opened once.
    """
    second = _second_name(part, text, entities)
    if second is None:
        return [part]
    end, start = second
    return [trimmed(part, text, part.start, end), trimmed(part, text, start, part.end)]


def _second_name(part: Part, text: str, entities: Sequence[Entity]) -> tuple[int, int] | None:
    """Where a list of two orders is cut: the end of the first one and the start of the second."""
    kinds = ("order_number",) if part.intent == "return_item" else _NAMED
    for kind in kinds:
        names = _names([each for each in part.entities(entities) if each["entity"] == kind], text)
        # more than two things, or an order "with" things, are rather what one parcel holds
        if len(names) != 2 or _HOLDS.search(text[part.start : names[0][0]]):
            continue
        (first_start, end), (second_start, last) = names
        between = text[end:second_start]
        joint = _JOINT.match(between)
        if joint is None or text[first_start:end].lower() == text[second_start:last].lower():
            continue
        is_bare = len(between[joint.end() :].split()) <= MOST_WORDS_BEFORE_A_NAME
        if is_bare and _LAST_WORDS.match(text[last : part.end]):
            return end, end + joint.end()
    return None


def _names(named: Sequence[Entity], text: str) -> list[tuple[int, int]]:
    """Where the names are; words that follow each other, as in "desk lamp", are one name."""
    spans: list[tuple[int, int]] = []
    for entity in named:
        if spans and not text[spans[-1][1] : entity["start"]].strip():
            spans[-1] = (spans[-1][0], entity["end"])
        else:
            spans.append((entity["start"], entity["end"]))
    return spans
