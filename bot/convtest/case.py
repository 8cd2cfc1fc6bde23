"""What a conversation test says, once read: cases, their turns, and what is expected of each turn."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

ANY = object()
"""Stands for any value, also null, where a slot is named without one."""


@dataclass(frozen=True)
class BotText:
    """Some message of the turn has exactly this text (step ``bot``)."""

    text: str


@dataclass(frozen=True)
class Buttons:
    """The buttons shown in the turn, by title.

    ``match`` is ``exactly`` (these in this order), ``set`` (these in any order), ``include`` (at
    least these) or ``without`` (none of these). ``payloads`` belongs to the titles; None is not compared.
    """

    titles: tuple[str, ...]
    match: str = "exactly"
    payloads: tuple[str | None, ...] = ()


@dataclass(frozen=True)
class BotUttered:
    """One message of the turn meets all of this: the reply's name, a regular expression, its buttons.

    ``says`` are facts of which all stand in its text; what cards and buttons show does not count.
    """

    utter_name: str | None = None
    text_matches: re.Pattern | None = None
    buttons: Buttons | None = None
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class BotDidNotUtter:
    """No message of the turn meets any of this."""

    utter_name: str | None = None
    text_matches: re.Pattern | None = None
    buttons: Buttons | None = None


@dataclass(frozen=True)
class ActionExecuted:
    """This action or reply was run in the turn."""

    name: str


@dataclass(frozen=True)
class SlotWasSet:
    """The slot was set in the turn and holds this value at its end; ``ANY`` takes every value."""

    name: str
    value: Any = ANY


@dataclass(frozen=True)
class SlotWasNotSet:
    """The slot was not set in the turn, or not to this value."""

    name: str
    value: Any = ANY


@dataclass(frozen=True)
class Says:
    """All of these facts stand in what the shopper could read: texts and cards. Case and spacing are free."""

    facts: tuple[str, ...]


@dataclass(frozen=True)
class DoesNotSay:
    """None of these stands in what the shopper could read."""

    facts: tuple[str, ...]


@dataclass(frozen=True)
class ExpectedRow:
    """A row of the store that the turn added, changed or removed.

    Of an added row the named fields are compared; of a changed row the changed fields must be
    exactly the named ones that are not part of its key.
    """

    table: str
    fields: dict[str, Any]
    removed: bool = False


@dataclass(frozen=True)
class StoreChanged:
    """The turn changed these rows of the store and nothing else; none means that nothing changed."""

    rows: tuple[ExpectedRow, ...] = ()


@dataclass(frozen=True)
class Guidance:
    """The answer is that of this guidance row."""

    row_id: str


@dataclass(frozen=True)
class Handoff:
    """A person was called in this turn, or was not."""

    expected: bool


@dataclass(frozen=True)
class WithinMs:
    """The turn took at most this long."""

    milliseconds: int


@dataclass(frozen=True)
class Fault:
    """The turn ends in this fault: part of its text, any case. Without it every fault fails the case."""

    text: str


Check = (
    BotText
    | BotUttered
    | BotDidNotUtter
    | ActionExecuted
    | SlotWasSet
    | SlotWasNotSet
    | Says
    | DoesNotSay
    | Buttons
    | StoreChanged
    | Guidance
    | Handoff
    | WithinMs
    | Fault
)
# What says only what must not be, or nothing about the bot, does not make a test.
SAYS_NOTHING_ALONE = (BotDidNotUtter, DoesNotSay, SlotWasNotSet, WithinMs)


@dataclass(frozen=True)
class Expectation:
    """One check with the key it was written under and its line, counted from 1."""

    key: str
    check: Check
    line: int


@dataclass(frozen=True)
class Turn:
    """The shopper writes ``text``, or presses the button of that title; then the checks hold.

    ``in_order`` asks that each check is met at or after the event that met the one before.
    """

    text: str
    line: int
    is_press: bool = False
    checks: tuple[Expectation, ...] = ()
    metadata: dict[str, Any] = field(default_factory=dict)
    in_order: bool = False


@dataclass(frozen=True)
class Advance:
    """Time passes, for actions, store, replies and sessions alike. Checks see what was said meanwhile."""

    period: timedelta
    written: str
    line: int
    checks: tuple[Expectation, ...] = ()


@dataclass(frozen=True)
class Case:
    """One conversation test.

    ``orders`` are rows laid over the world's own store, as written; ``slots`` are set before the
    first turn. ``opening`` is checked on what the bot says before the shopper says anything.
    """

    name: str
    file: Path
    line: int
    steps: tuple[Turn | Advance, ...]
    customer: str | None = None
    orders: tuple[dict[str, Any], ...] = ()
    now: datetime | None = None
    tags: tuple[str, ...] = ()
    repeat: int = 1
    slots: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    opening: tuple[Expectation, ...] = ()

    @property
    def id(self) -> str:
        """File and name, as pytest shows them; the same case has the same id in every run."""
        return f"{self.file.as_posix()}::{self.name}"
