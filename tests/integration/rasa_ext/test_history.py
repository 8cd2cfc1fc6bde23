"""Long conversations stay short in the store and behave as if nothing had been folded."""

from bot.rasa_ext.history import KEPT_TURNS, TURNS_BEFORE_FOLDING


def users(talk) -> int:
    return sum(event["event"] == "user" for event in talk.events())


def chat(talk, turns: int) -> None:
    for _ in range(turns):
        talk.say("tell me a joke")


def test_a_short_conversation_is_stored_whole(talk):
    chat(talk, TURNS_BEFORE_FOLDING)
    assert users(talk) == TURNS_BEFORE_FOLDING


def test_a_long_conversation_is_stored_as_its_last_turns(talk):
    chat(talk, TURNS_BEFORE_FOLDING + 1)
    assert users(talk) == KEPT_TURNS


def test_slots_survive_folding(talk):
    talk.say("hello")
    chat(talk, 40)
    assert talk.slot("visits") == 1


def test_a_slot_set_again_keeps_its_last_value_through_folding(talk):
    talk.say("hello")
    talk.say("hello")
    chat(talk, 40)
    talk.say("hello")
    assert talk.slot("visits") == 3


def test_a_story_that_spans_the_cut_is_followed(talk):
    chat(talk, TURNS_BEFORE_FOLDING - 1)
    talk.say("drift along")
    assert talk.say("fold paper")[0].startswith("Hello")


def test_the_last_answer_can_be_repeated_right_after_folding(talk):
    chat(talk, TURNS_BEFORE_FOLDING)
    first = talk.say("hello", message_id="m1")
    assert (talk.say("hello", message_id="m1"), talk.slot("visits")) == (first, 1)


def test_no_rewind_is_ever_stored(talk):
    for text in ("hello", "cancel my order", "tell me a joke", "number 12345", "xyzzy plugh"):
        talk.say(text)
    assert not {"rewind", "undo", "restart"} & {event["event"] for event in talk.events()}


def test_a_form_the_model_no_longer_has_is_left(talk, monkeypatch):
    talk.say("cancel my order")
    stored = talk.rows.bodies[talk.id]
    talk.rows.bodies[talk.id] = stored.replace('"cancel_form"', '"gone_form"')
    assert talk.say("hello") == ["Hello one"]


def test_a_slot_the_model_no_longer_has_does_no_harm(talk):
    talk.say("hello")
    talk.rows.bodies[talk.id] = talk.rows.bodies[talk.id].replace('"visits"', '"gone_slot"')
    talk.say("hello")
    assert talk.slot("visits") == 1
