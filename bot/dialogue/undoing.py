"""Taking back what can be taken back, and a plain word about what cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue import confirming
from bot.dialogue.buttons import offer_buttons
from bot.dialogue.cards import order_card
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk
from bot.guidance.letters import letter
from bot.orders.decision import Offer, Write
from bot.orders.order import Order, RequestStatus, ReturnStatus

# What takes a change back, and whether the order still allows it.
_BACK = {
    Write.REQUEST_CANCELLATION.value: Write.WITHDRAW_REQUEST,
    Write.REMIND_SELLER.value: Write.WITHDRAW_REQUEST,
    Write.OPEN_DISPUTE.value: Write.WITHDRAW_DISPUTE,
    Write.OPEN_RETURN.value: Write.WITHDRAW_RETURN,
    Write.SET_REMINDER.value: Write.WITHDRAW_REMINDER,
}
TAKES_BACK = frozenset(_BACK.values())
# What was taken back is begun anew by these wishes.
_AGAIN = {
    Write.WITHDRAW_REQUEST.value: "cancel_order",
    Write.WITHDRAW_DISPUTE.value: "open_dispute",
    Write.WITHDRAW_RETURN.value: "return_item",
    Write.WITHDRAW_REMINDER.value: "order_status",
}


def undo_last(talk: Talk) -> None:
    """Take back what was done last in this conversation, or say that there is nothing, or why not."""
    done = talk.state.done
    orders = talk.own(done.order_ids) if done else ()
    if done is None or not orders:
        talk.say("utter_nothing_to_undo")
    elif done.write in _BACK:
        ask_to_withdraw(talk, Request("undo", talk.heard.text), orders[0], _BACK[done.write])
    elif done.write == Write.CANCEL_ORDER.value:
        _say_all_cancelled_for_good(talk, orders)
    elif done.write in _AGAIN:
        talk.park(Request(_AGAIN[done.write], order_ids=(orders[0].id,)))
    else:
        is_ticket = done.write == Write.OPEN_TICKET.value
        talk.say("utter_cannot_undo_ticket" if is_ticket else "utter_cannot_undo_message", order=orders[0])


def withdraw(talk: Talk, request: Request, order: Order, write: Write) -> None:
    """Take back the request, dispute, return or reminder of this order, if it has one that still can be."""
    if write is Write.WITHDRAW_REQUEST and order.cancelled_at is not None:
        _say_cancelled_for_good(talk, order)
    else:
        ask_to_withdraw(talk, request, order, write)


def ask_to_withdraw(talk: Talk, request: Request, order: Order, write: Write) -> None:
    """Ask whether to take it back; say so where there is nothing left to take back."""
    talk.focus_on(order)
    if not can_withdraw(talk, order, write):
        say_nothing_left(talk, order, write)
        return
    details = {"letter": _letter(talk, order)} if write is Write.WITHDRAW_REQUEST else {}
    kept = replace(request, order_ids=(order.id,))
    confirming.put(talk, talk.ask_to_confirm(write.value, (order,), kept, **details))


def say_nothing_left(talk: Talk, order: Order, write: Write) -> None:
    """Say that there is nothing to take back, and show how the order stands."""
    card = order_card(order, talk.shop.now, talk.shop.policy)
    talk.say(f"utter_{write.value}_no_longer_possible", order=order, card=card)


def can_withdraw(talk: Talk, order: Order, write: Write) -> bool:
    """Whether the order has what is to be taken back, and it still can be."""
    if write is Write.WITHDRAW_REQUEST:
        request = order.cancellation_request
        return request is not None and request.status is RequestStatus.WAITING
    if write is Write.WITHDRAW_DISPUTE:
        return order.open_dispute is not None
    if write is Write.WITHDRAW_RETURN:
        return any(each.status is ReturnStatus.OPEN for each in order.returns)
    return talk.shop.has_reminder(order.id)


def _letter(talk: Talk, order: Order) -> str:
    return letter("withdraw", order=order, shopper_name=talk.shop.customer.name)


def _say_all_cancelled_for_good(talk: Talk, orders: Sequence[Order]) -> None:
    for order in orders:
        _say_cancelled_for_good(talk, order)
    talk.focus_on(*orders)


def _say_cancelled_for_good(talk: Talk, order: Order) -> None:
    link = talk.shop.policy.buy_again_link(order.id, order.items[0].id)
    reply = "utter_cannot_undo_cancel" if link else "utter_cannot_undo_cancel_no_link"
    talk.focus_on(order)
    talk.say(reply, order=order, buttons=offer_buttons((Offer.SHOW_REFUND,), order.id), buy_again=link or "")
