"""Keeps a conversation short: old turns are folded into a session start and the slots.

Rasa replays every event for every action, so a turn would cost more with each turn before it.
"""

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

KEPT_TURNS = 6
# Folding replays what it folds: doing it every few turns costs less than doing it every turn.
TURNS_BEFORE_FOLDING = 10


def bounded(conversation_id: str, events: list[Event], domain: Domain) -> list[Event]:
    """``events``, or once they hold more than 10 user turns an equal history of the last 6.

    What came before is replaced by a session start and every slot that differs from its initial
    value: the dialogue keeps all it remembers in one. Rasa's forms are not kept.
    """
    users = [index for index, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(users) <= TURNS_BEFORE_FOLDING:
        return events
    cut = _listen_before(events, users[-KEPT_TURNS])
    if cut is None:
        return events
    past = DialogueStateTracker.from_events(conversation_id, events[: cut + 1], domain.slots)
    return _opening(past, events[cut].timestamp) + events[cut + 1 :]


def _listen_before(events: list[Event], index: int) -> int | None:
    """Where the assistant last waited for the shopper before ``index``: the only safe place to cut."""
    for position in range(index - 1, -1, -1):
        event = events[position]
        if isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME:
            return position
    return None


def _opening(past: DialogueStateTracker, at: float) -> list[Event]:
    """The shortest history that leaves a tracker in the state of ``past``, waiting for the shopper."""
    slots = [slot for slot in past.slots.values() if slot.value != slot.initial_value]
    return [
        ActionExecuted(ACTION_SESSION_START_NAME, timestamp=at),
        SessionStarted(timestamp=at),
        *[SlotSet(slot.name, slot.value, timestamp=at) for slot in slots],
        ActionExecuted(ACTION_LISTEN_NAME, timestamp=at),
    ]
