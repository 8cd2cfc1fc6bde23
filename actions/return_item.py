"""Sending things back."""

from actions._turn import TopicAction


class ActionReturnItem(TopicAction):
    """Serves return_item."""

    def name(self) -> str:
        return "action_return_item"
