"""Which request of a message is served now, and which waits for how long?"""

from datetime import datetime, timedelta, timezone

import pytest

from bot.rasa_ext.waiting import Waiting, awaits_answer, in_form, in_turn, waiting_from

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)


def parsed(intent, text="words", **entities):
    mentions = [{"entity": kind, "value": value} for kind, value in entities.items()]
    return {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": mentions}


STATUS = parsed("order_status", "where is the lamp", product="lamp")
WAITING = Waiting((STATUS,), NOON)


def test_what_waits_comes_back_from_its_slot():
    assert waiting_from(WAITING.as_json(), NOON + timedelta(minutes=30)) == WAITING


def test_what_has_waited_longer_than_half_an_hour_is_dropped():
    assert waiting_from(WAITING.as_json(), NOON + timedelta(minutes=31)).requests == ()


def test_an_empty_slot_holds_nothing_and_nothing_needs_no_slot():
    assert waiting_from(None, NOON).as_json() is None


@pytest.mark.parametrize("text", ["never mind", "Nevermind!", "forget it", "nvm"])
def test_never_mind_drops_what_waits(text):
    assert WAITING.after(parsed("deny", text)).requests == ()


@pytest.mark.parametrize("text", ["no", "no, keep it", "/deny"])
def test_a_mere_no_keeps_what_waits(text):
    assert WAITING.after(parsed("deny", text)) == WAITING


@pytest.mark.parametrize("intent", ["human_handoff", "goodbye"])
def test_leaving_drops_what_waits(intent):
    assert WAITING.after(parsed(intent)).requests == ()


def test_a_yes_keeps_what_waits():
    assert WAITING.after(parsed("affirm", "yes")) == WAITING


@pytest.mark.parametrize("again", [parsed("order_status"), parsed("order_status", product="lamp")])
def test_what_is_asked_again_waits_no_longer(again):
    assert WAITING.after(again).requests == ()


def test_the_same_question_about_another_order_keeps_what_waits():
    assert WAITING.after(parsed("order_status", product="tent")) == WAITING


def test_a_message_of_one_request_is_served_as_it_stands():
    assert in_turn(STATUS) == (STATUS,)


def test_requests_are_served_in_their_order():
    first, second = parsed("cancel_order"), parsed("order_status")
    assert in_turn({**parsed("nlu_fallback"), "requests": [first, second]}) == (first, second)


def test_a_person_is_called_first_and_reads_the_whole_message():
    first, person = parsed("cancel_order", "cancel it"), parsed("human_handoff", "get me a person")
    whole = {**parsed("cancel_order", "cancel it and get me a person"), "requests": [first, person]}
    assert in_turn(whole) == ({**person, "text": whole["text"]}, first)


def declining(intent):
    said = parsed(intent, "I don't want to do that")
    declined = {"entity": "declined", "value": intent, "start": 0, "end": 5}
    return {**said, "entities": [declined], "requests": [parsed("deny", said["text"])]}


@pytest.mark.parametrize(
    ("form", "intent"),
    [("return_form", "return_item"), ("dispute_form", "open_dispute"), ("message_form", "contact_seller")],
)
def test_declining_what_a_form_is_for_is_a_no_to_it(form, intent):
    assert in_form(declining(intent), form)["intent"]["name"] == "deny"


def test_declining_something_else_is_an_answer_to_a_form_like_any_other():
    said = declining("cancel_order")
    assert in_form(said, "message_form") is said


def question(minutes_ago):
    asked_at = NOON - timedelta(minutes=minutes_ago)
    return {"question": "cancel_order", "question_detail": {"asked_at": asked_at.isoformat()}}


def test_a_question_put_in_this_turn_comes_first():
    assert awaits_answer(question(0), None, {"question"}, NOON)


def test_a_question_of_an_earlier_turn_comes_first_while_it_is_fresh():
    assert awaits_answer(question(30), None, (), NOON)


def test_a_stale_question_holds_nothing_up():
    assert not awaits_answer(question(31), None, (), NOON)


def test_a_question_that_was_closed_holds_nothing_up():
    assert not awaits_answer({"question": None, "question_detail": None}, None, {"question"}, NOON)


def test_an_open_form_comes_first():
    assert awaits_answer({}, "dispute_form", (), NOON)
