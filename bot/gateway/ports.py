"""What the gateway needs of the parts behind it; the store, the turn server and the reminders honour it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The shared clock."""

    def now(self) -> datetime:
        """The present as an aware UTC datetime."""


class Conversation(Protocol):
    """One shopper's conversation; ``rasa_id`` (hex) is new after each restart."""

    id: str
    subject: str
    customer_id: str | None
    state: str
    generation: int
    rasa_id: str


class Received(Protocol):
    """What the inbox says to a message: its id, whether it is new, and how far it got.

    ``status`` is received, answered or failed; ``conflict`` means that the client id was used with
    another text before.
    """

    message_id: int
    fresh: bool
    status: str
    conflict: bool


class StoredMessage(Protocol):
    """One line of a conversation as kept; ``sender`` is shopper, bot or agent."""

    id: int
    sender: str
    text: str | None
    buttons: Sequence[dict]
    custom: dict | None
    at: datetime
    client_id: str | None
    reply_to: int | None


class Unfinished(Protocol):
    """A message that was acknowledged and has no answer yet."""

    message_id: int
    conversation: Conversation
    text: str
    payload: str | None
    at: datetime


class Conversations(Protocol):
    """Inbox and history. Synchronous; every call may raise StoreUnavailable."""

    def open(
        self, conversation_id: str, subject: str, customer_id: str | None, now: datetime
    ) -> Conversation: ...

    def restart(self, conversation_id: str, now: datetime) -> Conversation: ...

    def receive(
        self, conversation_id: str, client_id: str, text: str, payload: str | None, now: datetime
    ) -> Received: ...

    def answer(self, message_id: int, messages: Sequence[dict], now: datetime) -> Sequence[StoredMessage]: ...

    def fail(self, message_id: int, messages: Sequence[dict], now: datetime) -> Sequence[StoredMessage]: ...

    def say(self, conversation_id: str, sender: str, message: dict, now: datetime) -> StoredMessage: ...

    def replies_to(self, message_id: int) -> Sequence[StoredMessage]: ...

    def history(self, conversation_id: str, after: int | None, limit: int) -> Sequence[StoredMessage]: ...

    def unfinished(self, limit: int) -> Sequence[Unfinished]: ...

    def offered(self, conversation_id: str, payload: str) -> bool: ...


@dataclass(frozen=True)
class Turn:
    """One message on its way to the turn server. ``text`` is plain words or a checked button payload."""

    customer_id: str | None
    rasa_id: str
    message_id: int
    text: str


class TurnClient(Protocol):
    """The way to the turn server."""

    async def run(self, turn: Turn) -> list[dict]:
        """The bot's messages, never none.

        Raises:
            TurnUnavailable: when there is no answer now; the same turn may safely be run again.
            TurnRejected: when there will never be one.
        """

    async def is_healthy(self) -> bool:
        """Whether the turn server says that it can take turns."""


class Reminders(Protocol):
    """Messages that are due without a shopper having written."""

    def deliver(self, now: datetime) -> Iterable[tuple[str, dict]]:
        """Pairs of conversation id (see ``identity.conversation_id_of``) and bot message, each once.

        The caller stores a pair before it asks for the next one, so a generator that settles a
        reminder after its ``yield`` loses none when storing fails.
        """


class Shopfront(Protocol):
    """What the demo shop shows beside the chat."""

    def customers(self) -> list[dict]:
        """The demo shoppers, each with ``id`` and ``name``."""

    def orders(self, customer_id: str) -> list[dict]:
        """A shopper's orders, newest first.

        Each has ``order_id``, ``title``, ``total``, ``placed_at``, ``stage`` and ``seller``.
        """
