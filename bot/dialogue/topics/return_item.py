"""Sending things back: what can go back, how, and at whose cost."""

from __future__ import annotations

from bot.dialogue import undoing
from bot.dialogue.about_orders import serve
from bot.dialogue.explaining import explain
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.orders.order import Order

# Questions around a return, and what answers them.
_ANSWERS = {"how_to_send": "utter_return_how_to_send", "until_when": "utter_return_until_when"}


def return_item(talk: Talk, request: Request) -> None:
    """Say whether a return is free, ask what goes back and why, and propose it; or answer a question."""
    if request.facet in _ANSWERS:
        talk.answered(request)
        talk.say(_ANSWERS[request.facet], instructions=talk.shop.policy.return_instructions)
    elif request.facet == "who_pays":
        explain(talk, request, Ask.FREE_RETURNS)
    elif request.facet == "withdraw":
        serve(talk, request, Ask.RETURN, one=_withdraw)
    else:
        serve(talk, request, Ask.RETURN)


def _withdraw(talk: Talk, request: Request, order: Order) -> None:
    undoing.withdraw(talk, request, order, Write.WITHDRAW_RETURN)


HANDLERS = {"return_item": return_item}
