"""Talk that is not about an order, answers to the open question, and what is not understood."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions._turn import TopicAction
from bot.dialogue.respond import Response, resume
from bot.dialogue.state import State
from bot.service.shop import Shop


class ActionSmalltalk(TopicAction):
    """Serves greetings, a yes or no without a question, an order named alone, what is not covered."""

    def name(self) -> str:
        return "action_smalltalk"


class ActionAnswer(TopicAction):
    """Serves what answers the open question, whatever it would mean by itself."""

    def name(self) -> str:
        return "action_answer"


class ActionDefaultFallback(TopicAction):
    """Serves what was not understood. Unlike Rasa's own it does not rewind the conversation."""

    def name(self) -> str:
        return "action_default_fallback"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict]:
        events = await super().run(dispatcher, tracker, domain)
        # no rule may hold for the message, and then none says that the turn is over
        return [*events, FollowupAction("action_listen")]


class ActionResume(TopicAction):
    """Comes back to the open question after an answer that needed no code; silent when none was open."""

    def name(self) -> str:
        return "action_resume"

    def answer(self, tracker: Tracker, state: State, shop: Shop) -> Response:
        return resume(state, shop)
