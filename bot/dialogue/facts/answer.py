"""What an answer to a question of fact is made of, and what it is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from bot.dialogue.heard import Heard
from bot.orders.order import Order
from bot.orders.policy import Policy


class Card(str, Enum):
    """What is drawn beside the words; the values are the types of custom messages."""

    ORDER = "order_card"
    LIST = "order_list"
    REFUND = "refund_tracker"


@dataclass(frozen=True)
class FactAnswer:
    """``reply`` names a response, ``words`` fill its placeholders.

    ``orders`` are those that the answer is about: they stay in focus, and are on the card, if there is one.
    ``instead`` is the request whose guidance says more than any reply of facts; ``reply`` is empty then.
    """

    reply: str
    words: dict[str, str]
    orders: tuple[Order, ...] = ()
    card: Card | None = None
    instead: str = ""


@dataclass(frozen=True)
class AskWhich:
    """The question fits several orders, and their answers differ: ask which of these is meant."""

    orders: tuple[Order, ...]


@dataclass(frozen=True)
class Scene:
    """The question and all it is answered from.

    ``orders`` are all of the shopper's, newest first. ``chosen`` are those that the message names, None
    where it names none; ``focus`` are those talked about before.
    """

    heard: Heard
    orders: tuple[Order, ...]
    chosen: tuple[Order, ...] | None
    focus: tuple[Order, ...]
    now: datetime
    policy: Policy

    @property
    def is_named(self) -> bool:
        """Whether the message, or what was talked about before, tells which orders are meant."""
        return self.chosen is not None or bool(self.focus)

    @property
    def meant(self) -> tuple[Order, ...]:
        """The orders a question about one order is about: those named, those talked about, else all."""
        return self.wide if self.chosen is not None or not self.focus else self.focus

    @property
    def wide(self) -> tuple[Order, ...]:
        """The orders a question about all orders is about: those named, else all."""
        return self.orders if self.chosen is None else self.chosen


@dataclass(frozen=True)
class Told:
    """What one order says to a question.

    ``value`` is the fact by itself, for a line in a list; empty where the fact is not on record.
    ``about`` is what such a line calls the order; its usual name where empty. ``reply`` says the fact in
    a sentence, also that it is not on record; where it is empty, the request ``instead`` says it better.
    """

    reply: str
    words: Mapping[str, str] = field(default_factory=dict)
    value: str = ""
    about: str = ""
    instead: str = ""


@dataclass(frozen=True)
class Fact:
    """How one fact is read off an order.

    ``none`` is said when none of several orders has it on record. ``is_shared`` facts are said once where
    all orders have the same, by the reply ``same``.
    """

    told: Callable[[Order, Scene], Told]
    none: str = "utter_facts_nothing_fits"
    same: str | None = None
    card: Card | None = None


Answer = Callable[[Scene], FactAnswer | AskWhich]
"""What answers a question about several orders at once."""
