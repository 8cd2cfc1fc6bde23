"""One turn after another through a real, tiny model."""

import asyncio

import pytest

from bot.orders.errors import StoreUnavailable, TurnRefused
from bot.rasa_ext.faults import ActionFailed, TurnFailed
from bot.turn import Caller, sign_turn


def test_a_message_is_answered(talk):
    assert talk.say("hello") == ["Hello one"]


def test_buttons_of_a_reply_arrive_with_title_and_payload(talk):
    talk.say("cancel my order")
    asked = talk.turn("number 12345").messages[0]
    assert asked == {"text": "Why?", "buttons": [{"title": "Late", "payload": '/inform{"why": "late"}'}]}


def test_wordings_of_a_reply_are_taken_in_turn(talk):
    assert [talk.say("hello")[0] for _ in range(3)] == ["Hello one", "Hello two", "Hello one"]


def test_slots_last_from_turn_to_turn(talk):
    talk.say("hello")
    talk.say("hello")
    assert talk.slot("visits") == 2


def test_the_same_message_again_gets_the_same_answer_and_runs_nothing(talk):
    first = talk.say("hello", message_id="m1")
    assert (talk.say("hello", message_id="m1"), talk.actions.names()) == (first, ["action_count"])


def test_the_same_text_as_a_new_message_is_a_new_turn(talk):
    talk.say("hello", message_id="m1")
    talk.say("hello", message_id="m2")
    assert talk.actions.names() == ["action_count", "action_count"]


def test_a_failing_action_ends_the_turn_before_words_of_success(talk):
    with pytest.raises(ActionFailed):
        talk.say("break something")
    assert talk.actions.names() == ["action_break"]


def test_nothing_of_a_failed_turn_is_saved(talk):
    talk.say("hello")
    before = talk.events()
    with pytest.raises(ActionFailed):
        talk.say("break something")
    assert talk.events() == before


def test_a_failed_turn_can_be_repeated_once_the_action_works(talk, monkeypatch):
    with pytest.raises(ActionFailed):
        talk.say("break something", message_id="m1")
    done = (200, {"events": [{"event": "slot", "name": "order_id", "value": "7"}], "responses": []})
    monkeypatch.setattr(talk.actions, "action_break", lambda tracker: done, raising=False)
    assert talk.say("break something", message_id="m1") == ["Order 7 is cancelled."]


def test_an_action_answer_of_the_wrong_shape_ends_the_turn(talk, monkeypatch):
    monkeypatch.setattr(
        talk.actions, "action_count", lambda tracker: (200, {"events": "none"}), raising=False
    )
    with pytest.raises(ActionFailed, match="wrong shape"):
        talk.say("hello")


def test_a_failing_form_validation_ends_the_turn(talk, monkeypatch):
    talk.say("cancel my order")
    monkeypatch.setattr(talk.actions, "validate_cancel_form", lambda tracker: (500, {}), raising=False)
    with pytest.raises(ActionFailed):
        talk.say("number 12345")


def test_a_failing_policy_ends_the_turn(talk, monkeypatch):
    def broken(*_args, **_kwargs):
        raise ValueError("secret words")

    monkeypatch.setattr(talk.runner._processor, "_predict_next_with_tracker", broken)
    with pytest.raises(TurnFailed, match="^The turn broke off: ValueError.$"):
        talk.say("hello")


def test_a_turn_without_words_is_a_failure(talk):
    with pytest.raises(TurnFailed, match="mute_it > action_listen"):
        talk.say("mute yourself")


def test_a_reply_with_an_unfilled_placeholder_is_never_shown(talk):
    with pytest.raises(TurnFailed, match="KeyError"):
        talk.say("weather report")


def test_a_store_that_is_away_fails_the_turn(talk):
    talk.rows.available = False
    with pytest.raises(StoreUnavailable):
        talk.say("hello")


def test_after_an_outage_the_conversation_goes_on_where_it_was(talk):
    talk.say("cancel my order")
    talk.rows.available = False
    with pytest.raises(StoreUnavailable):
        talk.say("number 12345")
    talk.rows.available = True
    assert talk.say("number 12345") == ["Why?"]


def test_a_message_without_a_token_is_refused(talk):
    with pytest.raises(TurnRefused):
        asyncio.run(talk.runner.run(talk.heard("hello", token="")))
    assert talk.rows.bodies == {}


def test_a_token_of_another_conversation_is_refused(talk):
    foreign = sign_turn(Caller("c-2", "other", "m1"), "a secret for tests only")
    with pytest.raises(TurnRefused):
        asyncio.run(talk.runner.run(talk.heard("hello", "m1", token=foreign)))


def test_a_token_of_another_message_is_refused(talk):
    token = talk.heard("hello", "m1").token
    with pytest.raises(TurnRefused):
        asyncio.run(talk.runner.run(talk.heard("hello", "m2", token=token)))


def test_an_action_call_carries_the_token_and_the_message_id(talk):
    heard = talk.heard("hello", "m1")
    asyncio.run(talk.runner.run(heard))
    metadata = talk.actions.calls[0]["tracker"]["latest_message"]["metadata"]
    assert metadata == {"turn": heard.token, "message_id": "m1"}


def test_an_action_call_carries_no_domain_and_only_this_turn(talk):
    for _ in range(5):
        talk.say("hello")
    call = talk.actions.calls[-1]
    users = [event for event in call["tracker"]["events"] if event["event"] == "user"]
    assert ("domain" in call, len(users)) == (False, 1)


def test_the_stored_conversation_holds_no_token(talk):
    heard = talk.heard("hello")
    asyncio.run(talk.runner.run(heard))
    assert heard.token not in talk.rows.bodies[talk.id]


def test_two_messages_at_once_are_two_turns_in_order(talk):
    async def both():
        return await asyncio.gather(
            talk.runner.run(talk.heard("hello")), talk.runner.run(talk.heard("hello"))
        )

    asyncio.run(both())
    assert talk.slot("visits") == 2


def test_a_lone_surrogate_and_a_nul_do_no_harm(talk):
    talk.say("hello \ud800 \0")
    assert "\\u0000" not in talk.rows.bodies[talk.id]


def test_a_session_that_is_over_closes_the_open_form(talk):
    talk.say("cancel my order")
    talk.wait(minutes=61)
    assert talk.say("hello") == ["Hello one"]


def test_a_session_that_is_not_over_keeps_the_form_open(talk):
    talk.say("cancel my order")
    talk.wait(minutes=59)
    assert talk.say("number 12345") == ["Why?"]
