"""Cancelling: before shipping at once, after it by asking the seller; and the questions around it."""

from actions._answers import (
    answer_about_order,
    answer_for,
    explain_and_resume,
    named_order,
    order_in_focus,
    request_of,
)
from actions._base import TurnAction
from actions._cards import receipt, seller_message
from actions._confirm import confirm
from actions._turn import Turn
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.orders.order import CancelReason
from bot.service.backward_reference import refers_back
from bot.service.cancel_order import cancel_order, remind_seller, request_cancellation


class ActionCancelOrder(TurnAction):
    """Serves cancel_order: looks at the order and proposes what its stage allows."""

    def name(self) -> str:
        return "action_cancel_order"

    def respond(self, turn: Turn) -> None:
        answer_about_order(turn, request_of(turn, Ask.CANCEL))


class ActionConfirmCancelOrder(TurnAction):
    """Serves the yes to cancelling an unshipped order; the receipt names amount and due date."""

    def name(self) -> str:
        return "action_confirm_cancel_order"

    def respond(self, turn: Turn) -> None:
        def do(question):
            reason = CancelReason(question.extra.get("reason") or "other")
            return cancel_order(turn.desk, turn.wish(question.order_id), reason)

        def give_receipt(question, outcome, order, words):
            refunded = outcome.result["refunded"]
            card = receipt(
                "Order cancelled",
                order,
                ("Cancelled on", words["cancelled_on"]),
                ("Refund", words["refund_amount"]),
                ("To", words["refund_method"]),
                ("Usually there by", words["refund_due_on"] if refunded else ""),
            )
            reply = "utter_cancel_order_done" if refunded else "utter_cancel_order_unpaid_done"
            turn.say(reply, custom=card, **words)

        confirm(turn, Write.CANCEL_ORDER, do, give_receipt)


class ActionConfirmRequestCancellation(TurnAction):
    """Serves the yes to asking the seller of a shipped order to cancel."""

    def name(self) -> str:
        return "action_confirm_request_cancellation"

    def respond(self, turn: Turn) -> None:
        def do(question):
            return request_cancellation(turn.desk, turn.wish(question.order_id), question.extra["letter"])

        def give_receipt(question, outcome, order, words):
            sent = seller_message(order, question.extra["letter"], is_sent=True)
            turn.say("utter_request_cancellation_done", custom=sent, **words)
            turn.say(f"utter_seller_answered_{outcome.result['answer']}", **words)

        confirm(turn, Write.REQUEST_CANCELLATION, do, give_receipt)


class ActionConfirmRemindSeller(TurnAction):
    """Serves the yes to reminding a seller who has not answered the cancellation request."""

    def name(self) -> str:
        return "action_confirm_remind_seller"

    def respond(self, turn: Turn) -> None:
        def do(question):
            return remind_seller(turn.desk, turn.wish(question.order_id), question.extra["letter"])

        def give_receipt(question, outcome, order, words):
            sent = seller_message(order, question.extra["letter"], is_sent=True)
            turn.say("utter_remind_seller_done", custom=sent, **words)

        confirm(turn, Write.REMIND_SELLER, do, give_receipt)


class ActionCancellationStatus(TurnAction):
    """Serves cancellation_status: whether a cancellation went through."""

    def name(self) -> str:
        return "action_cancellation_status"

    def respond(self, turn: Turn) -> None:
        answer_about_order(turn, request_of(turn, Ask.CANCELLATION_STATUS))


class ActionCancelReason(TurnAction):
    """Serves cancel_reason: which reason to select, and why."""

    def name(self) -> str:
        return "action_cancel_reason"

    def respond(self, turn: Turn) -> None:
        explain_and_resume(turn, Ask.CANCEL_REASON)


class ActionCancellationPolicy(TurnAction):
    """Serves cancellation_policy: until when, with whose consent, at what cost.

    "Can I still cancel the lamp?" is about that order, and "can I still cancel it?" about the one talked
    about, so they are answered from it.
    """

    def name(self) -> str:
        return "action_cancellation_policy"

    def respond(self, turn: Turn) -> None:
        order = named_order(turn)
        if order is None and refers_back(turn.text):
            order = order_in_focus(turn)
        if order is None:
            explain_and_resume(turn, Ask.CANCELLATION_POLICY)
        else:
            answer_for(turn, request_of(turn, Ask.CANCEL), order)
