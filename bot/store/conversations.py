"""The gateway's inbox and history: a message is stored before anything else happens to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from bot.store.database import Database
from bot.store.tables import chat_messages, conversations


@dataclass(frozen=True)
class Conversation:
    """One shopper's conversation. ``generation`` counts its new beginnings; the history stays."""

    id: str
    subject: str
    customer_id: str | None
    state: str
    generation: int

    @property
    def rasa_id(self) -> str:
        """The id of the dialogue, in hex; another after each new beginning."""
        return f"{self.id}{self.generation:04x}"


@dataclass(frozen=True)
class Received:
    """What the inbox says to a message. ``conflict``: its client id came with another text before."""

    message_id: int
    fresh: bool
    status: str
    conflict: bool


@dataclass(frozen=True)
class StoredMessage:
    """One line of a conversation; ``sender`` is shopper, bot or agent."""

    id: int
    sender: str
    text: str | None
    buttons: tuple[dict, ...]
    custom: dict | None
    at: datetime
    client_id: str | None
    reply_to: int | None


@dataclass(frozen=True)
class Heard:
    """What the shopper wrote, or the title of the button that was pressed."""

    text: str
    is_press: bool
    at: datetime


@dataclass(frozen=True)
class Unfinished:
    """A message that was acknowledged and has no answer yet."""

    message_id: int
    conversation: Conversation
    text: str
    payload: str | None
    at: datetime


