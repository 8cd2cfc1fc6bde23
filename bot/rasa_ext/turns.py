"""Runs one turn of a conversation against a trained model: the same message twice is one turn."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.orders.errors import StoreUnavailable, TurnRefused
from bot.rasa_ext.action_calls import ActionCalls
from bot.rasa_ext.faults import TurnFailed
from bot.rasa_ext.processor import TurnProcessor
from bot.rasa_ext.replies import Message, SteadyReplies, replies_to
from bot.rasa_ext.tracker_store import StoredTrackers, TrackerRows
from bot.turn import verify_turn


@dataclass(frozen=True)
class Heard:
    """A message as the gateway hands it over; ``text`` may be the payload of an offered button."""

    token: str
    conversation_id: str
    message_id: str
    text: str


@dataclass(frozen=True)
class Turn:
    """What a message led to. ``events`` are those it added, and none when it was answered before."""

    messages: tuple[Message, ...]
    events: tuple[Event, ...]
    slots: dict[str, Any]


def _system_now() -> datetime:
    return datetime.now(timezone.utc)


class TurnRunner:
    """A loaded model that answers messages, one at a time in each conversation."""

    def __init__(
        self,
        model: Path,
        rows: TrackerRows,
        actions: ActionCalls,
        chat_secret: str,
        now: Callable[[], datetime] = _system_now,
    ) -> None:
        self.model_name = model.name
        self._chat_secret = chat_secret
        self._now = now
        replies = SteadyReplies({})
        self._store = StoredTrackers(rows)
        self._processor = TurnProcessor(
            model, self._store, InMemoryLockStore(), replies, action_endpoint=actions
        )
        replies.responses = self._processor.domain.responses
        self._store.domain = self._processor.domain
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def run(self, heard: Heard) -> Turn:
        """The answer to a message, and the conversation saved with it; the same again for a repeated message.

        Raises:
            TurnRefused: when the token is not a fresh one for this message.
            StoreUnavailable: when the conversation cannot be read or saved.
            TurnFailed: for any other fault. In all three cases nothing of the turn was saved.
        """
        caller = verify_turn(heard.token, heard.conversation_id, self._chat_secret)
        if caller.message_id != heard.message_id:
            raise TurnRefused("The turn token belongs to another message.")
        lock = self._locks.setdefault(heard.conversation_id, asyncio.Lock())
        async with lock:
            return await self._answer(heard)

    async def tracker_of(self, conversation_id: str) -> DialogueStateTracker:
        """The conversation as it is stored; an empty one when there is none yet."""
        stored = await self._store.retrieve(conversation_id)
        return stored or self._store.init_tracker(conversation_id)

    def understand(self, text: str) -> dict[str, Any]:
        """What the model's NLU makes of ``text``, outside any conversation."""
        return self._processor.understand(text)

    async def _answer(self, heard: Heard) -> Turn:
        tracker = await self.tracker_of(heard.conversation_id)
        said_before = replies_to(list(tracker.events), heard.message_id)
        if said_before:
            return Turn(said_before, (), tracker.current_slot_values())
        events_before = len(tracker.events)
        await self._take_turn(tracker, heard)
        events = list(tracker.events)
        messages = replies_to(events, heard.message_id)
        if not messages:
            raise TurnFailed(f"Nothing was said: {_path(events[events_before:])}.")
        await self._store.save(tracker)
        return Turn(messages, tuple(events[events_before:]), tracker.current_slot_values())

    async def _take_turn(self, tracker: DialogueStateTracker, heard: Heard) -> None:
        message = UserMessage(
            _clean(heard.text),
            CollectingOutputChannel(),
            heard.conversation_id,
            message_id=heard.message_id,
            metadata={"turn": heard.token, "message_id": heard.message_id},
        )
        try:
            await self._processor.take_turn(tracker, message, self._now())
        except (TurnFailed, StoreUnavailable):
            raise
        except Exception as error:
            raise TurnFailed(f"The turn broke off: {type(error).__name__}.") from error


def _clean(text: str) -> str:
    """``text`` without what cannot be stored as text: lone surrogates and NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def _path(events: list[Event]) -> str:
    """The way a turn went, for a log: names of intents and actions, nothing that was said."""
    names = [getattr(event, "intent_name", None) or getattr(event, "action_name", None) for event in events]
    return " > ".join(name for name in names if name)
