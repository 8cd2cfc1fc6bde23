"""Rasa's message processor, changed so that a failure ends the turn instead of being passed over."""

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasa.core.actions.action import Action, ActionBotResponse, ActionExecutionRejection, ActionListen
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine import loader
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.events import ActionExecutionRejected, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.heard import heard_from
from bot.dialogue.state import State, from_json, to_json
from bot.dialogue.waiting import REQUESTS, Parsed, kept, parts_of, still_waiting
from bot.rasa_ext.faults import TurnFailed
from bot.rasa_ext.straight_graph import StraightGraph
from bot.rasa_ext.typed_titles import chosen_by_place, offered_last, payload_typed

# The slot of the conversation's state.
STATE = "dialogue"


class TurnProcessor(MessageProcessor):
    """Runs turns on a tracker it is given; loads and saves nothing itself.

    Rasa's own processor logs a failed action as done and goes on with the next step of the rule,
    which may say that something was done. Here whatever fails comes out as an exception.
    """

    async def take_turn(self, tracker: DialogueStateTracker, message: UserMessage, at: datetime) -> None:
        """Put ``message`` and all that follows from it on ``tracker``. Raises whatever goes wrong.

        Several requests are served one after another; those after an open question wait in the state.
        """
        await self._begin_session(tracker, message.output_channel, at)
        parsed = self._parse(message, tracker)
        before = _state_of(tracker).at(at)
        first, *later = parts_of(parsed, before)
        waited = still_waiting(before, parsed)
        self._keep_waiting(tracker, ())
        await self._answer(tracker, message, _heard(message, first, at, parsed["text"]))
        waiting = [*later, *waited]
        while waiting and _state_of(tracker).question is None and not _state_of(tracker).is_over:
            await self._answer(tracker, message, _heard(message, waiting.pop(0), at))
        if _state_of(tracker).is_over:
            return
        self._keep_waiting(tracker, kept(waiting))
        if waiting and len(waiting) != len(waited):
            await self._say_that_more_follows(tracker, message.output_channel)

    def understand(self, text: str, tracker: DialogueStateTracker | None = None) -> dict[str, Any]:
        """What the model's NLU makes of ``text``: ``intent``, ``intent_ranking``, ``entities``."""
        empty = DialogueStateTracker.from_events("", [])
        return self._parse_message_with_graph(UserMessage(text), tracker or empty)

    async def _answer(self, tracker: DialogueStateTracker, message: UserMessage, heard: UserUttered) -> None:
        """Put one request and what follows from it on the tracker."""
        tracker.update(heard, self.domain)
        tracker = await self.run_action_extract_slots(message.output_channel, tracker)
        await self._run_prediction_loop(message.output_channel, tracker)
        if self._should_handle_message(tracker) and tracker.latest_action_name != "action_listen":
            raise TurnFailed("The dialogue found no end: the limit of actions in one turn was reached.")

    def _keep_waiting(self, tracker: DialogueStateTracker, waiting: tuple[Parsed, ...]) -> None:
        state = _state_of(tracker)
        if state.waiting != waiting:
            tracker.update(SlotSet(STATE, to_json(replace(state, waiting=waiting))), self.domain)

    async def _say_that_more_follows(self, tracker: DialogueStateTracker, channel: OutputChannel) -> None:
        """Say it after the question, and then listen again, as at the end of every turn."""
        for name in ("utter_request_waits", "action_listen"):
            prediction = PolicyPrediction.for_action_name(self.domain, name)
            await self._run_action(self._get_action(name), tracker, channel, self.nlg, prediction)

    @staticmethod
    def _load_model(model_path: Path) -> tuple[str, ModelMetadata, StraightGraph]:
        with TemporaryDirectory() as folder:
            metadata, graph = loader.load_predict_graph_runner(
                Path(folder), Path(model_path), LocalModelStorage, StraightGraph
            )
        return Path(model_path).name, metadata, graph

    async def _begin_session(
        self, tracker: DialogueStateTracker, channel: OutputChannel, at: datetime
    ) -> None:
        """Start a session on a new tracker, or on one whose last message is older than the session lasts."""
        if tracker.applied_events() and not self._is_over(tracker, at):
            return
        action = self._get_action("action_session_start")
        prediction = PolicyPrediction.for_action_name(self.domain, action.name())
        await self._run_action(action, tracker, channel, self.nlg, prediction)

    def _is_over(self, tracker: DialogueStateTracker, at: datetime) -> bool:
        session = self.domain.session_config
        last: UserUttered | None = tracker.get_last_event_for(UserUttered)
        if last is None or not session.are_sessions_enabled():
            return False
        last_at = datetime.fromtimestamp(last.timestamp, timezone.utc)
        return (at - last_at).total_seconds() > session.session_expiration_time * 60

    def _parse(self, message: UserMessage, tracker: DialogueStateTracker) -> dict[str, Any]:
        offered = offered_last(tracker.events)
        pressed = payload_typed(message.text, offered)
        parsed = self._parse_message_with_graph(UserMessage(pressed) if pressed else message, tracker)
        chosen = chosen_by_place(heard_from(parsed), offered) if pressed is None else None
        if chosen is not None:
            parsed = self._parse_message_with_graph(UserMessage(chosen), tracker)
        self._update_full_retrieval_intent(parsed)
        return parsed

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        try:
            events = await action.run(
                output_channel, nlg, self._seen_by(action, tracker, prediction), self.domain
            )
        except ActionExecutionRejection:
            tracker.update(
                ActionExecutionRejected(action.name(), prediction.policy_name, prediction.max_confidence)
            )
            return self.should_predict_another_action(action.name())
        _pass_on_the_turn(tracker, events)
        self._log_action_on_tracker(tracker, action, events, prediction)
        if any(isinstance(event, UserUttered) for event in events):
            await self.run_action_extract_slots(output_channel, tracker)
        return self.should_predict_another_action(action.name())

    def _seen_by(
        self, action: Action, tracker: DialogueStateTracker, prediction: PolicyPrediction
    ) -> DialogueStateTracker:
        """The tracker an action works on: a copy, as some write to it, except where it is only read."""
        if isinstance(action, ActionListen | ActionBotResponse):
            return tracker
        copy = tracker.copy()
        copy.update_with_events(prediction.events, self.domain)
        return copy


