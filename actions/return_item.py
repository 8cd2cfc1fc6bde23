"""Returns of delivered items."""

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions._answers import (
    answer_about_order,
    ask_after_form,
    explain_and_resume,
    order_in_focus,
    request_of,
)
from actions._base import TurnAction
from actions._cards import receipt
from actions._confirm import confirm
from actions._forms import FormAnswers
from actions._turn import Turn, open_turn
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.orders.order import Order, ReturnedItem
from bot.service.return_item import LONGEST_REASON, choose_items, open_return

# "don't want it any more" sounds like a no, and "found it cheaper" like a reason to cancel
_SOUNDS_LIKE = ("deny", "cancel_reason")
_KEEPS_IT = re.compile(r"\b(keep|keeping|never ?mind|forget|no thanks)\b", re.IGNORECASE)
_ABOUT_FREE_RETURNS = re.compile(r"\bfree\b|\bpolic(y|ies)\b", re.IGNORECASE)


class ActionReturnItem(TurnAction):
    """Serves return_item: the general rule when asked in general, otherwise this order's."""

    def name(self) -> str:
        return "action_return_item"

    def respond(self, turn: Turn) -> None:
        if turn.customer_id is None or _ABOUT_FREE_RETURNS.search(turn.text):
            explain_and_resume(turn, Ask.FREE_RETURNS)
            return
        answer_about_order(turn, request_of(turn, Ask.RETURN))


class ValidateReturnForm(FormAnswers):
    """Takes which items go back and why."""

    def name(self) -> str:
        return "validate_return_form"

    def asked_for(self) -> list[str]:
        return ["return_items", "return_reason"]

    async def run(self, dispatcher: Any, tracker: Tracker, domain: Any) -> list[dict]:
        if gives_reason(tracker):
            text = tracker.latest_message["text"].strip()[:LONGEST_REASON]
            return [SlotSet("return_reason", text), SlotSet("requested_slot", None)]
        return await super().run(dispatcher, tracker, domain)

    def validate_return_items(self, value: Any, dispatcher: Any, tracker: Any, domain: Any) -> dict:
        if isinstance(value, list):
            return {"return_items": value}
        order = order_in_focus(open_turn(dispatcher, tracker))
        chosen = choose_items(order, str(value)) if order else ()
        return {"return_items": [[item.id, item.quantity] for item in chosen] or None}

    def validate_return_reason(self, value: Any, dispatcher: Any, tracker: Any, domain: Any) -> dict:
        text = str(value).strip()
        return {"return_reason": None if text.startswith("/") else text[:LONGEST_REASON] or None}


def gives_reason(tracker: Tracker) -> bool:
    """Whether the message says why something goes back, although by itself it would mean something else."""
    message = tracker.latest_message
    intent = (message.get("intent") or {}).get("name")
    kinds = {entity["entity"] for entity in message.get("entities") or []}
    is_asked = tracker.get_slot("requested_slot") == "return_reason"
    says_why = "reason" in kinds and "declined" not in kinds and not _KEEPS_IT.search(message["text"])
    return is_asked and says_why and intent in _SOUNDS_LIKE


class ActionAskReturnItems(TurnAction):
    """Asks which items of the order go back, with one button for each."""

    def name(self) -> str:
        return "action_ask_return_form_return_items"

    def respond(self, turn: Turn) -> None:
        order = order_in_focus(turn)
        titles = [item.title for item in order.items] if order else []
        choices = titles if len(titles) == 1 else [*titles, "All of them"]
        buttons = [{"title": title, "payload": title} for title in choices]
        turn.say("utter_ask_return_form_return_items", buttons=buttons)


class ActionProposeReturn(TurnAction):
    """After the form: asks whether to open the return of these items."""

    def name(self) -> str:
        return "action_propose_return"

    def respond(self, turn: Turn) -> None:
        items, reason = turn.slot("return_items"), turn.slot("return_reason")

        def details(order):
            return {"items": items, "return_items": item_names(order, items), "return_reason": reason}

        ask_after_form(turn, Ask.RETURN, Write.OPEN_RETURN, details)


class ActionConfirmOpenReturn(TurnAction):
    """Serves the yes to opening a return."""

    def name(self) -> str:
        return "action_confirm_open_return"

    def respond(self, turn: Turn) -> None:
        def do(question):
            items = tuple(ReturnedItem(item_id, quantity) for item_id, quantity in question.extra["items"])
            return open_return(
                turn.desk, turn.wish(question.order_id), items, question.extra["return_reason"]
            )

        def give_receipt(question, outcome, order, words):
            names = question.extra["return_items"]
            card = receipt(
                "Return opened", order, ("Returning", names), ("Reason", question.extra["return_reason"])
            )
            turn.say("utter_open_return_done", custom=card, items=names, **words)

        confirm(turn, Write.OPEN_RETURN, do, give_receipt)


def item_names(order: Order, items: list[list]) -> str:
    """The chosen items in words: ``2 × Mug, Teapot``."""
    titles = {item.id: item.title for item in order.items}
    return ", ".join(f"{n} × {titles[i]}" if n > 1 else titles[i] for i, n in items if i in titles)
