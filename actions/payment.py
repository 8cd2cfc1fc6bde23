"""Payments: what is on record, and a ticket where that does not settle it."""

from actions._turn import TopicAction


class ActionPayment(TopicAction):
    """Serves payment_issue."""

    def name(self) -> str:
        return "action_payment"
