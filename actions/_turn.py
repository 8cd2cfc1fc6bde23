"""One turn: from Rasa's tracker to what was heard, and from the answer of the dialogue to Rasa's events."""

import asyncio
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.bootstrap import current_office
from bot.dialogue.heard import heard_from
from bot.dialogue.respond import Response, respond
from bot.dialogue.say import Say
from bot.dialogue.state import State, from_json, to_json
from bot.service.shop import OpenShop, Shop
from bot.turn import verify_turn

STATE = "dialogue"
"""The slot of the conversation's state."""


class TopicAction(Action, ABC):
    """Answers one request of a message. Subclasses have a ``name``; which one runs is what the rules say.

    A call without a fresh turn token raises TurnRefused before anything is read or said.
    """

    @abstractmethod
    def name(self) -> str:
        """The name by which rules call it."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict]:
        return await asyncio.to_thread(self._run, dispatcher, tracker)

    def answer(self, tracker: Tracker, state: State, shop: Shop) -> Response:
        """What follows from the message."""
        return respond(heard_from(tracker.latest_message), state, shop)

    def _run(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict]:
        shop = open_shop(tracker)
        response = self.answer(tracker, from_json(tracker.get_slot(STATE)), shop)
        for say in response.says:
            _utter(dispatcher, say)
        rows = [SlotSet("guidance_row", row) for row in response.rows]
        return [SlotSet(STATE, to_json(response.state)), *rows]


def open_shop(tracker: Tracker) -> Shop:
    """The shop of the shopper whose signed turn this is.

    Raises:
        TurnRefused: when the call does not carry a fresh turn token of this conversation.
    """
    office = current_office()
    token = (tracker.latest_message.get("metadata") or {}).get("turn")
    caller = verify_turn(token, tracker.sender_id, office.settings.chat_secret)
    return OpenShop(office.desk, caller.customer_id, caller.conversation_id, caller.message_id)


def _utter(dispatcher: CollectingDispatcher, say: Say) -> None:
    buttons, card = list(say.buttons), dict(say.card) if say.card else {}
    dispatcher.utter_message(response=say.reply, buttons=buttons, json_message=card, **say.words)
