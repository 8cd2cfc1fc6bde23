"""Disputes: a parcel that is bad or never came."""

from actions._turn import TopicAction


class ActionDispute(TopicAction):
    """Serves open_dispute."""

    def name(self) -> str:
        return "action_dispute"
