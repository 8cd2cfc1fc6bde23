"""Refunds: where the money is, whether some is due, how long it takes."""

from actions._answers import (
    answer_about_order,
    explain_and_resume,
    refund_in_focus,
    request_of,
)
from actions._base import TurnAction
from actions._turn import Turn
from bot.orders.ask import Ask


class ActionRefundStatus(TurnAction):
    """Serves refund_status and get_refund: what is on record, and what can be done when none is due."""

    def name(self) -> str:
        return "action_refund_status"

    def respond(self, turn: Turn) -> None:
        answer_about_order(turn, request_of(turn, Ask.REFUND))


class ActionRefundTiming(TurnAction):
    """Serves refund_timing: how long a refund takes, by its real dates where one is being talked about."""

    def name(self) -> str:
        return "action_refund_timing"

    def respond(self, turn: Turn) -> None:
        if refund_in_focus(turn):
            answer_about_order(turn, request_of(turn, Ask.REFUND))
        else:
            explain_and_resume(turn, Ask.REFUND_TIMING)
