"""Rasa's tracker store over the project's own database: fails loudly, stays short, keeps no tokens."""

import asyncio
from functools import lru_cache
from typing import Any, Protocol

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa_ext.history import bounded

_FORMAT = 1


class TrackerRows(Protocol):
    """One JSON body for each conversation, as `bot.store.trackers.Trackers` keeps them."""

    def load(self, conversation_id: str) -> dict | None:
        """The stored body, or None for a new conversation. Raises StoreUnavailable."""

    def save(self, conversation_id: str, body: dict) -> None:
        """Replace the stored body. Raises StoreUnavailable."""


class StoredTrackers(TrackerStore):
    """Trackers in the project's database.

    Used without Rasa's fail-safe wrapper: a store that is away raises StoreUnavailable, and the
    turn fails instead of going on in memory and being forgotten.
    """

    def __init__(
        self, rows: TrackerRows, domain: Domain | None = None, event_broker: EventBroker | None = None
    ) -> None:
        super().__init__(domain, event_broker)
        self._rows = rows

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as it was last saved, or None for a new one. Raises StoreUnavailable."""
        body = await asyncio.to_thread(self._rows.load, sender_id)
        if body is None:
            return None
        events = _known_slots_only([_event(body) for body in body["events"]], self.domain)
        tracker = DialogueStateTracker.from_events(sender_id, events, self.domain.slots)
        _leave_unknown_form(tracker, self.domain)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Replace what is stored of this conversation, shortened. Raises StoreUnavailable."""
        events = bounded(tracker.sender_id, list(tracker.events), self.domain)
        body = {"format": _FORMAT, "events": _bodies(events)}
        await asyncio.to_thread(self._rows.save, tracker.sender_id, body)


# Rasa walks through all event classes for every single event
_event_class = lru_cache(maxsize=None)(Event.resolve_by_type)


def _event(body: dict[str, Any]) -> Event:
    return _event_class(body["event"])._from_parameters(body)


def _known_slots_only(events: list[Event], domain: Domain) -> list[Event]:
    """Without slots the present model does not have: a model may change while a conversation is open."""
    names = {slot.name for slot in domain.slots}
    return [event for event in events if not isinstance(event, SlotSet) or event.key in names]


def _leave_unknown_form(tracker: DialogueStateTracker, domain: Domain) -> None:
    """Close a form the present model does not have; Rasa would fail on every later message."""
    if tracker.active_loop_name and tracker.active_loop_name not in domain.form_names:
        tracker.update_with_events([ActiveLoop(None), SlotSet(REQUESTED_SLOT, None)], domain)


def _bodies(events: list[Event]) -> list[dict[str, Any]]:
    last_user = max((i for i, event in enumerate(events) if isinstance(event, UserUttered)), default=-1)
    bodies = []
    for index, event in enumerate(events):
        body = event.as_dict()
        if isinstance(event, UserUttered):
            body = _user_body(body, whole=index == last_user)
        if isinstance(event, BotUttered):
            body = _bot_body(body)
        bodies.append(body)
    return bodies


def _user_body(body: dict[str, Any], whole: bool) -> dict[str, Any]:
    """A user event as it is stored: never with its turn token, and only the newest with all of its parse."""
    parse = body.get("parse_data") or {}
    if not whole:
        parse = {key: parse[key] for key in ("intent", "entities", "text") if key in parse}
    if "metadata" in parse:
        parse = {**parse, "metadata": _without_token(parse["metadata"])}
    return {**body, "parse_data": parse, "metadata": _without_token(body.get("metadata"))}


def _bot_body(body: dict[str, Any]) -> dict[str, Any]:
    """A bot event as it is stored: without the words its reply was filled with, which are in its text."""
    data = {key: value for key, value in (body.get("data") or {}).items() if value}
    name = (body.get("metadata") or {}).get("utter_action")
    return {**body, "data": data, "metadata": {"utter_action": name} if name else {}}


def _without_token(metadata: dict[str, Any] | None) -> dict[str, Any]:
    return {key: value for key, value in (metadata or {}).items() if key != "turn"}
