"""When a form takes a message as the answer to its question, and when it leaves it to the dialogue."""

import asyncio

import pytest
from rasa_sdk import Tracker
from rasa_sdk.interfaces import ActionExecutionRejection

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
