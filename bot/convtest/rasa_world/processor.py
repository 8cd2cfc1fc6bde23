"""Rasa's message processor for one case at a time: it notes what a turn adds and keeps reminders itself."""

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, OutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.events import Event, ReminderCancelled, ReminderScheduled, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.convtest.rasa_world.actions import ActionsHere


class CaseProcessor(MessageProcessor):
    """A loaded model; ``begin`` makes it forget the case before."""

    def __init__(self, model: Path, actions: ActionsHere) -> None:
        super().__init__(
            model,
            InMemoryTrackerStore(None),
            InMemoryLockStore(),
            TemplatedNaturalLanguageGenerator({}),
            action_endpoint=actions,
            on_circuit_break=self._note_endless_loop,
        )
        self.nlg.responses = self.domain.responses
        self.faults = actions.faults
        self.begin("")

    def begin(self, conversation_id: str) -> None:
        """Start with an empty tracker under this id."""
        self.tracker_store = InMemoryTrackerStore(self.domain)
        self.lock_store = InMemoryLockStore()
        self.faults.clear()
        self._conversation_id = conversation_id
        self._channel = CollectingOutputChannel()
        self._reminders: dict[str, ReminderScheduled] = {}
        self._tracker: DialogueStateTracker | None = None
        self.begin_turn()

    async def start_session(self, slots: dict[str, Any], metadata: dict[str, Any]) -> None:
        """Run the session start and set ``slots``, before anything is said."""
        tracker = await self.fetch_tracker_and_update_session(
            self._conversation_id, self._channel, metadata or None
        )
        tracker.update_with_events([SlotSet(name, value) for name, value in slots.items()], self.domain)
        await self.save_tracker(tracker)

    async def hear(self, text: str, metadata: dict[str, Any]) -> None:
        """Answer a message."""
        message = UserMessage(text, self._channel, self._conversation_id, metadata=metadata or None)
        await self.handle_message(message)

    def next_reminder(self, until: datetime) -> ReminderScheduled | None:
        """The earliest reminder that is due at ``until``; it is then no longer waiting."""
        due = [each for each in self._reminders.values() if due_at(each) <= until]
        if not due:
            return None
        return self._reminders.pop(min(due, key=due_at).name)

    async def remind(self, reminder: ReminderScheduled) -> None:
        """Do what Rasa's scheduler would do when the reminder is due."""
        await self.handle_reminder(reminder, self._conversation_id, self._channel)

    def begin_turn(self) -> None:
        """Count from here what ``events`` returns."""
        self._events: list[Event] = []
        self._known = len(self._tracker.events) if self._tracker else 0

    def events(self) -> list[Event]:
        """What this turn has added, also when it broke off."""
        self._keep_new()
        return self._events

    def slots(self) -> dict[str, Any]:
        """The values of all slots as they are now."""
        return self._tracker.current_slot_values() if self._tracker else {}

    async def get_tracker(self, conversation_id: str) -> DialogueStateTracker:
        self._keep_new()
        self._tracker = await super().get_tracker(conversation_id)
        self._known = len(self._tracker.events)
        return self._tracker

    async def _schedule_reminders(
        self, events: list[Event], tracker: DialogueStateTracker, output_channel: OutputChannel
    ) -> None:
        # Rasa's scheduler waits in real time
        self._reminders |= {each.name: each for each in events if isinstance(each, ReminderScheduled)}

    async def _cancel_reminders(self, events: list[Event], tracker: DialogueStateTracker) -> None:
        for event in events:
            if isinstance(event, ReminderCancelled):
                self._reminders = {
                    name: each
                    for name, each in self._reminders.items()
                    if not event.cancels_job_with_name(
                        each.scheduled_job_name(tracker.sender_id), tracker.sender_id
                    )
                }

    def _keep_new(self) -> None:
        # each message and each reminder reads its tracker anew, and that holds the last session only
        if self._tracker is not None:
            events = list(self._tracker.events)
            self._events += events[self._known :]
            self._known = len(events)

    def _note_endless_loop(self, *_: Any) -> None:
        self.faults.append(
            f"The bot ran {self.max_number_of_predictions} actions in a row and was stopped; it never came "
            "to wait for the shopper."
        )


def due_at(reminder: ReminderScheduled) -> datetime:
    """When a reminder is due; Rasa takes a time without a zone as that of the machine."""
    return reminder.trigger_date_time.astimezone(timezone.utc)
