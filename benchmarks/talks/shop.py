"""A shop in this process: the real model and actions, and a fresh store for every conversation.

Nothing here knows how the dialogue works inside: a shopper types and presses, and sees texts, cards, buttons.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Protocol

from bot.convtest.case import Case
from bot.convtest.marketplace.world import MarketplaceWorld
from bot.convtest.running.changes import changes_between
from bot.convtest.seen import RowChange, Seen
from bot.convtest.world import Talk

NOON = datetime(2026, 11, 28, 12, tzinfo=timezone.utc)
"""The moment at which every conversation takes place."""

OrderJson = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """What a shopper sees after one message; ``faults`` are errors that came up meanwhile."""

    text: str = ""
    cards: str = ""
    buttons: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """Text and cards, without the buttons."""
        return f"{self.text}\n{self.cards}"

    @property
    def yes_button(self) -> str | None:
        """The title of the button that says yes, where there is one."""
        return next((title for title in self.buttons if title.casefold().startswith("yes")), None)


class Chat(Protocol):
    """One conversation of one shopper."""

    def say(self, text: str) -> Reply:
        """The answer to typed words."""

    def press(self, title: str) -> Reply:
        """The answer to a button that was shown."""

    def written(self) -> tuple[RowChange, ...]:
        """How the store differs from what it was when the conversation began."""


class Shop(Protocol):
    """Opens conversations."""

    def open(self, orders: Sequence[OrderJson]) -> Chat:
        """A fresh shopper with these orders (their ``customer_id`` is filled in) and nobody else's."""


class RealShop(Shop):
    """The model in use in the working folder, or ``model``; ``sellers`` as in order JSON."""

    def __init__(self, sellers: Sequence[dict[str, Any]], model: Path | None = None) -> None:
        self._shopper = {"id": "c-talks", "name": "Robin Gale", "email": "robin@example.org", "country": "US"}
        shop = {"format": 1, "currency": "USD", "sellers": list(sellers), "customers": [self._shopper]}
        self._world = MarketplaceWorld(Path.cwd(), model, {**shop, "coupons": [], "orders": []})
        self._open: Talk | None = None

    def open(self, orders: Sequence[OrderJson]) -> Chat:
        self._leave()
        own = tuple({**order, "customer_id": self._shopper["id"]} for order in orders)
        case = Case("talk", Path("talk"), 1, (), customer=self._shopper["id"], orders=own, now=NOON)
        self._open = self._world.open(case)
        return _RealChat(self._open)

    def close(self) -> None:
        """Remove the store."""
        self._leave()
        self._world.close()

    def _leave(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


class _RealChat(Chat):
    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._before = talk.store()

    def say(self, text: str) -> Reply:
        return _reply(self._talk.say(text, {}))

    def press(self, title: str) -> Reply:
        return _reply(self._talk.press(title, {}))

    def written(self) -> tuple[RowChange, ...]:
        return changes_between(self._before, self._talk.store())


def _reply(seen: Seen) -> Reply:
    cards = (replace(message, text="", buttons=()).readable() for message in seen.messages)
    return Reply(
        text="\n".join(message.text for message in seen.messages if message.text),
        cards="\n".join(card for card in cards if card),
        buttons=tuple(button.title for button in seen.buttons()),
        faults=seen.faults,
    )
