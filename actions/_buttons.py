"""Buttons: each is a shortcut for something that can be typed just as well."""

import json
from collections.abc import Sequence

from actions._turn import Question
from bot.orders.decision import Offer

_OFFERS = {
    Offer.CANCEL: ("Cancel this order", "cancel_order", {}),
    Offer.ASK_SELLER_TO_CANCEL: ("Ask the seller to cancel", "cancel_order", {}),
    Offer.REMIND_SELLER: ("Remind the seller", "contact_seller", {"purpose": "reminder"}),
    Offer.MESSAGE_SELLER: ("Write to the seller", "contact_seller", {}),
    Offer.ASK_FOR_REPLACEMENT: ("Ask for a replacement", "contact_seller", {"purpose": "replacement"}),
    Offer.ASK_FOR_REFUND: ("Ask for my money back", "contact_seller", {"purpose": "refund"}),
    Offer.ASK_FOR_TRACKING: ("Ask for a tracking number", "contact_seller", {"purpose": "tracking"}),
    Offer.OPEN_DISPUTE: ("Open a dispute", "open_dispute", {}),
    Offer.OPEN_RETURN: ("Return an item", "return_item", {}),
    Offer.OPEN_TICKET: ("Ask Customer Service", "payment_issue", {"purpose": "ticket"}),
    Offer.REMIND_ME_AT_DELIVERY: ("Remind me when it arrives", "order_status", {"purpose": "remind_me"}),
    Offer.SHOW_STATUS: ("Where is it?", "order_status", {}),
    Offer.SHOW_REFUND: ("Where is my refund?", "refund_status", {}),
}
_YES = {
    "cancel_order": "Yes, cancel it",
    "request_cancellation": "Yes, send it",
    "remind_seller": "Yes, remind them",
    "message_seller": "Yes, send it",
    "open_dispute": "Yes, open the dispute",
    "open_return": "Yes, open the return",
    "open_ticket": "Yes, open a ticket",
    "set_reminder": "Yes, remind me",
    "near_order": "Yes, that one",
}
_PERSON = "Talk to a person"
_NO = {"cancel_order": "No, keep it", "near_order": "No, another one"}


def button(title: str, intent: str, **entities: str) -> dict[str, str]:
    """A button that means ``intent`` with these entities."""
    return {"title": title, "payload": f"/{intent}{json.dumps(entities) if entities else ''}"}


def offer_buttons(offers: Sequence[Offer], order_id: str) -> list[dict[str, str]]:
    """One button for each offer that has one, about this order."""
    known = [_OFFERS[offer] for offer in offers if offer in _OFFERS]
    return [button(title, intent, order_number=order_id, **more) for title, intent, more in known]


def yes_or_no(question: Question) -> list[dict[str, str]]:
    """The two answers to a question; they answer this question only."""
    return [
        button(_YES[question.kind], "affirm", answers=question.id),
        button(_NO.get(question.kind, "No, thanks"), "deny", answers=question.id),
    ]


def titles() -> tuple[str, ...]:
    """The titles that buttons can have, those with an order in them left out."""
    yes_and_no = {title for kind in _YES for title in (_YES[kind], _NO.get(kind, "No, thanks"))}
    return (*(title for title, _, _ in _OFFERS.values()), *sorted(yes_and_no), _PERSON)


def person_button() -> dict[str, str]:
    return button(_PERSON, "human_handoff")
