"""Coupons: whether one comes back."""

from actions._answers import answer_about_order, request_of
from actions._base import TurnAction
from actions._turn import Turn
from bot.orders.ask import Ask


class ActionCouponRecovery(TurnAction):
    """Serves coupon_recovery: what the guidance holds for the coupon this order was paid with."""

    def name(self) -> str:
        return "action_coupon_recovery"

    def respond(self, turn: Turn) -> None:
        answer_about_order(turn, request_of(turn, Ask.COUPON))
