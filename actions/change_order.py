"""Changing an order, and buying a thing again."""

from actions._turn import TopicAction


class ActionChangeOrder(TopicAction):
    """Serves change_order."""

    def name(self) -> str:
        return "action_change_order"
