"""Changing an order: it cannot be changed, only cancelled and bought again."""

from actions._answers import answer_about_order, request_of
from actions._base import TurnAction
from actions._turn import Turn
from bot.orders.ask import Ask


class ActionChangeOrder(TurnAction):
    """Serves change_order: says what is possible at this stage and offers it."""

    def name(self) -> str:
        return "action_change_order"

    def respond(self, turn: Turn) -> None:
        answer_about_order(turn, request_of(turn, Ask.CHANGE))
