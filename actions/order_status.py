"""Where an order is, and the list of orders."""

from actions._turn import TopicAction


class ActionOrderStatus(TopicAction):
    """Serves order_status and list_orders."""

    def name(self) -> str:
        return "action_order_status"
