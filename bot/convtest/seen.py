"""What happened in a turn, in plain values: the checks and the reports know no Rasa and no store."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Button:
    """A button as shown."""

    title: str
    payload: str | None = None


@dataclass(frozen=True)
class Said:
    """One message of the bot; ``utter_name`` is the reply it came from, where known."""

    text: str = ""
    buttons: tuple[Button, ...] = ()
    card: dict[str, Any] | None = None
    utter_name: str | None = None

    def readable(self) -> str:
        """All a shopper can read of it: text, card and button titles."""
        parts = [self.text, *_strings(self.card), *(button.title for button in self.buttons)]
        return "\n".join(part for part in parts if part)


@dataclass(frozen=True)
class RowChange:
    """One row of the store that was ``added``, ``changed`` or ``removed``.

    ``key`` holds the fields that name the row. ``before`` and ``after`` hold all fields of the row,
    in the spelling tests are written in (amounts as "19.90", times as ISO 8601); one of them is
    empty for a row that was added or removed.
    """

    table: str
    kind: str
    key: dict[str, Any]
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def changed_fields(self) -> dict[str, tuple[Any, Any]]:
        """Fields with their values before and after, those that differ only."""
        names = [*self.before, *(name for name in self.after if name not in self.before)]
        pairs = {name: (self.before.get(name), self.after.get(name)) for name in names}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


@dataclass(frozen=True)
class Seen:
    """All that one turn led to.

    ``events`` are Rasa's events as JSON. ``slots`` are the values at the end of the turn. ``rows``
    are the guidance rows the turn answered by, ``conditions`` those of their conditions that decided.
    ``faults`` are sentences: exceptions, errors that
    were logged and swallowed, answers of an action's error branch. ``took_ms`` is wall time.
    """

    messages: tuple[Said, ...] = ()
    events: tuple[dict[str, Any], ...] = ()
    intent: str | None = None
    confidence: float | None = None
    entities: tuple[dict[str, Any], ...] = ()
    slots: dict[str, Any] = field(default_factory=dict)
    changes: tuple[RowChange, ...] = ()
    rows: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    took_ms: float = 0.0

    def buttons(self) -> tuple[Button, ...]:
        """The buttons of all messages, in order."""
        return tuple(button for message in self.messages for button in message.buttons)

    def readable(self) -> str:
        """All a shopper can read of the turn."""
        return "\n".join(message.readable() for message in self.messages)


def _strings(value: Any) -> Iterator[str]:
    """The texts inside a card, its type left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != "type":
                yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)
