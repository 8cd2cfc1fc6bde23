"""What whoever takes a case over is told: what was asked at first, of which order, and what was tried."""

from __future__ import annotations

from bot.dialogue.cards import handoff
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk
from bot.service.handoff import case_summary


def summary_of(talk: Talk, request: Request | None) -> str:
    """The case in a few lines. ``request`` is what the shopper wanted, never a later digression."""
    state = talk.state
    order_ids = request.order_ids if request and request.order_ids else state.focus
    return case_summary(
        asked=(request.text if request else "") or talk.heard.text,
        order_id=order_ids[0] if order_ids else None,
        row_id=state.row,
        tried=state.tried,
    )


def call(talk: Talk, reply: str, request: Request | None = None) -> None:
    """Call a person at once, about ``request`` or else what the shopper is after.

    Who asks again in the same conversation is told of the person that was called.
    """
    known = talk.state.handover
    request = request or open_request(talk)
    order_ids = request.order_ids if request and request.order_ids else talk.state.focus
    reference = known or talk.shop.call_a_person(
        summary_of(talk, request), order_id=order_ids[0] if order_ids else None
    )
    talk.drop_all()
    talk.note(handover=reference, subject="ticket")
    card = handoff(reference, talk.shop.policy)
    talk.say("utter_handoff_already" if known else reply, card=card, ticket=reference)


def open_request(talk: Talk) -> Request | None:
    """What the shopper is after: what an open question is about, otherwise what was served last."""
    question = talk.before.question
    return question.request if question is not None else talk.state.task
