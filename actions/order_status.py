"""Where an order is, the list of orders, and an order named on its own."""

from actions._answers import (
    answer_about_order,
    answer_for,
    answer_found,
    ask_which,
    order_in_focus,
    request_of,
    resume,
)
from actions._base import TurnAction
from actions._buttons import person_button
from actions._cards import order_list
from actions._confirm import confirm
from actions._proposals import put_question
from actions._turn import Turn
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.service.backward_reference import refers_back
from bot.service.find_order import One
from bot.service.order_status import list_orders
from bot.service.reminder import remind_at_delivery
from bot.service.request import Request, find_for, find_named


class ActionOrderStatus(TurnAction):
    """Serves order_status, and "remind me when it arrives"."""

    def name(self) -> str:
        return "action_order_status"

    def respond(self, turn: Turn) -> None:
        request = request_of(turn, Ask.STATUS)
        if go_on_about_cancelled(turn):
            return
        if request.purpose != "remind_me" or not propose_reminder(turn, request):
            answer_about_order(turn, request)


def go_on_about_cancelled(turn: Turn) -> bool:
    """Answer "where is it?" when a cancelled order is talked about: no parcel is meant, but its money.

    False when another order is named, or the one talked about is not cancelled.
    """
    order = order_in_focus(turn)
    if order is None or order.cancelled_at is None or not refers_back(turn.text):
        return False
    if find_named(turn.desk, turn.customer_id or "", turn.mention(), focus=order.id) is not None:
        return False
    turn.leave_form()
    answer_for(turn, request_of(turn, Ask.REFUND if order.last_refund else Ask.STATUS), order)
    return True


def propose_reminder(turn: Turn, request: Request) -> bool:
    """Ask whether to remind the shopper of this order; False when the order is not clear or is here."""
    if turn.customer_id is None:
        return False
    found = find_for(turn.desk, turn.customer_id, request, turn.mention(), focus=turn.slot("order_id"))
    if not isinstance(found, One) or found.order.delivered_at or found.order.cancelled_at:
        return False
    turn.leave_form()
    turn.set(order_id=found.order.id)
    put_question(turn, turn.ask(Write.SET_REMINDER.value, found.order.id), found.order)
    return True


class ActionConfirmSetReminder(TurnAction):
    """Serves the yes to a reminder for the day of delivery."""

    def name(self) -> str:
        return "action_confirm_set_reminder"

    def respond(self, turn: Turn) -> None:
        def do(question):
            return remind_at_delivery(turn.desk, turn.wish(question.order_id))

        def give_receipt(question, outcome, order, words):
            turn.say("utter_set_reminder_done", **words)

        confirm(turn, Write.SET_REMINDER, do, give_receipt)


class ActionListOrders(TurnAction):
    """Serves list_orders: the newest orders as cards; "the second one" counts in this order."""

    def name(self) -> str:
        return "action_list_orders"

    def respond(self, turn: Turn) -> None:
        if turn.customer_id is None:
            turn.say("utter_sign_in", buttons=[person_button()])
            return
        orders = list_orders(turn.desk, turn.customer_id)
        if not orders:
            turn.say("utter_no_orders", buttons=[person_button()])
            return
        turn.set(shown_orders=[order.id for order in orders])
        turn.say("utter_list_orders", custom=order_list(orders, turn.desk.now(), turn.desk.policy))
        resume(turn)


class ActionInformOrder(TurnAction):
    """Serves inform_order: goes on with what was asked, or tells where the order is."""

    def name(self) -> str:
        return "action_inform_order"

    def respond(self, turn: Turn) -> None:
        if not answer_named_order(turn):
            answer_about_order(turn, _pending(turn))


class ActionConfirmNearOrder(TurnAction):
    """Serves the yes to "did you mean order ...": goes on with what was asked."""

    def name(self) -> str:
        return "action_confirm_near_order"

    def respond(self, turn: Turn) -> None:
        question = turn.answered_question()
        orders = list_orders(turn.desk, turn.customer_id or "")
        order = next((o for o in orders if question and o.id == question.order_id), None)
        if order is None:
            resume(turn)
            return
        request = _pending(turn)
        turn.close_question()
        answer_found(turn, request, One(order))


def ask_for_another(turn: Turn) -> bool:
    """Ask which other order is meant, after a no to "did you mean"; False when that was not the question."""
    question = turn.answered_question()
    if question is None or question.kind != "near_order":
        return False
    orders = list_orders(turn.desk, turn.customer_id or "")
    others = tuple(order for order in orders if order.id != question.order_id)
    if others:
        ask_which(turn, _pending(turn), others)
    return bool(others)


def answer_named_order(turn: Turn) -> bool:
    """Go on with the order that the message names; False when it names none."""
    if turn.customer_id is None:
        return False
    shown = tuple(turn.slot("shown_orders") or ())
    found = find_named(turn.desk, turn.customer_id, turn.mention(), shown=shown, focus=turn.slot("order_id"))
    if found is None:
        return False
    request = _pending(turn)
    turn.leave_form()
    turn.close_question()
    answer_found(turn, request, found)
    return True


def _pending(turn: Turn) -> Request:
    """What was asked last, now of another order; how the order stands when nothing was, or it is done."""
    pending = turn.slot("pending")
    return Request.from_json(pending) if pending else Request(Ask.STATUS, text=turn.text)
