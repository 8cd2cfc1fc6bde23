"""A greeting in front of a request is told from the request."""

import pytest

from bot.nlu.greeting import after_greeting


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("hello??? a real person please", "a real person please"),
        ("Good morning, Hi! where is my parcel", "where is my parcel"),
        ("hey there team - is anyone there", "is anyone there"),
    ],
)
def test_what_follows_a_greeting_is_the_request(text, rest):
    assert after_greeting(text) == rest


@pytest.mark.parametrize(
    "text",
    ["hello", "hey there", "hi how's it", "history of my orders please", "", "a hi in the middle"],
)
def test_without_a_greeting_or_much_after_it_nothing_is_left(text):
    assert after_greeting(text) == ""
