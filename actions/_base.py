"""What all actions share: a fresh signed turn, and work off the event loop."""

import asyncio
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions._turn import Turn, open_turn


class TurnAction(Action, ABC):
    """An action that answers one turn.

    Subclasses have a ``name`` and a ``respond``. A call without a fresh turn token raises
    TurnRefused before anything is read or said.
    """

    @abstractmethod
    def respond(self, turn: Turn) -> None:
        """Answer the turn: say something, set slots, ask or do."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict]:
        return await asyncio.to_thread(self._answer, dispatcher, tracker)

    def _answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict]:
        turn = open_turn(dispatcher, tracker)
        self.respond(turn)
        return turn.closing_events()
