"""One message of the assistant, before its words are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Button:
    """A shortcut for something that can be typed just as well. ``payload`` is what it stands for."""

    title: str
    payload: str


@dataclass(frozen=True)
class Say:
    """The reply named ``reply`` in domain/responses, filled with ``words``; the widget draws ``card``."""

    reply: str
    words: Mapping[str, str] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()
    card: Mapping[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """The message as a slot keeps it; ``from_json`` is its inverse."""
        buttons = [[button.title, button.payload] for button in self.buttons]
        return {"reply": self.reply, "words": dict(self.words), "buttons": buttons, "card": self.card}

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Say:
        buttons = tuple(Button(title, payload) for title, payload in body["buttons"])
        return cls(body["reply"], body["words"], buttons, body["card"])
