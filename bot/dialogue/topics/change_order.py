"""Changing an order: it cannot be changed, only cancelled and bought again; and buying a thing again."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import serving
from bot.dialogue.about_orders import answer_one, serve
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk
from bot.orders.ask import Ask
from bot.orders.order import Order


def change_order(talk: Talk, request: Request) -> None:
    """Say what is possible at the order's stage and offer it; a link where it shall be bought again.

    To take something out is to cancel a part of the order.
    """
    if request.facet == "take_out":
        serving.serve(talk, replace(request, intent="cancel_order", facet="part"))
    elif request.facet == "buy_again":
        serve(talk, request, Ask.STATUS, one=_buy_again)
    else:
        serve(talk, request, Ask.CHANGE, one=_change)


def _change(talk: Talk, request: Request, order: Order) -> None:
    answer_one(talk, request, order, Ask.CHANGE)
    if talk.state.row == "CHG-01":
        _say_link(talk, order)


def _buy_again(talk: Talk, request: Request, order: Order) -> None:
    talk.focus_on(order)
    talk.answered(request)
    if not _say_link(talk, order):
        talk.say("utter_buy_again_no_link", order=order)


def _say_link(talk: Talk, order: Order) -> bool:
    link = talk.shop.policy.buy_again_link(order.id, order.items[0].id)
    if link:
        talk.say("utter_buy_again", order=order, link=link)
    return bool(link)


HANDLERS = {"change_order": change_order}
