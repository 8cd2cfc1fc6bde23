"""Rasa's events, as JSON, in the words of conversation tests."""

from collections.abc import Sequence
from typing import Any

from bot.convtest.seen import Button, Said

Event = dict[str, Any]


def messages_of(events: Sequence[Event]) -> tuple[Said, ...]:
    """One message for each bot event, in order."""
    return tuple(_message(event) for event in events if event["event"] == "bot")


def understood(events: Sequence[Event]) -> tuple[str | None, float | None, tuple[dict[str, Any], ...]]:
    """Intent, confidence and entities of the shopper's message; of the last one where there are several."""
    heard = [event.get("parse_data") or {} for event in events if event["event"] == "user"]
    if not heard:
        return None, None, ()
    intent = heard[-1].get("intent") or {}
    entities = tuple(
        {"entity": found.get("entity"), "value": found.get("value")}
        for found in heard[-1].get("entities") or []
    )
    return intent.get("name"), intent.get("confidence"), entities


def _message(event: Event) -> Said:
    data = event.get("data") or {}
    buttons = tuple(Button(str(b.get("title", "")), b.get("payload")) for b in data.get("buttons") or [])
    name = (event.get("metadata") or {}).get("utter_action")
    return Said((event.get("text") or "").strip(), buttons, data.get("custom") or None, name)
