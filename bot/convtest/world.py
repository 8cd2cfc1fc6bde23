"""The port between conversation tests and the project they test; an adapter is named in pytest's settings."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.convtest.case import Case
from bot.convtest.covering.universe import Universe
from bot.convtest.seen import Seen


class WorldError(Exception):
    """The project cannot be tested as it stands, or a case asks for what is not there; says what to do."""


class Talk(ABC):
    """One conversation of one case, on a store and a clock of its own."""

    @abstractmethod
    def opening(self) -> Seen:
        """What was said before the shopper said anything."""

    @abstractmethod
    def say(self, text: str, metadata: Mapping[str, Any]) -> Seen:
        """The turn of a typed message. Faults are part of what is seen, not raised."""

    @abstractmethod
    def press(self, title: str, metadata: Mapping[str, Any]) -> Seen:
        """The turn of a button, by the title it was last shown with.

        Raises:
            WorldError: when no button of that title has been shown in this conversation.
        """

    @abstractmethod
    def advance(self, period: timedelta) -> Seen:
        """Move the clock; what the bot said meanwhile of its own accord."""

    @abstractmethod
    def now(self) -> datetime:
        """The time of this conversation."""

    @abstractmethod
    def store(self) -> dict[str, Any]:
        """The whole store in comparable values: equal for two conversations that did the same."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the store."""


class World(ABC):
    """A project: its model, loaded once, its actions and its store."""

    @abstractmethod
    def load(self) -> None:
        """Load what takes seconds, the model above all; again does nothing. Called before a case is timed."""

    @abstractmethod
    def open(self, case: Case) -> Talk:
        """A new conversation with the seed, the clock and the customer of ``case``.

        Raises:
            WorldError: when the seed or the customer cannot be had; names which.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of the model and of temporary files."""

    def suite(self, path: Path) -> tuple[Case, ...]:
        """The cases generated from a ``.suite.yml`` file; the model need not be loaded.

        Raises:
            CaseFileErrors: when the file cannot be used.
            WorldError: when the project generates none.
        """
        raise WorldError(f"{path.name}: this project generates no conversation tests.")

    def rule_text(self, row_id: str, replies: Collection[str] = ()) -> str | None:
        """What a guidance row says, for a report; None where the project has none of that name.

        Of a row that says several things it is what goes with one of ``replies``, names of responses.
        """
        return None

    def universe(self) -> Universe:
        """All there is to cover; the model need not be loaded. Empty where the project names nothing."""
        return Universe()


class Store(ABC):
    """What the actions of a Rasa project read and write, for the checks `store` and `guidance`.

    A project gives one to ``bot.convtest.rasa_world.RasaWorld``;
    docs/tutorials/first-conversation-test.md shows one.
    """

    @abstractmethod
    def begin(self, case: Case, now: Callable[[], datetime]) -> None:
        """Make the store that ``case`` begins with, for ``case.customer`` and with ``case.orders`` in it.

        The project's actions use this store from here on. ``now`` tells the time of the conversation.

        Raises:
            WorldError: when the customer or the orders cannot be had; names which.
        """

    @abstractmethod
    def rows(self) -> Mapping[str, Mapping[Any, Mapping[str, Any]]]:
        """All rows as they stand: table, key of the row, fields. What is returned must not change later."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the store, when all cases are over."""

    def answered_by(self, events: Sequence[Mapping[str, Any]]) -> tuple[str, ...] | None:
        """The rules that a turn with these events answered by; None where the project has no rules."""
        return None

    def rule_text(self, row_id: str, replies: Collection[str] = ()) -> str | None:
        """What a rule says, for a report; None where there is none of that name.

        ``replies`` are the names of the responses in the turn, for a rule that says several things.
        """
        return None
