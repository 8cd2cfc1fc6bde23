"""Payments: what is on record, and a ticket where the record does not settle it."""

from __future__ import annotations

from bot.dialogue import proposals
from bot.dialogue.about_orders import serve
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk
from bot.orders.ask import Ask
from bot.orders.order import Order


def payment_issue(talk: Talk, request: Request) -> None:
    """What is on record of the payment; the button for Customer Service proposes a ticket at once."""
    if request.facet == "ticket":
        serve(talk, request, Ask.PAYMENT, one=_propose_ticket)
    else:
        serve(talk, request, Ask.PAYMENT)


def _propose_ticket(talk: Talk, request: Request, order: Order) -> None:
    advice = talk.shop.decide(Ask.PAYMENT, order.id)
    if advice is not None:
        talk.focus_on(order)
        proposals.ticket(talk, request, advice)


HANDLERS = {"payment_issue": payment_issue}
