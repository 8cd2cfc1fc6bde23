"""Disputes: a parcel that is bad or never came."""

from __future__ import annotations

from bot.dialogue import undoing
from bot.dialogue.about_orders import serve
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.orders.order import Order


def open_dispute(talk: Talk, request: Request) -> None:
    """Say what the guidance holds, ask what is wrong where that is missing, and propose the dispute."""
    if request.facet == "photos":
        talk.answered(request)
        talk.say("utter_photos_how", instructions=talk.shop.policy.photo_instructions)
    elif request.facet == "who_decides":
        talk.answered(request)
        talk.say("utter_dispute_who_decides")
    elif request.facet == "withdraw":
        serve(talk, request, Ask.DISPUTE, one=_withdraw)
    else:
        serve(talk, request, Ask.DISPUTE)


def _withdraw(talk: Talk, request: Request, order: Order) -> None:
    undoing.withdraw(talk, request, order, Write.WITHDRAW_DISPUTE)


HANDLERS = {"open_dispute": open_dispute}
