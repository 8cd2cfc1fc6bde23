"""The requests of one message: which is served at once, in which order, and what still waits."""

from datetime import datetime, timezone

import pytest

from bot.dialogue.heard import ANSWER
from bot.dialogue.state import Confirm, Describe, Request, State
from bot.dialogue.waiting import MOST_WAITING, kept, parts_of, still_waiting

AT = datetime(2026, 11, 28, 12, tzinfo=timezone.utc)
CONFIRM = Confirm("q1.0", AT, "cancel_order", ("1",), Request("cancel_order", order_ids=("1",)))
DESCRIBE = Describe("q1.0", AT, "dispute", Request("open_dispute", order_ids=("1",)))


def part(text, intent, answer=None, words=None):
    """One request as it was parsed; ``answer`` is what it is to an open question."""
    meaning = {"references": {"include": [{"words": [words], "text": words}]}} if words else {}
    if answer:
        kinds = ("confirm_cancel_order", "describe_dispute")
        meaning["answers"] = {kind: [[answer, 0.95]] for kind in kinds}
    return {
        "text": text,
        "intent": {"name": intent, "confidence": 0.9},
        "intent_ranking": [{"name": intent, "confidence": 0.9}],
        "entities": [],
        "meaning": meaning,
    }


def message(text, *requests, answer=None):
    """A message with these requests in it; as a whole it is the first of them."""
    return {**part(text, requests[0]["intent"]["name"], answer), "requests": list(requests)}


def names(parts):
    return [each["intent"]["name"] for each in parts]


CANCEL = part("cancel the lamp", "cancel_order", words="lamp")
REFUND = part("when do I get my money", "refund_status")
PERSON = part("get me a person", "human_handoff")
YES = part("yes", "affirm", answer="yes")


def test_a_message_of_one_request_is_that_request():
    assert parts_of(CANCEL, State()) == (CANCEL,)


def test_two_requests_come_in_the_order_they_were_written():
    both = message("cancel the lamp and when do I get my money", CANCEL, REFUND)
    assert names(parts_of(both, State())) == ["cancel_order", "refund_status"]


def test_a_person_comes_first_and_is_told_the_whole_message():
    both = message("cancel the lamp and get me a person", CANCEL, PERSON)
    first, *rest = parts_of(both, State())
    assert (first["intent"]["name"], first["text"]) == ("human_handoff", both["text"])
    assert rest == [CANCEL]


def test_a_yes_to_the_open_question_is_an_answer():
    assert names(parts_of(YES, State(question=CONFIRM))) == [ANSWER]


def test_a_yes_without_a_question_is_no_answer():
    assert names(parts_of(YES, State())) == ["affirm"]


def test_a_yes_before_another_request_is_an_answer_and_the_request_follows():
    both = message("yes and when do I get my money", YES, REFUND)
    assert names(parts_of(both, State(question=CONFIRM))) == [ANSWER, "refund_status"]


def test_a_message_that_answers_as_a_whole_is_not_taken_apart():
    told = message("it is broken and I want it gone", CANCEL, REFUND, answer="answer")
    assert names(parts_of(told, State(question=DESCRIBE))) == [ANSWER]


def test_another_request_at_an_open_question_stays_what_it_is():
    other = part("when do I get my money", "refund_status", answer="other")
    assert names(parts_of(other, State(question=CONFIRM))) == ["refund_status"]


def test_what_waits_is_kept_while_something_else_is_written():
    assert still_waiting(State(waiting=(REFUND,)), YES) == (REFUND,)


def test_what_is_asked_for_again_does_not_wait_twice():
    assert still_waiting(State(waiting=(REFUND, CANCEL)), REFUND) == (CANCEL,)


def test_the_same_wish_about_another_thing_still_waits():
    other = part("cancel the rug", "cancel_order", words="rug")
    assert still_waiting(State(waiting=(CANCEL,)), other) == (CANCEL,)


def test_the_same_wish_about_nothing_named_takes_the_place_of_what_waits():
    assert still_waiting(State(waiting=(CANCEL,)), part("cancel it", "cancel_order")) == ()


@pytest.mark.parametrize("intent", ["human_handoff", "goodbye"])
def test_a_person_and_a_goodbye_leave_nothing_waiting(intent):
    assert still_waiting(State(waiting=(REFUND,)), part("some words", intent)) == ()


def test_no_more_than_a_few_are_kept_and_the_first_of_them():
    many = [part(f"wish {count}", "refund_status") for count in range(MOST_WAITING + 2)]
    assert kept(many) == tuple(many[:MOST_WAITING])
