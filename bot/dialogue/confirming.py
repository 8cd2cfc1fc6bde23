"""A change that waits for a yes: put in exact words, carried out, and reported as it was committed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.dialogue.buttons import offer_buttons, yes_or_no
from bot.dialogue.cards import order_list, receipt, seller_message
from bot.dialogue.names import day, orders_listed, sum_of
from bot.dialogue.state import Confirm, Done
from bot.dialogue.talk import Talk
from bot.orders.decision import Offer, Write
from bot.orders.order import CancelReason, Order, ReturnedItem
from bot.service.desk import Outcome

Parameters = Callable[[Talk, Confirm, Order], dict[str, Any]]
Receipt = Callable[[Talk, Confirm, Outcome], None]


@dataclass(frozen=True)
class Act:
    """One kind of change: what the service needs to carry it out, and the words once it is done."""

    parameters: Parameters
    receipt: Receipt


def put(talk: Talk, question: Confirm, offers: Sequence[Offer] = ()) -> None:
    """Say the question with its exact consequence, its two answers, and what else can be done."""
    orders = talk.own(question.order_ids)
    if len(orders) > 1:
        _put_for_several(talk, question, orders)
        return
    order = orders[0]
    draft = question.details.get("letter")
    words = {name: value for name, value in question.details.items() if isinstance(value, str)}
    talk.say(
        _question_reply(question, order),
        order=order,
        buttons=[*yes_or_no(question.write, question.id), *offer_buttons(offers, order.id)],
        card=seller_message(order, draft, is_sent=False) if draft else None,
        **words,
    )


def _question_reply(question: Confirm, order: Order) -> str:
    if question.write == Write.CANCEL_ORDER.value and order.paid_at is None:
        return "utter_ask_cancel_order_unpaid"
    return f"utter_ask_{question.write}"


def _put_for_several(talk: Talk, question: Confirm, orders: Sequence[Order]) -> None:
    talk.say(
        _set_reply(orders),
        order=orders[0],
        buttons=yes_or_no(question.write, question.id, len(orders)),
        card=order_list(orders, talk.shop.now, talk.shop.policy),
        count=str(len(orders)),
        list=orders_listed(orders),
        sum=sum_of(orders),
    )


def _set_reply(orders: Sequence[Order]) -> str:
    paid = sum(order.paid_at is not None for order in orders)
    if paid == len(orders):
        return "utter_ask_cancel_orders"
    return "utter_ask_cancel_orders_part_paid" if paid else "utter_ask_cancel_orders_unpaid"


def carry_out(talk: Talk, question: Confirm) -> list[tuple[Order, Outcome]]:
    """Make the change for each order of the question, and report what was committed.

    Returns the outcomes that are refusals: the order moved on between question and yes.
    """
    act = ACTS[Write(question.write)]
    outcomes = []
    for order in talk.own(question.order_ids):
        parameters = act.parameters(talk, question, order)
        outcomes.append((order, talk.shop.carry_out(Write(question.write), order.id, **parameters)))
    talk.close()
    done = [outcome for _, outcome in outcomes if outcome.is_done]
    if done:
        _report(talk, question, act, done)
    elif len(outcomes) > 1:
        talk.say("utter_cancel_orders_none_done")
    return [(order, outcome) for order, outcome in outcomes if not outcome.is_done]


def _report(talk: Talk, question: Confirm, act: Act, done: Sequence[Outcome]) -> None:
    orders = [outcome.order for outcome in done if outcome.order is not None]
    talk.focus_on(*orders)
    tried = (*talk.state.tried, question.write)
    ended = Done(question.write, tuple(order.id for order in orders))
    talk.note(done=ended, tried=tried, subject=_SUBJECTS.get(question.write, "refund"))
    if len(question.order_ids) > 1:
        _report_several(talk, orders, asked=len(question.order_ids))
    else:
        act.receipt(talk, question, done[0])


_SUBJECTS = {
    Write.REQUEST_CANCELLATION.value: "seller",
    Write.REMIND_SELLER.value: "seller",
    Write.MESSAGE_SELLER.value: "seller",
    Write.OPEN_DISPUTE.value: "dispute",
    Write.OPEN_TICKET.value: "ticket",
}


def _report_several(talk: Talk, orders: Sequence[Order], asked: int) -> None:
    """One line for all that was done, with the sum that goes back; what was not done is said by itself."""
    part = "_part" if len(orders) < asked else ""
    unpaid = "" if any(order.refunds for order in orders) else "_unpaid"
    talk.say(
        f"utter_cancel_orders{part}{unpaid}_done",
        order=next((order for order in orders if order.refunds), orders[0]),
        card=order_list(orders, talk.shop.now, talk.shop.policy),
        count=str(len(orders)),
        asked=str(asked),
        list=orders_listed(orders),
        sum=sum_of(orders),
    )


def _nothing(_talk: Talk, _question: Confirm, _order: Order) -> dict[str, Any]:
    return {}


def _reason(_talk: Talk, question: Confirm, _order: Order) -> dict[str, Any]:
    return {"reason": CancelReason(question.details.get("reason") or CancelReason.OTHER.value)}


def _letter(_talk: Talk, question: Confirm, _order: Order) -> dict[str, Any]:
    return {"letter": question.details["letter"]}


def _letter_with_purpose(_talk: Talk, question: Confirm, _order: Order) -> dict[str, Any]:
    return {"letter": question.details["letter"], "purpose": question.details["purpose"]}


def _dispute(_talk: Talk, question: Confirm, _order: Order) -> dict[str, Any]:
    return {"reason": question.details["problem"], "text": question.details["quote"]}


def _items(_talk: Talk, question: Confirm, _order: Order) -> dict[str, Any]:
    items = tuple(ReturnedItem(item_id, quantity) for item_id, quantity in question.request.items)
    return {"items": items, "reason": question.details["reason"]}


def _summary(_talk: Talk, question: Confirm, _order: Order) -> dict[str, Any]:
    return {"summary": question.details["summary"]}


def _cancelled(talk: Talk, question: Confirm, outcome: Outcome) -> None:
    order = outcome.order
    refund = order.last_refund
    is_refunded = outcome.result["refunded"]
    card = receipt(
        Write.CANCEL_ORDER.value,
        order,
        ("cancelled_on", day(order.cancelled_at)),
        ("refund", str(refund.amount) if is_refunded else ""),
        ("refund_method", refund.method if is_refunded else ""),
        ("refund_due", day(refund.due_at) if is_refunded else ""),
    )
    reply = "utter_cancel_order_done" if is_refunded else "utter_cancel_order_unpaid_done"
    talk.say(reply, order=order, card=card)


def _sent(reply: str) -> Receipt:
    def say(talk: Talk, question: Confirm, outcome: Outcome) -> None:
        sent = seller_message(outcome.order, question.details["letter"], is_sent=True)
        talk.say(reply, order=outcome.order, card=sent)

    return say


def _request_sent(talk: Talk, question: Confirm, outcome: Outcome) -> None:
    _sent("utter_request_cancellation_done")(talk, question, outcome)
    talk.say(f"utter_seller_answered_{outcome.result['answer']}", order=outcome.order)


def _message_sent(talk: Talk, question: Confirm, outcome: Outcome) -> None:
    _sent("utter_message_seller_done")(talk, question, outcome)
    if outcome.result["answer"]:
        talk.say("utter_seller_wrote_back", order=outcome.order, seller_words=outcome.result["answer"])


def _dispute_opened(talk: Talk, question: Confirm, outcome: Outcome) -> None:
    order = outcome.order
    reason, text = question.details["reason"], question.details["quote"]
    opened = ("opened_on", day(order.last_dispute.opened_at))
    card = receipt(Write.OPEN_DISPUTE.value, order, ("reason", reason), opened, ("text", text))
    talk.say("utter_open_dispute_done", order=order, card=card)


def _return_opened(talk: Talk, question: Confirm, outcome: Outcome) -> None:
    order, details = outcome.order, question.details
    lines = (("items", details["items"]), ("reason", details["reason"]))
    card = receipt(Write.OPEN_RETURN.value, order, *lines)
    talk.say("utter_open_return_done", order=order, card=card, items=details["items"])
    instructions = talk.shop.policy.return_instructions
    if instructions:
        talk.say("utter_return_how_to_send", instructions=instructions)


def _ticket_opened(talk: Talk, question: Confirm, outcome: Outcome) -> None:
    reference = outcome.result["reference"]
    card = receipt(Write.OPEN_TICKET.value, outcome.order, ("ticket", reference))
    is_old = outcome.result.get("already_open")
    reply = "utter_open_ticket_already_done" if is_old else "utter_open_ticket_done"
    talk.say(reply, order=outcome.order, card=card, ticket=reference)


def _said(reply: str, has_card: bool = False) -> Receipt:
    def say(talk: Talk, question: Confirm, outcome: Outcome) -> None:
        card = receipt(question.write, outcome.order) if has_card else None
        talk.say(reply, order=outcome.order, card=card)

    return say


ACTS: dict[Write, Act] = {
    Write.CANCEL_ORDER: Act(_reason, _cancelled),
    Write.REQUEST_CANCELLATION: Act(_letter, _request_sent),
    Write.REMIND_SELLER: Act(_letter, _sent("utter_remind_seller_done")),
    Write.MESSAGE_SELLER: Act(_letter_with_purpose, _message_sent),
    Write.OPEN_DISPUTE: Act(_dispute, _dispute_opened),
    Write.OPEN_RETURN: Act(_items, _return_opened),
    Write.OPEN_TICKET: Act(_summary, _ticket_opened),
    Write.SET_REMINDER: Act(_nothing, _said("utter_set_reminder_done")),
    Write.WITHDRAW_REQUEST: Act(_letter, _sent("utter_withdraw_request_done")),
    Write.WITHDRAW_DISPUTE: Act(_nothing, _said("utter_withdraw_dispute_done", has_card=True)),
    Write.WITHDRAW_RETURN: Act(_nothing, _said("utter_withdraw_return_done", has_card=True)),
    Write.WITHDRAW_REMINDER: Act(_nothing, _said("utter_withdraw_reminder_done", has_card=True)),
}
