"""Coupons: whether one comes back."""

from actions._turn import TopicAction


class ActionCoupon(TopicAction):
    """Serves coupon_recovery."""

    def name(self) -> str:
        return "action_coupon"
