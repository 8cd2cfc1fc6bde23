"""What is on record for a shopper's own orders."""

from actions._turn import TopicAction


class ActionFacts(TopicAction):
    """Serves order_facts."""

    def name(self) -> str:
        return "action_facts"
