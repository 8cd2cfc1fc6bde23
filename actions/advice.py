"""General advice: what the words mean, and what to look at before buying."""

from actions._turn import TopicAction


class ActionAdvice(TopicAction):
    """Serves explain_terms and buying_advice."""

    def name(self) -> str:
        return "action_advice"
