"""One wish for two orders, as in "cancel the lamp and the tent", taken as two requests. Pure."""

import re
from collections.abc import Sequence

from bot.nlu.request_parts import Entity, Part, trimmed

_NAMED = ("order_number", "product")
_JOINT = re.compile(r"\s*(?:,|\band\b|&|\bn\b|\+)(?:\s*(?:and|also|then|plus))*\s+", re.IGNORECASE)
_LAST_WORDS = re.compile(
    r"\W*(?:(?:too|as well|also|please|pls|for me|both|orders?|one|now)\b\W*)*$", re.IGNORECASE
)
MOST_WORDS_BEFORE_A_NAME = 3


def names_two(entities: Sequence[Entity]) -> bool:
    """Whether a message names two things that may be orders."""
    return sum(entity["entity"] in _NAMED for entity in entities) > 1


def for_each_order(part: Part, text: str, entities: Sequence[Entity]) -> list[Part]:
    """``part``, or one for each order where it names two in a list at its end."""
    second = _second_name(part, text, entities)
    if second is None:
        return [part]
    end, start = second
    return [trimmed(part, text, part.start, end), trimmed(part, text, start, part.end)]


def _second_name(part: Part, text: str, entities: Sequence[Entity]) -> tuple[int, int] | None:
    """Where a list of two orders is cut: the end of the first one and the start of the second."""
    named = [entity for entity in part.entities(entities) if entity["entity"] in _NAMED]
    for left, right in zip(named, named[1:], strict=False):
        between = text[left["end"] : right["start"]]
        joint = _JOINT.match(between)
        if joint is None or left["entity"] != right["entity"] or left["value"] == right["value"]:
            continue
        is_bare = len(between[joint.end() :].split()) <= MOST_WORDS_BEFORE_A_NAME
        if is_bare and _LAST_WORDS.match(text[right["end"] : part.end]):
            return left["end"], left["end"] + joint.end()
    return None
