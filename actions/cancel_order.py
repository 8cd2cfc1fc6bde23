"""Cancelling, and the questions around it."""

from actions._turn import TopicAction


class ActionCancelOrder(TopicAction):
    """Serves cancel_order, cancellation_status, cancel_reason and cancellation_policy."""

    def name(self) -> str:
        return "action_cancel_order"
