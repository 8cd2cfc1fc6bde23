"""Disputes: a parcel that is bad or never came."""

from typing import Any

from actions._answers import answer_about_order, ask_after_form, request_of
from actions._base import TurnAction
from actions._cards import receipt
from actions._confirm import confirm
from actions._forms import FormAnswers
from actions._turn import Turn
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.service.dispute import open_dispute

SHORTEST_TEXT = 3
LONGEST_TEXT = 1_000


class ActionOpenDispute(TurnAction):
    """Serves open_dispute: says what the guidance holds, then asks what is wrong where that is missing."""

    def name(self) -> str:
        return "action_open_dispute"

    def respond(self, turn: Turn) -> None:
        answer_about_order(turn, request_of(turn, Ask.DISPUTE))


class ValidateDisputeForm(FormAnswers):
    """Takes the shopper's description of what is wrong, typed or by button."""

    def name(self) -> str:
        return "validate_dispute_form"

    def asked_for(self) -> list[str]:
        return ["dispute_text"]

    def validate_dispute_text(self, value: Any, dispatcher: Any, tracker: Any, domain: Any) -> dict:
        entities = tracker.latest_message.get("entities", [])
        problem = next((e["value"] for e in entities if e["entity"] == "problem"), None)
        text = str(value).strip()
        if text.startswith("/"):
            text = (problem or "").replace("_", " ").capitalize()
        if len(text) < SHORTEST_TEXT:
            return {"dispute_text": None}
        return {"dispute_text": text[:LONGEST_TEXT], "dispute_problem": problem or "other"}


class ActionProposeDispute(TurnAction):
    """After the form: asks whether to open the dispute with this reason and text."""

    def name(self) -> str:
        return "action_propose_dispute"

    def respond(self, turn: Turn) -> None:
        problem = turn.slot("dispute_problem") or "other"
        details = {
            "dispute_reason": problem.replace("_", " "),
            "problem": problem,
            "dispute_text": turn.slot("dispute_text"),
        }
        ask_after_form(turn, Ask.DISPUTE, Write.OPEN_DISPUTE, lambda order: details)


class ActionConfirmOpenDispute(TurnAction):
    """Serves the yes to opening a dispute."""

    def name(self) -> str:
        return "action_confirm_open_dispute"

    def respond(self, turn: Turn) -> None:
        def do(question):
            extra = question.extra
            return open_dispute(
                turn.desk, turn.wish(question.order_id), extra["problem"], extra["dispute_text"]
            )

        def give_receipt(question, outcome, order, words):
            card = receipt(
                "Dispute opened",
                order,
                ("Reason", words["dispute_reason"]),
                ("Opened on", words["dispute_opened_on"]),
                ("You wrote", question.extra["dispute_text"]),
            )
            turn.say("utter_open_dispute_done", custom=card, **words)

        confirm(turn, Write.OPEN_DISPUTE, do, give_receipt)
