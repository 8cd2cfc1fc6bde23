"""Talk that is not about an order: greetings, yes and no without a question, and what is not understood."""

from actions._answers import answer_about_order, named_order, refund_in_focus, request_of, resume
from actions._base import TurnAction
from actions._buttons import button, person_button
from actions._confirm import say_nothing_to_confirm
from actions._turn import Turn
from actions.order_status import answer_named_order, ask_for_another
from bot.orders.ask import Ask
from bot.service.order_status import find_customer
from bot.service.wording import matching_words

MOST_GUESSES = 2
_GUESSES = {
    "cancel_order": "Cancel an order",
    "change_order": "Change an order",
    "order_status": "Where is my order?",
    "refund_status": "Where is my refund?",
    "get_refund": "Get my money back",
    "refund_timing": "How long does a refund take?",
    "return_item": "Return an item",
    "open_dispute": "Something is wrong with it",
    "seller_cancelled": "The seller cancelled",
    "seller_refused": "The seller refused",
    "contact_seller": "Write to the seller",
    "coupon_recovery": "Get a coupon back",
    "payment_issue": "A payment problem",
    "cancellation_status": "Did my cancellation go through?",
    "cancellation_policy": "Until when can I cancel?",
    "cancel_reason": "Which reason to choose",
    "explain_terms": "What the words mean",
    "buying_advice": "Advice before buying",
    "list_orders": "Show my orders",
}
# For an order with a refund all have the same answer, so there is nothing to choose.
_ABOUT_ONE_REFUND = {"get_refund", "refund_status", "refund_timing"}
_NOT_UNLIKELY = 0.1
# What is less likely than this is no help as a button either.
_WORTH_OFFERING = 0.03
# What may be wanted of an item that was bought, when the classifier knows no such thing.
_ABOUT_AN_ITEM = {
    "cancel_order": Ask.CANCEL,
    "change_order": Ask.CHANGE,
    "order_status": Ask.STATUS,
    "refund_status": Ask.REFUND,
    "get_refund": Ask.REFUND,
    "return_item": Ask.RETURN,
    "open_dispute": Ask.DISPUTE,
    "coupon_recovery": Ask.COUPON,
}
_STARTERS = ("list_orders", "order_status", "cancel_order", "refund_status")


class ActionGreet(TurnAction):
    """Serves greet: by name where the shopper is known, with the usual requests as buttons."""

    def name(self) -> str:
        return "action_greet"

    def respond(self, turn: Turn) -> None:
        customer = find_customer(turn.desk, turn.customer_id) if turn.customer_id else None
        buttons = [button(_GUESSES[intent], intent) for intent in _STARTERS]
        if customer is None:
            turn.say("utter_greet", buttons=buttons)
        else:
            turn.say("utter_greet_by_name", buttons=buttons, shopper=customer.name.split(" ")[0])
        resume(turn)


class ActionResume(TurnAction):
    """Comes back to the form or question that was open before a digression; silent when none was."""

    def name(self) -> str:
        return "action_resume"

    def respond(self, turn: Turn) -> None:
        resume(turn)


class ActionNothingToConfirm(TurnAction):
    """Serves a yes that no question waits for: nothing is done."""

    def name(self) -> str:
        return "action_nothing_to_confirm"

    def respond(self, turn: Turn) -> None:
        say_nothing_to_confirm(turn)


class ActionDecline(TurnAction):
    """Serves a no: drops the open question or form; nothing is changed.

    A no to "did you mean order ...?" means another order, so it is asked which.
    """

    def name(self) -> str:
        return "action_decline"

    def respond(self, turn: Turn) -> None:
        if ask_for_another(turn):
            return
        # "don't cancel it" deserves to hear that nothing was, even if nothing was asked
        was_open = turn.active_form or turn.open_question() or turn.entity("declined")
        turn.leave_form()
        turn.close_question()
        turn.say("utter_declined" if was_open else "utter_anything_else")


class ActionOutOfScope(TurnAction):
    """Serves out_of_scope: says what is not covered and offers a person.

    While an order is being chosen, a message that names one is about that order after all; and so is
    one that names an item the shopper bought by two of its words, such as "cancel the ukulele tuner".
    """

    def name(self) -> str:
        return "action_out_of_scope"

    def respond(self, turn: Turn) -> None:
        if _is_choosing(turn) and answer_named_order(turn):
            return
        if _names_own_item(turn):
            wanted = [intent for intent in turn.likely_intents(_NOT_UNLIKELY) if intent in _ABOUT_AN_ITEM]
            if wanted:
                answer_about_order(turn, request_of(turn, _ABOUT_AN_ITEM[wanted[0]]))
            else:
                answer_named_order(turn)
            return
        turn.say("utter_out_of_scope", buttons=[person_button()])
        resume(turn)


class ActionDefaultFallback(TurnAction):
    """Serves what was not understood: an order named by its product, or the likeliest requests as buttons.

    Unlike Rasa's own, it does not rewind the conversation, which would make every later turn slower.
    """

    def name(self) -> str:
        return "action_default_fallback"

    def respond(self, turn: Turn) -> None:
        if (_is_choosing(turn) or named_order(turn)) and answer_named_order(turn):
            return
        likely = turn.likely_intents(_WORTH_OFFERING)
        guesses = [intent for intent in likely if intent in _GUESSES][:MOST_GUESSES]
        if guesses and set(guesses) <= _ABOUT_ONE_REFUND and refund_in_focus(turn):
            answer_about_order(turn, request_of(turn, Ask.REFUND))
            return
        buttons = [button(_GUESSES[intent], intent) for intent in guesses]
        turn.say("utter_unclear", buttons=[*buttons, person_button()])
        resume(turn)


def _names_own_item(turn: Turn) -> bool:
    order = named_order(turn)
    titles = [item.title for item in order.items] if order else []
    return any(matching_words(turn.text, title) > 1 for title in titles)


def _is_choosing(turn: Turn) -> bool:
    question = turn.open_question()
    return question is not None and question.kind in ("choose_order", "near_order")
