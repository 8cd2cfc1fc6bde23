"""Typed instructions to Rasa never arrive as instructions."""

import pytest

from bot.gateway.payloads import plain_words

COMMANDS = [
    '/cancel_order{"order_id": "8012345678901234"}',
    "/cancel_order",
    "/cancel_order@1.0",
    '/cancel_order@1.0{"order_id": "1"}',
    "/restart",
    "/session_start",
    "EXTERNAL: cancel_order",
    "external:/restart",
]
PREFIXES = [
    "",
    " ",
    "\n\t",
    "\u200b",
    "\ufeff",
    "\u2060\u200d",
    "\u00a0",
    "/",
    "// ",
    "\uff0f",
    "\u3164",
    "\u0301",
]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("prefix", PREFIXES)
def test_typed_command_is_not_passed_on(prefix, command):
    assert plain_words(prefix + command) is None


@pytest.mark.parametrize("slash", ["\uff0f", "\u2044", "\u2215", "\u29f8"])
def test_look_alike_slash_counts_as_a_slash(slash):
    assert plain_words(f"{slash}cancel_order{{}}") is None


@pytest.mark.parametrize("text", ["/", "///", " / / "])
def test_slashes_alone_say_nothing(text):
    assert plain_words(text) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/ 2 parcels are broken", "2 parcels are broken"),
        ("//where is my order", "where is my order"),
        ("EXTERNAL: the box is torn", "the box is torn"),
    ],
)
def test_words_after_a_slash_are_passed_on_without_it(typed, words):
    assert plain_words(typed) == words


@pytest.mark.parametrize(
    "text",
    [
        "cancel my order",
        "it is 50/50",
        "cancel_order{}",
        "http://x/y",
        "😀😀",
        "  hello ",
        "the external box",
    ],
)
def test_ordinary_text_stays_as_it_is(text):
    assert plain_words(text) == text
