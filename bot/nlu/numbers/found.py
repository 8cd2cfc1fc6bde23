"""One number of a message and what it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any


class NumberKind(str, Enum):
    """What a number stands for."""

    ORDER = "order"
    """An order number; the value as it was typed."""
    ENDING = "ending"
    """The last digits of an order number, two and more."""
    TRACKING = "tracking"
    """A tracking number, in capitals without spaces."""
    AMOUNT = "amount"
    """Bounds in cents, both inclusive."""
    DAYS = "days"
    """A ``bot.dialogue.references.Days``."""
    POSITION = "position"
    """A place in a list from 1; -1 is the last."""
    COUNT = "count"
    """How many; also what may be an option or an amount ("the 32 one")."""
    SIZE = "size"
    """An option said with its name: "size 9"."""
    NONE = "none"
    """A phone, a card, a time of day: nothing that names an order."""


@dataclass(frozen=True)
class NumberFound:
    """A number at ``start`` to ``end`` of the text it was found in."""

    kind: NumberKind
    value: Any
    start: int
    end: int


def apart(found: list[NumberFound]) -> list[NumberFound]:
    """Those that overlap none before them in the list, by position."""
    kept: list[NumberFound] = []
    for each in found:
        if not any(each.start < other.end and other.start < each.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)
