"""What the assistant says: which wording of a reply is taken, and bot events as chat messages."""

import re
from typing import Any

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.constants import ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

Message = dict[str, Any]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_PLACEHOLDER_OR_ESCAPE = re.compile(r"\{\{|\}\}|\{(\w+)\}")


class SteadyReplies(TemplatedNaturalLanguageGenerator):
    """Rasa's templates, their wordings taken in turn and not at random: the same talk, the same words."""

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> Message | None:
        """The filled reply, or None when the domain has none of that name.

        Raises:
            KeyError: when the reply has a placeholder nobody filled; a shopper must never read it.
        """
        slots = tracker.current_slot_values()
        if utter_action not in self.responses:
            return None
        fitting = ResponseVariationFilter(self.responses).responses_for_utter_action(
            utter_action, output_channel, slots
        )
        if not fitting:
            return None
        said = _said(tracker, utter_action)
        filled = [fill(each, {**slots, **kwargs}) for each in _in_turn(fitting, len(said))]
        # a folded history has forgotten how often it was said, but not what was said last
        return next((each for each in filled if not said or each.get("text") != said[-1]), filled[0])


def fill(template: Any, values: dict[str, Any]) -> Any:
    """``template`` with every ``{name}`` in its strings replaced; in a string with ``{{`` those are braces.

    Raises:
        KeyError: when a name has no value, or None.
    """
    if isinstance(template, str):
        return _fill_text(template, values)
    if isinstance(template, dict):
        return {key: fill(value, values) for key, value in template.items()}
    if isinstance(template, list):
        return [fill(value, values) for value in template]
    return template


def _fill_text(text: str, values: dict[str, Any]) -> str:
    # JSON in a button's payload may stand as it is: only {{ switches escaping on
    pattern = _PLACEHOLDER_OR_ESCAPE if "{{" in text else _PLACEHOLDER

    def value_for(found: re.Match) -> str:
        if found[1] is None:
            return found[0][0]
        if values.get(found[1]) is None:
            raise KeyError(found[1])
        return str(values[found[1]])

    return pattern.sub(value_for, text)


def replies_to(events: list[Event], message_id: str) -> tuple[Message, ...]:
    """What was said to the message of that id, in order; empty when it is not the last one."""
    spoken: list[BotUttered] = []
    for index in range(len(events) - 1, -1, -1):
        event = events[index]
        if isinstance(event, BotUttered):
            spoken.append(event)
        if isinstance(event, UserUttered) and "message_id" in event.metadata:
            if event.metadata["message_id"] != message_id:
                return ()
            spoken += _greeting_before(events, index)
            return tuple(message for message in map(as_message, reversed(spoken)) if message)
    return ()


def as_message(event: BotUttered) -> Message:
    """A bot event as the gateway takes it: ``text``, ``buttons`` and ``custom``, as far as there are any."""
    message: Message = {}
    if event.text:
        message["text"] = event.text.strip()
    if event.data.get("buttons"):
        message["buttons"] = [{"title": b["title"], "payload": b["payload"]} for b in event.data["buttons"]]
    if event.data.get("custom"):
        message["custom"] = event.data["custom"]
    return message


def _greeting_before(events: list[Event], user_index: int) -> list[BotUttered]:
    """Newest first, what a session start said just before the message that began the session."""
    said: list[BotUttered] = []
    # the event right before a message is the listening that ended the session start
    for event in reversed(events[: max(user_index - 1, 0)]):
        if isinstance(event, BotUttered):
            said.append(event)
        if isinstance(event, ActionExecuted):
            return said if event.action_name == ACTION_SESSION_START_NAME else []
    return []


def _in_turn(wordings: list[Any], times_said: int) -> list[Any]:
    """The wordings, beginning with the one whose turn it is."""
    first = times_said % len(wordings)
    return [*wordings[first:], *wordings[:first]]


def _said(tracker: DialogueStateTracker, utter_action: str) -> list[str | None]:
    """What was said by this reply so far, oldest first."""
    spoken = (event for event in tracker.events if isinstance(event, BotUttered))
    return [event.text for event in spoken if event.metadata.get("utter_action") == utter_action]
