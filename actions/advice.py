"""General advice: what the words mean, and what to look at before buying."""

from actions._answers import explain_and_resume
from actions._base import TurnAction
from actions._turn import Turn
from bot.orders.ask import Ask


class ActionExplainTerms(TurnAction):
    """Serves explain_terms: cancellation, dispute and refund in one reply."""

    def name(self) -> str:
        return "action_explain_terms"

    def respond(self, turn: Turn) -> None:
        explain_and_resume(turn, Ask.TERMS)


class ActionBuyingAdvice(TurnAction):
    """Serves buying_advice: be sure before buying."""

    def name(self) -> str:
        return "action_buying_advice"

    def respond(self, turn: Turn) -> None:
        explain_and_resume(turn, Ask.ADVICE)