def _state_of(tracker: DialogueStateTracker) -> State:
    return from_json(tracker.get_slot(STATE))


def _heard(message: UserMessage, parsed: Parsed, at: datetime, whole: str | None = None) -> UserUttered:
    """A message, or one request of it, as said by the shopper.

    Only the first request of a message, given with the ``whole`` text, carries the id of the message:
    what was said to it begins there.
    """
    metadata = dict(message.metadata or {})
    if whole is None:
        metadata.pop("message_id", None)
    elif whole != parsed["text"]:
        metadata["whole_text"] = whole
    parse_data = {key: value for key, value in parsed.items() if key != REQUESTS}
    return UserUttered(
        parsed["text"],
        parsed["intent"],
        parsed["entities"],
        {**parse_data, "metadata": metadata},
        timestamp=at.timestamp(),
        message_id=message.message_id if whole is not None else None,
        metadata=metadata,
    )


def _pass_on_the_turn(tracker: DialogueStateTracker, events: list[Event]) -> None:
    """Let a message that an action puts in the shopper's place act under the shopper's own turn token."""
    metadata = tracker.latest_message.metadata if tracker.latest_message else {}
    turn = {key: metadata[key] for key in ("turn",) if key in metadata}
    for event in events:
        if isinstance(event, UserUttered):
            event.metadata = {**event.metadata, **turn}
            event.parse_data["metadata"] = {**(event.parse_data.get("metadata") or {}), **turn}
