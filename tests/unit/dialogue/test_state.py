"""The state of a conversation: kept as JSON between two turns, and what becomes of it as time goes by."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from bot.dialogue.state import (
    QUESTION_LIFETIME,
    VERSION,
    Choose,
    Confirm,
    Describe,
    Done,
    Request,
    State,
    from_json,
    to_json,
)

AT = datetime(2026, 11, 28, 12, tzinfo=timezone.utc)
FULL = Request(
    "return_item",
    text="one of the mugs",
    order_ids=("1", "2"),
    facet="too_small",
    items=(("i-1", 2), ("i-2", 1)),
    reason="too small",
    content="hello",
    condition="not_shipped",
)
BARE = Request("cancel_order")
QUESTIONS = {
    "which order": Choose("q1.0", AT, "order", ("1", "2"), BARE),
    "a near number": Choose("q1.0", AT, "near_order", ("1",), BARE, said="12"),
    "which item": Choose("q1.0", AT, "item", ("i-1",), FULL),
    "how many": Choose("q1.0", AT, "quantity", ("i-1",), FULL),
    "a confirmation": Confirm("q2.1", AT, "cancel_order", ("1", "2"), FULL, {"reason": "other"}),
    "one that is not fresh": Confirm("q2.1", AT, "message_seller", ("1",), BARE, {"letter": "Hi"}, False),
    "a free text": Describe("q3.0", AT, "dispute", FULL),
}


def kept(state):
    """The state as it comes back from the store."""
    return from_json(json.loads(json.dumps(to_json(state))))


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_every_question_comes_back_as_it_was(question):
    assert kept(State(question=question)) == State(question=question)


def test_all_fields_come_back_as_they_were():
    said = ({"reply": "utter_greet", "words": {"shopper": "Ada"}, "buttons": [], "card": None},)
    state = State(
        question=QUESTIONS["a free text"],
        task=FULL,
        focus=("1",),
        shown=("2", "1"),
        parked=(FULL, BARE),
        waiting=({"text": "and then", "intent": {"name": "greet"}},),
        done=Done("cancel_order", ("1", "2")),
        misses=2,
        said=said,
        subject="refund",
        row="CAN-03",
        tried=("CAN-03", "cancel_order"),
        handover="T-1",
        is_over=True,
        turn=7,
    )
    assert kept(state) == state


def test_a_new_conversation_keeps_nothing_but_its_version():
    assert to_json(State()) == {"version": VERSION}


@pytest.mark.parametrize("body", [None, {}, {"version": VERSION + 1, "misses": 2}, {"misses": 2}])
def test_a_state_of_another_version_is_a_new_conversation(body):
    assert from_json(body) == State()


def test_a_question_stays_open_for_half_an_hour():
    state = State(question=QUESTIONS["a free text"], parked=(BARE,))
    assert state.at(AT + QUESTION_LIFETIME) == state


def test_after_that_it_is_closed_and_what_waited_is_let_go():
    state = State(question=QUESTIONS["a free text"], parked=(BARE,), waiting=({"text": "more"},))
    later = state.at(AT + QUESTION_LIFETIME + timedelta(seconds=1))
    assert (later.question, later.parked, later.waiting) == (None, (), ())


def test_what_was_talked_about_is_remembered_longer_than_a_question():
    state = State(question=QUESTIONS["a free text"], focus=("1",), done=Done("cancel_order", ("1",)))
    later = state.at(AT + timedelta(days=1))
    assert (later.focus, later.done) == (("1",), state.done)


def test_a_request_about_other_orders_keeps_all_else():
    other = FULL.about("3")
    assert (other.order_ids, other.reason, other.items) == (("3",), FULL.reason, FULL.items)
