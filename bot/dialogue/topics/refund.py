"""Refunds: where the money is, whether some is due, how long it takes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.about_orders import serve
from bot.dialogue.explaining import explain
from bot.dialogue.names import listed, order_name
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk
from bot.dialogue.words import order_words
from bot.orders.ask import Ask
from bot.orders.order import Order

# What "how long" is about besides money, and the reply that says what is known of it.
_HOW_LONG = {
    "dispute": "utter_dispute_how_long",
    "ticket": "utter_ticket_how_long",
    "seller": "utter_seller_how_long",
}


def refund_status(talk: Talk, request: Request) -> None:
    """What is on record of the money, and what can be done when none is due."""
    if request.facet == "by_hand":
        talk.answered(request)
        talk.say("utter_refund_by_hand")
    else:
        serve(talk, request, Ask.REFUND, several=_several)


def _several(talk: Talk, request: Request, orders: Sequence[Order]) -> None:
    now, policy = talk.shop.now, talk.shop.policy
    lines = [
        f"{order_name(order, orders)}: {order_words(order, now, policy)['refund_line']}"
        for order in orders
        if order.refunds
    ]
    talk.focus_on(*orders)
    talk.answered(request, subject="refund")
    without = [order for order in orders if not order.refunds]
    if lines:
        talk.say("utter_refund_several", list=" ".join(lines))
    if without:
        talk.say("utter_refund_none_for", list=listed([order_name(order, orders) for order in without]))


def refund_timing(talk: Talk, request: Request) -> None:
    """How long it takes: of what was just talked about, by its real dates where there are some."""
    reply = _HOW_LONG.get(talk.state.subject or "")
    orders = talk.own(talk.state.focus)
    if reply and not talk.heard.references.names_which and not _speaks_of_money(talk):
        talk.answered(request)
        talk.say(reply, order=orders[0] if orders else None)
    elif any(order.refunds for order in orders):
        serve(talk, request, Ask.REFUND)
    else:
        explain(talk, request, Ask.REFUND_TIMING)


def _speaks_of_money(talk: Talk) -> bool:
    """Whether the words themselves are about money, whatever was talked about before."""
    facets = talk.heard.facets
    return facets.get("contact_seller") == "refund" or facets.get("order_facts") == "refund_when"


HANDLERS = {"refund_status": refund_status, "get_refund": refund_status, "refund_timing": refund_timing}