class Conversations:
    """Inbox and history. Every call is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(
        self, conversation_id: str, subject: str, customer_id: str | None, now: datetime
    ) -> Conversation:
        """The conversation of that id, begun now where there is none."""
        with self._database.transaction() as connection:
            found = _find(connection, conversation_id)
            if found is not None:
                return found
            values = {
                "id": conversation_id,
                "subject": subject,
                "customer_id": customer_id,
                "state": "bot",
                "generation": 0,
                "opened_at": now,
            }
            try:
                with connection.begin_nested():
                    connection.execute(insert(conversations).values(values))
            except IntegrityError:
                pass  # another process was quicker
            return _find(connection, conversation_id)

    def restart(self, conversation_id: str, now: datetime) -> Conversation:
        """Begin anew: the history stays, the dialogue starts from nothing, old buttons no longer count."""
        one = conversations.c.id == conversation_id
        change = (
            update(conversations).where(one).values(generation=conversations.c.generation + 1, state="bot")
        )
        with self._database.transaction() as connection:
            connection.execute(change)
            return _find(connection, conversation_id)

    def set_state(self, conversation_id: str, state: str) -> None:
        """Note who has the conversation: ``bot``, ``waiting`` or ``agent``."""
        change = update(conversations).where(conversations.c.id == conversation_id).values(state=state)
        with self._database.transaction() as connection:
            connection.execute(change)

    def receive(
        self, conversation_id: str, client_id: str, text: str, payload: str | None, now: datetime
    ) -> Received:
        """Keep a message; the same client id again is the same message."""
        values = {
            "sender": "shopper",
            "client_id": client_id,
            "text": text,
            "payload": payload,
            "content": {},
            "status": "received",
            "at": now,
        }
        with self._database.transaction() as connection:
            try:
                with connection.begin_nested():
                    return Received(_add(connection, conversation_id, values), True, "received", False)
            except IntegrityError:
                query = select(chat_messages).where(
                    chat_messages.c.conversation_id == conversation_id, chat_messages.c.client_id == client_id
                )
                row = connection.execute(query).one()
        conflict = (row.text, row.payload) != (text, payload)
        return Received(row.id, False, row.status, conflict)

    def answer(self, message_id: int, messages: Sequence[dict], now: datetime) -> list[StoredMessage]:
        """Keep the bot's replies and mark the message answered; a second answer changes nothing."""
        return self._finish(message_id, messages, now, "answered")

    def fail(self, message_id: int, messages: Sequence[dict], now: datetime) -> list[StoredMessage]:
        """Keep an apology and mark the message as given up."""
        return self._finish(message_id, messages, now, "failed")

    def _finish(
        self, message_id: int, messages: Sequence[dict], now: datetime, status: str
    ) -> list[StoredMessage]:
        one = (chat_messages.c.id == message_id, chat_messages.c.status == "received")
        finish = update(chat_messages).where(*one).values(status=status)
        with self._database.transaction() as connection:
            query = select(chat_messages.c.conversation_id).where(chat_messages.c.id == message_id)
            conversation_id = connection.execute(query).scalar_one()
            _generation(connection, conversation_id)
            if connection.execute(finish).rowcount == 1:
                for message in messages:
                    _add(connection, conversation_id, _said("bot", message, now, message_id))
            return _replies(connection, message_id)

    def say(self, conversation_id: str, sender: str, message: dict, now: datetime) -> StoredMessage:
        """Keep a message outside a turn, such as a reminder or a notice."""
        with self._database.transaction() as connection:
            key = _add(connection, conversation_id, _said(sender, message, now, None))
            row = connection.execute(select(chat_messages).where(chat_messages.c.id == key)).one()
            return _stored(row)

    def replies_to(self, message_id: int) -> list[StoredMessage]:
        """What the bot said to a message, in order."""
        with self._database.reading() as connection:
            return _replies(connection, message_id)

    def history(
        self, conversation_id: str, after: int | None = None, limit: int = 200
    ) -> list[StoredMessage]:
        """The lines after ``after``, oldest first; without it the last ``limit`` lines."""
        table = chat_messages
        query = select(table).where(table.c.conversation_id == conversation_id).limit(limit)
        newest_first = not after
        order = table.c.id.desc() if newest_first else table.c.id
        with self._database.reading() as connection:
            rows = connection.execute(query.where(table.c.id > (after or 0)).order_by(order)).all()
        lines = [_stored(row) for row in rows]
        return lines[::-1] if newest_first else lines

    def heard(self, conversation_id: str) -> list[Heard]:
        """What the shopper said since the conversation last began anew, oldest first."""
        table = chat_messages
        query = (
            select(table.c.text, table.c.payload, table.c.at)
            .join(conversations, conversations.c.id == table.c.conversation_id)
            .where(
                table.c.conversation_id == conversation_id,
                table.c.generation == conversations.c.generation,
                table.c.sender == "shopper",
            )
            .order_by(table.c.id)
        )
        with self._database.reading() as connection:
            return [Heard(row.text, row.payload is not None, row.at) for row in connection.execute(query)]

    def unfinished(self, limit: int) -> list[Unfinished]:
        """Acknowledged messages without an answer, oldest first."""
        query = (
            select(chat_messages, conversations.c.subject, conversations.c.customer_id, conversations.c.state)
            .add_columns(conversations.c.generation.label("current"))
            .join(conversations, conversations.c.id == chat_messages.c.conversation_id)
            .where(chat_messages.c.status == "received")
            .order_by(chat_messages.c.id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [_unfinished(row) for row in rows]

    def offered(self, conversation_id: str, payload: str) -> bool:
        """Whether the bot offered a button with this payload since the conversation last began anew."""
        table = chat_messages
        query = (
            select(table.c.content)
            .join(conversations, conversations.c.id == table.c.conversation_id)
            .where(
                table.c.conversation_id == conversation_id,
                table.c.generation == conversations.c.generation,
                table.c.sender != "shopper",
            )
            .order_by(table.c.id.desc())
        )
        with self._database.reading() as connection:
            return any(
                button.get("payload") == payload
                for content in connection.execute(query).scalars()
                for button in content.get("buttons", ())
            )


def _find(connection: Connection, conversation_id: str) -> Conversation | None:
    row = connection.execute(select(conversations).where(conversations.c.id == conversation_id)).first()
    return Conversation(row.id, row.subject, row.customer_id, row.state, row.generation) if row else None


def _add(connection: Connection, conversation_id: str, values: dict[str, Any]) -> int:
    row = {**values, "conversation_id": conversation_id}
    row["generation"] = _generation(connection, conversation_id)
    return connection.execute(insert(chat_messages).values(row)).inserted_primary_key[0]


def _generation(connection: Connection, conversation_id: str) -> int:
    """The conversation's generation; locks it until the transaction ends.

    Without the lock a line could become visible after a later one, and who reads on from the later
    one would never see it.
    """
    query = select(conversations.c.generation).where(conversations.c.id == conversation_id)
    return connection.execute(query.with_for_update()).scalar_one()


def _said(sender: str, message: dict, now: datetime, reply_to: int | None) -> dict[str, Any]:
    content = {key: message[key] for key in ("buttons", "custom") if message.get(key)}
    return {
        "sender": sender,
        "text": message.get("text") or "",
        "content": content,
        "reply_to": reply_to,
        "at": now,
    }


def _replies(connection: Connection, message_id: int) -> list[StoredMessage]:
    query = select(chat_messages).where(chat_messages.c.reply_to == message_id).order_by(chat_messages.c.id)
    return [_stored(row) for row in connection.execute(query)]


def _stored(row: Any) -> StoredMessage:
    content = row.content or {}
    return StoredMessage(
        row.id,
        row.sender,
        row.text or None,
        tuple(content.get("buttons", ())),
        content.get("custom"),
        row.at,
        row.client_id,
        row.reply_to,
    )


def _unfinished(row: Any) -> Unfinished:
    conversation = Conversation(row.conversation_id, row.subject, row.customer_id, row.state, row.current)
    return Unfinished(row.id, conversation, row.text, row.payload, row.at)
