"""Answers that need no order: the words, the rules, how long things take."""

from __future__ import annotations

from bot.dialogue.state import Request
from bot.dialogue.talk import Talk
from bot.orders.ask import Ask


def explain(talk: Talk, request: Request, ask: Ask) -> None:
    """Say what the guidance holds for a question that is about no order."""
    decision = talk.shop.explain(ask)
    talk.answered(request, decision.row_id)
    talk.say(decision.reply)
