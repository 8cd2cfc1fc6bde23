"""Rasa's message processor, changed so that a failure ends the turn instead of being passed over."""

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
from rasa.shared.core.events import ActionExecutionRejected, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa_ext.faults import TurnFailed
from bot.rasa_ext.straight_graph import StraightGraph


class TurnProcessor(MessageProcessor):
    """Runs turns on a tracker it is given; loads and saves nothing itself.

    Rasa's own processor logs a failed action as done and goes on with the next step of the rule,
    which may say that something was done. Here whatever fails comes out as an exception.
    """

    async def take_turn(self, tracker: DialogueStateTracker, message: UserMessage, at: datetime) -> None:
        """Put ``message`` and all that follows from it on ``tracker``. Raises whatever goes wrong."""
        await self._begin_session(tracker, message.output_channel, at)
        tracker.update(self._heard(message, tracker, at), self.domain)
        tracker = await self.run_action_extract_slots(message.output_channel, tracker)
        await self._run_prediction_loop(message.output_channel, tracker)
        if self._should_handle_message(tracker) and tracker.latest_action_name != "action_listen":
            raise TurnFailed("The dialogue found no end: the limit of actions in one turn was reached.")

    def understand(self, text: str, tracker: DialogueStateTracker | None = None) -> dict[str, Any]:
        """What the model's NLU makes of ``text``: ``intent``, ``intent_ranking``, ``entities``."""
        empty = DialogueStateTracker.from_events("", [])
        return self._parse_message_with_graph(UserMessage(text), tracker or empty)

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

    def _heard(self, message: UserMessage, tracker: DialogueStateTracker, at: datetime) -> UserUttered:
        parse = self._parse_message_with_graph(message, tracker)
        self._update_full_retrieval_intent(parse)
        return UserUttered(
            message.text,
            parse["intent"],
            parse["entities"],
            parse,
            timestamp=at.timestamp(),
            message_id=message.message_id,
            metadata=message.metadata,
        )

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


def _pass_on_the_turn(tracker: DialogueStateTracker, events: list[Event]) -> None:
    """Let a message that an action puts in the shopper's place act under the shopper's own turn token."""
    metadata = tracker.latest_message.metadata if tracker.latest_message else {}
    turn = {key: metadata[key] for key in ("turn",) if key in metadata}
    for event in events:
        if isinstance(event, UserUttered):
            event.metadata = {**event.metadata, **turn}
            event.parse_data["metadata"] = {**(event.parse_data.get("metadata") or {}), **turn}
