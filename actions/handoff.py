"""A person on request, at any time, at once."""

from actions._turn import TopicAction


class ActionHandoff(TopicAction):
    """Serves human_handoff."""

    def name(self) -> str:
        return "action_handoff"
