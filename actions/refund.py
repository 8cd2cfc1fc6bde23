"""Refunds: where the money is, whether some is due, how long it takes."""

from actions._turn import TopicAction


class ActionRefund(TopicAction):
    """Serves refund_status, get_refund and refund_timing."""

    def name(self) -> str:
        return "action_refund"
