"""When a form takes a message as the answer to its question, and when it leaves it to the dialogue."""

import asyncio

import pytest
from rasa_sdk import Tracker
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.return_item import ValidateReturnForm, gives_reason
from actions.seller import ValidateMessageForm

ORDER = {"entity": "order_number", "value": "W1234567"}


def validate(text: str, *entities: dict, asked: str | None) -> list[dict]:
    slots = {"order_id": "W1234567", "requested_slot": asked}
    message = {"text": text, "entities": list(entities), "intent": {"name": "contact_seller"}}
    form = {"name": "message_form"}
    tracker = Tracker("conv", slots, message, [], False, None, form, "message_form")
    return asyncio.run(ValidateMessageForm().run(None, tracker, {}))


def test_a_button_that_begins_a_form_does_not_stop_it():
    events = validate('/contact_seller{"order_number": "W1234567"}', ORDER, asked=None)
    assert {"event": "slot", "timestamp": None, "name": "requested_slot", "value": "message_text"} in events


def test_a_button_pressed_while_a_form_asks_is_left_to_the_dialogue():
    with pytest.raises(ActionExecutionRejection):
        validate('/contact_seller{"order_number": "W1234567"}', ORDER, asked="message_text")


def said(text: str, intent: str, *, asked: str, reason: str | None = "no_longer_needed") -> Tracker:
    entities = [{"entity": "reason", "value": reason}] if reason else []
    message = {"text": text, "entities": entities, "intent": {"name": intent}}
    slots = {"requested_slot": asked}
    return Tracker("conv", slots, message, [], False, None, {"name": "return_form"}, "action_listen")


def test_no_need_any_more_is_a_reason_where_one_is_asked_for():
    tracker = said("dont need it anymore", "deny", asked="return_reason")
    events = asyncio.run(ValidateReturnForm().run(None, tracker, {}))
    assert [(event["name"], event["value"]) for event in events] == [
        ("return_reason", "dont need it anymore"),
        ("requested_slot", None),
    ]


@pytest.mark.parametrize(
    "tracker",
    [
        said("dont need it anymore", "deny", asked="return_items"),
        said("no", "deny", asked="return_reason", reason=None),
        said("changed my mind, i keep it", "deny", asked="return_reason"),
        said("changed my mind, cancel the lamp", "cancel_order", asked="return_reason"),
    ],
    ids=["asked which items", "a plain no", "it is kept", "another wish"],
)
def test_what_gives_no_reason_is_not_taken_for_one(tracker):
    assert not gives_reason(tracker)


def test_not_to_send_it_back_is_no_reason_for_sending_it_back():
    tracker = said("I don't want to send it back", "deny", asked="return_reason")
    tracker.latest_message["entities"].append({"entity": "declined", "value": "return_item"})
    assert not gives_reason(tracker)
