"""The seller: cancelled by them, refused or ignored by them, and writing to them."""

from typing import Any

from actions._answers import answer_about_order, request_of
from actions._base import TurnAction
from actions._cards import seller_message
from actions._confirm import confirm
from actions._forms import FormAnswers
from actions._proposals import propose_letter
from actions._turn import Turn
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.service.advise import advise
from bot.service.seller import message_seller

SHORTEST_TEXT = 3
LONGEST_TEXT = 1_000


class ActionSellerCancelled(TurnAction):
    """Serves seller_cancelled."""

    def name(self) -> str:
        return "action_seller_cancelled"

    def respond(self, turn: Turn) -> None:
        answer_about_order(turn, request_of(turn, Ask.SELLER_CANCELLED))


class ActionSellerRefused(TurnAction):
    """Serves seller_refused."""

    def name(self) -> str:
        return "action_seller_refused"

    def respond(self, turn: Turn) -> None:
        answer_about_order(turn, request_of(turn, Ask.SELLER_REFUSED))


class ActionContactSeller(TurnAction):
    """Serves contact_seller: writes the message where the aim is clear, otherwise asks what to write.

    A reminder about a cancellation request is a matter of that request, so it is asked as such.
    """

    def name(self) -> str:
        return "action_contact_seller"

    def respond(self, turn: Turn) -> None:
        answer_about_order(turn, request_of(turn, Ask.CONTACT_SELLER))


class ValidateMessageForm(FormAnswers):
    """Takes what the shopper wants the seller to know."""

    def name(self) -> str:
        return "validate_message_form"

    def asked_for(self) -> list[str]:
        return ["message_text"]

    def validate_message_text(self, value: Any, dispatcher: Any, tracker: Any, domain: Any) -> dict:
        text = str(value).strip()
        usable = len(text) >= SHORTEST_TEXT and not text.startswith("/")
        return {"message_text": text[:LONGEST_TEXT] if usable else None}


class ActionProposeMessage(TurnAction):
    """After the form: shows the letter with the shopper's own words and asks whether to send it."""

    def name(self) -> str:
        return "action_propose_message"

    def respond(self, turn: Turn) -> None:
        order_id = turn.slot("order_id")
        advice = advise(turn.desk, turn.customer_id or "", Ask.CONTACT_SELLER, order_id)
        if advice is None:
            turn.say("utter_nothing_to_confirm")
            return
        propose_letter(turn, advice, "other", turn.slot("message_text"))


class ActionConfirmMessageSeller(TurnAction):
    """Serves the yes to sending a message to the seller."""

    def name(self) -> str:
        return "action_confirm_message_seller"

    def respond(self, turn: Turn) -> None:
        def do(question):
            extra = question.extra
            return message_seller(turn.desk, turn.wish(question.order_id), extra["purpose"], extra["letter"])

        def give_receipt(question, outcome, order, words):
            sent = seller_message(order, question.extra["letter"], is_sent=True)
            turn.say("utter_message_seller_done", custom=sent, **words)
            if outcome.result["answer"]:
                turn.say("utter_seller_wrote_back", seller_words=outcome.result["answer"], **words)

        confirm(turn, Write.MESSAGE_SELLER, do, give_receipt)
