"""General advice: what the words mean, and what to look at before buying."""

from __future__ import annotations

from bot.dialogue.explaining import explain
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk
from bot.orders.ask import Ask


def explain_terms(talk: Talk, request: Request) -> None:
    """Cancellation, dispute and refund in one reply."""
    explain(talk, request, Ask.TERMS)


def buying_advice(talk: Talk, request: Request) -> None:
    """Be sure before buying."""
    explain(talk, request, Ask.ADVICE)


HANDLERS = {"explain_terms": explain_terms, "buying_advice": buying_advice}
