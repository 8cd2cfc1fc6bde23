"""One message of the assistant, before its words are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.dialogue.buttons import Button


@dataclass(frozen=True)
class Say:
    """The reply named ``reply`` in domain/responses, filled with ``words``; the widget draws ``card``."""

    reply: str
    words: Mapping[str, str] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()
    card: Mapping[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """The message as a slot keeps it; ``from_json`` is its inverse."""
        return {
            "reply": self.reply,
            "words": dict(self.words),
            "buttons": list(self.buttons),
            "card": self.card,
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Say:
        return cls(body["reply"], body["words"], tuple(body["buttons"]), body["card"])
