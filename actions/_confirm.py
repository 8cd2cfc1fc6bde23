"""A yes to an open question: do it once, and say only what was committed."""

from collections.abc import Callable

from actions._answers import answer_for, named_order, request_of, resume
from actions._turn import Question, Turn
from actions._words import order_words
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.orders.order import Order
from bot.service.consent import is_clear_yes
from bot.service.desk import Done, Outcome
from bot.service.order_status import list_orders
from bot.service.request import Request

_ASK_AGAIN = {
    Write.CANCEL_ORDER: Ask.CANCEL,
    Write.REQUEST_CANCELLATION: Ask.CANCEL,
    Write.REMIND_SELLER: Ask.CANCELLATION_STATUS,
    Write.OPEN_DISPUTE: Ask.DISPUTE,
    Write.OPEN_RETURN: Ask.RETURN,
    Write.SET_REMINDER: Ask.STATUS,
}

Do = Callable[[Question], Outcome]
Receipt = Callable[[Question, Outcome, Order, dict[str, str]], None]


def confirm(turn: Turn, write: Write, do: Do, give_receipt: Receipt) -> None:
    """Carry out what the open question asked.

    ``do`` carries out the wish; ``give_receipt`` says what was done, from the committed order.
    When no such question is open, nothing is done and the shopper is told so. A yes in doubt, or one
    that names another order, does nothing either: the question is asked again, or about that order.
    """
    question = turn.answered_question()
    if question is None or question.kind != write.value:
        say_nothing_to_confirm(turn)
        return
    if _is_about_another(turn, write, question):
        return
    if not is_clear_yes(turn.text, turn.confidence):
        turn.say("utter_not_a_clear_yes")
        resume(turn)
        return
    outcome = do(question)
    turn.close_question()
    if outcome.status is Done.UNKNOWN_ORDER:
        turn.say("utter_not_found", said=question.order_id)
        return
    words = order_words(outcome.order, turn.desk.now(), turn.desk.policy)
    if outcome.status is Done.REFUSED:
        _say_refused(turn, write, outcome.order, words)
        return
    turn.set(last_done={"kind": write.value, "order_id": question.order_id}, pending=None)
    give_receipt(question, outcome, outcome.order, words)


def _is_about_another(turn: Turn, write: Write, question: Question) -> bool:
    """Whether the yes names another order than the question; if so, that one is answered about."""
    other = named_order(turn) if turn.text else None
    if other is None or other.id == question.order_id:
        return False
    answer_for(turn, request_of(turn, _ASK_AGAIN.get(write, Ask.STATUS)), other)
    return True


def _say_refused(turn: Turn, write: Write, order: Order, words: dict[str, str]) -> None:
    """The order moved on between question and yes: say so, then what holds now."""
    turn.say(f"utter_{write.value}_no_longer_possible", **words)
    answer_for(turn, Request(_ASK_AGAIN.get(write, Ask.STATUS)), order)


def say_nothing_to_confirm(turn: Turn) -> None:
    """Tell that no question is open for a yes, or that it was done already."""
    done = turn.slot("last_done")
    if done and turn.open_question() is None and not turn.active_form:
        orders = list_orders(turn.desk, turn.customer_id or "")
        order = next((order for order in orders if order.id == done["order_id"]), None)
        if order is not None:
            words = order_words(order, turn.desk.now(), turn.desk.policy)
            turn.say(f"utter_{done['kind']}_already_done", **words)
            return
    turn.say("utter_nothing_to_confirm")
    resume(turn)
