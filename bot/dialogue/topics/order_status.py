"""Where an order is, the list of orders, reminders, and an order named on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue import proposals, serving, undoing
from bot.dialogue.about_orders import answer_one, find, serve
from bot.dialogue.cards import order_list
from bot.dialogue.names import order_name
from bot.dialogue.selection import Ambiguous, Chosen, Unknown
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk
from bot.dialogue.words import stage_words
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.orders.order import Order

MOST_LISTED = 10


def order_status(talk: Talk, request: Request) -> None:
    """Where the order is; a reminder for its delivery where one is wanted or no longer wanted."""
    if request.facet == "no_reminder":
        serve(talk, request, Ask.STATUS, one=_no_reminder)
    elif request.facet == "arrived_fine":
        serve(talk, request, Ask.STATUS, one=_arrived_fine)
    elif request.facet == "remind_me":
        serve(talk, request, Ask.STATUS, one=_remind)
    elif _is_how_long(talk):
        serving.serve(talk, replace(request, intent="refund_timing"))
    else:
        serve(talk, request, Ask.STATUS, one=_status, several=_status_of_several)


def _is_how_long(talk: Talk) -> bool:
    """Whether it may be asked how long something takes that was just begun, and no order is named.

    "how long will that take" right after a dispute, a ticket or a letter is about that, not the parcel.
    """
    may_be = any(each.name == "refund_timing" and each.confidence >= _MAY_BE for each in talk.heard.intents)
    is_begun = talk.state.done is not None and talk.state.subject in ("dispute", "ticket", "seller")
    return may_be and is_begun and not talk.heard.references.names_which


# Where a parcel is asked for, how long a refund takes is hardly ever more likely than 0.02.
_MAY_BE = 0.1


def _status(talk: Talk, request: Request, order: Order) -> None:
    """Where it is; of a cancelled order that was talked about, no parcel is meant but its money."""
    answer_one(talk, request, order, Ask.REFUND if _is_its_money(talk, order) else Ask.STATUS)


def _is_its_money(talk: Talk, order: Order) -> bool:
    is_in_mind = order.id in talk.before.focus and not talk.heard.references.names_which
    return is_in_mind and order.cancelled_at is not None and bool(order.refunds)


def _no_reminder(talk: Talk, request: Request, order: Order) -> None:
    undoing.withdraw(talk, request, order, Write.WITHDRAW_REMINDER)


def _arrived_fine(talk: Talk, request: Request, order: Order) -> None:
    """Who says that it arrived and is fine is believed."""
    talk.focus_on(order)
    talk.close()
    talk.answered(request)
    talk.say("utter_arrived_fine", order=order)


def _remind(talk: Talk, request: Request, order: Order) -> None:
    advice = talk.shop.decide(Ask.STATUS, order.id)
    if advice is None or order.delivered_at is not None or order.cancelled_at is not None:
        answer_one(talk, request, order, Ask.STATUS)
        return
    talk.focus_on(order)
    talk.answered(request, advice.decision.row_id)
    proposals.reminder(talk, request, advice)


def _status_of_several(talk: Talk, request: Request, orders: Sequence[Order]) -> None:
    if all(_is_its_money(talk, order) for order in orders):
        serving.serve(talk, replace(request, intent="refund_status"))
        return
    now, policy = talk.shop.now, talk.shop.policy
    shown = orders[:MOST_LISTED]
    lines = [f"{order_name(order, orders)}: {stage_words(order, now, policy)}" for order in shown]
    talk.focus_on(*orders)
    talk.answered(request)
    talk.note(shown=tuple(order.id for order in shown))
    card = order_list(shown, now, policy)
    talk.say("utter_order_status_several", card=card, list="; ".join(lines), count=str(len(orders)))


def list_orders(talk: Talk, request: Request) -> None:
    """The newest orders as cards; "the second one" counts in this order."""
    if talk.shop.customer is None:
        talk.say_person("utter_sign_in")
        return
    orders = _asked_for(talk, request)
    if orders is None:
        talk.say("utter_facts_nothing_fits")
        return
    if not orders:
        talk.say_person("utter_no_orders")
        return
    shown = orders[:MOST_LISTED]
    talk.answered(request)
    talk.note(shown=tuple(order.id for order in shown))
    reply = "utter_list_orders" if len(shown) == len(orders) else "utter_list_orders_cut"
    card = order_list(shown, talk.shop.now, talk.shop.policy)
    talk.say(reply, card=card, shown=str(len(shown)), count=str(len(orders)))


def _asked_for(talk: Talk, request: Request) -> tuple[Order, ...] | None:
    """All orders, or those of the kind that is named, "which ones are not paid"; None where none is so."""
    if any(mention.status or mention.days for mention in talk.heard.references.include):
        found = find(talk, request, Ask.STATUS)
        if isinstance(found, Chosen | Ambiguous):
            return found.orders
        if isinstance(found, Unknown):
            return None
    return talk.shop.orders()


HANDLERS = {"order_status": order_status, "list_orders": list_orders}
