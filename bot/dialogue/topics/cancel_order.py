"""Cancelling: before shipping at once, after it by asking the seller; and the questions around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue import confirming, proposals, undoing
from bot.dialogue.about_orders import answer_one, find, is_to_be_left, say_left_out, serve
from bot.dialogue.buttons import cancel_whole_order
from bot.dialogue.explaining import explain
from bot.dialogue.names import item_names, listed
from bot.dialogue.requests import request_from
from bot.dialogue.select_items import is_part_of_order
from bot.dialogue.selection import Chosen
from bot.dialogue.state import Confirm, Request
from bot.dialogue.talk import Talk
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.orders.order import Order
from bot.service.desk import Advice


def cancel_order(talk: Talk, request: Request) -> None:
    """Look at the orders and propose what their stages allow; what cannot be cancelled is said of each."""
    if _is_a_no(talk):
        talk.say("utter_declined")
    elif request.facet == "withdraw":
        serve(talk, request, Ask.CANCELLATION_STATUS, one=_withdraw)
    elif request.facet == "by_hand":
        _say_by_hand(talk, request)
    else:
        serve(talk, request, Ask.CANCEL, one=_cancel_one, several=_cancel_several)


def _say_by_hand(talk: Talk, request: Request) -> None:
    """How to do it by hand: before shipping, or, with an order on its way, by asking the seller."""
    orders = talk.own(talk.state.focus)
    is_on_its_way = bool(orders) and orders[0].shipped_at is not None and orders[0].delivered_at is None
    talk.answered(request)
    talk.say("utter_request_cancellation_by_hand" if is_on_its_way else "utter_cancel_order_by_hand")


def _is_a_no(talk: Talk) -> bool:
    """Whether nothing is asked for, but something declined: "do not cancel my order"."""
    named = talk.heard.references
    is_declined = bool(named.exclude) and not named.include
    return is_declined and talk.heard.answer_to("confirm_cancel_order").name == "no"


def _withdraw(talk: Talk, request: Request, order: Order) -> None:
    undoing.withdraw(talk, request, order, Write.WITHDRAW_REQUEST)


def _cancel_one(talk: Talk, request: Request, order: Order) -> None:
    together = _with_those_asked_about(talk, order)
    if len(together) > 1:
        _cancel_several(talk, request.about(*(each.id for each in together)), together)
    else:
        _cancel_by_itself(talk, request, order)


def _cancel_by_itself(talk: Talk, request: Request, order: Order) -> None:
    if _is_of_a_part(talk, request, order):
        talk.focus_on(order)
        talk.close()
        talk.answered(request.about(order.id))
        named = listed(item_names(order.items))
        talk.say("utter_only_whole_order", order=order, buttons=[cancel_whole_order(order.id)], items=named)
        return
    answer_one(talk, request, order, Ask.CANCEL)


def _is_of_a_part(talk: Talk, request: Request, order: Order) -> bool:
    """Whether a part is meant of an order that can be cancelled, or whose seller can be asked, as a whole."""
    advice = talk.shop.decide(Ask.CANCEL, order.id)
    is_part = (request.facet == "part" and _holds_several(order)) or is_part_of_order(
        talk.heard.references, order
    )
    return is_part and advice is not None and advice.decision.write is not None


def _holds_several(order: Order) -> bool:
    return sum(item.quantity for item in order.items) > 1


def _with_those_asked_about(talk: Talk, order: Order) -> tuple[Order, ...]:
    """The order, after those that a yes would cancel already where the message adds it: "the basket too"."""
    question = talk.question
    is_asked = isinstance(question, Confirm) and question.write == Write.CANCEL_ORDER.value
    if not talk.heard.is_addition or not is_asked or order.id in question.order_ids:
        return (order,)
    return (*talk.own(question.order_ids), order)


def _cancel_several(talk: Talk, request: Request, orders: Sequence[Order]) -> None:
    """One question for all that can be cancelled at once; the others are taken up one by one after it."""
    advised = [talk.shop.decide(Ask.CANCEL, order.id) for order in orders]
    wanted = [a for a in advised if a and not is_to_be_left(request, a.decision.write)]
    at_once = [advice for advice in wanted if advice.decision.write is Write.CANCEL_ORDER]
    later = [advice for advice in wanted if advice not in at_once]
    talk.note(shown=request.order_ids)
    if len(at_once) == 1:
        _cancel_by_itself(talk, request.about(at_once[0].order.id), at_once[0].order)
    elif at_once:
        _ask_for_all(talk, request, at_once)
    _go_on(talk, request, later)


def _ask_for_all(talk: Talk, request: Request, advised: Sequence[Advice]) -> None:
    orders = [advice.order for advice in advised]
    kept = request.about(*(order.id for order in orders))
    talk.answered(kept, advised[0].decision.row_id, "refund")
    reason = proposals.cancel_reason(request)
    confirming.put(talk, talk.ask_to_confirm(Write.CANCEL_ORDER.value, orders, kept, reason=reason))


def _go_on(talk: Talk, request: Request, advised: Sequence[Advice]) -> None:
    """What takes more than a yes waits; what cannot be done at all is said now, before the question."""
    for advice in advised:
        one = replace(request, order_ids=(advice.order.id,), facet=None)
        if advice.decision.write is None:
            say_left_out(talk, (advice.order,))
        elif talk.has_asked:
            talk.park(one)
        else:
            answer_one(talk, one, advice.order, Ask.CANCEL)


def cancellation_status(talk: Talk, request: Request) -> None:
    """Whether a cancellation went through, as the record has it."""
    serve(talk, request, Ask.CANCELLATION_STATUS)


def cancel_reason(talk: Talk, request: Request) -> None:
    """Which reason to select, and why."""
    explain(talk, request, Ask.CANCEL_REASON)


def cancellation_policy(talk: Talk, request: Request) -> None:
    """Until when, with whose consent, at what cost; of an order that is named, what holds for it."""
    if request.facet != "fee" and _is_about_an_order(talk, request):
        wish = request_from(talk.heard, "cancel_order")
        is_part = request.facet == "part"
        serve(talk, replace(wish, facet="part") if is_part else wish, Ask.CANCEL, one=_cancel_one)
    elif request.facet == "part":
        talk.answered(request, talk.shop.explain(Ask.CANCELLATION_POLICY).row_id)
        talk.say("utter_advice_cancel_part")
    else:
        explain(talk, request, Ask.CANCELLATION_POLICY)


def _is_about_an_order(talk: Talk, request: Request) -> bool:
    named = talk.heard.references.include
    is_named = any(mention.says_which or (mention.is_pronoun and talk.state.focus) for mention in named)
    return is_named and isinstance(find(talk, request, Ask.CANCEL), Chosen) and not talk.question


HANDLERS = {
    "cancel_order": cancel_order,
    "cancellation_status": cancellation_status,
    "cancel_reason": cancel_reason,
    "cancellation_policy": cancellation_policy,
}
