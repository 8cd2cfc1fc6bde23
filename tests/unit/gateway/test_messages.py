"""What a message may look like; anything else is refused in a sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gateway.errors import ApiError
from bot.gateway.messages import ShopperMessage, parse_message

CLIENT_ID = "5f3c9d0e-8d53-4a8e-9a5a-1f6f2f6f0c11"


def body(**changes):
    return json.dumps({"message": "hello", "client_id": CLIENT_ID, **changes}).encode()


def refusal_of(content):
    with pytest.raises(ApiError) as caught:
        parse_message(content)
    return caught.value.status, caught.value.code


def test_words_are_taken_as_they_are():
    assert parse_message(body(message="Where’s my order?\nThanks")) == ShopperMessage(
        "Where’s my order?\nThanks", CLIENT_ID
    )


def test_pressed_button_keeps_title_and_payload():
    message = parse_message(body(message="Yes, cancel it", payload="/affirm"))
    assert (message.text, message.payload) == ("Yes, cancel it", "/affirm")


def test_emoji_alone_are_a_message():
    assert parse_message(body(message="😀👍🏽")).text == "😀👍🏽"


def test_two_thousand_characters_are_taken():
    assert len(parse_message(body(message="x" * 2000)).text) == 2000


def test_longer_message_is_refused():
    assert refusal_of(body(message="x" * 2001)) == (413, "message_too_long")


@pytest.mark.parametrize("blank", ["", " ", "\n\t ", "\u200b\u2060", "\u3000", "\x00\x01"])
def test_blank_message_gets_a_helpful_refusal(blank):
    assert refusal_of(body(message=blank)) == (400, "empty_message")


def test_nul_and_other_controls_are_taken_out():
    assert parse_message(body(message="a\x00b\x1bc\x7fd\x85e")).text == "abcde"


def test_line_ends_become_newlines():
    assert parse_message(body(message="a\r\nb\rc\nd\te")).text == "a\nb\nc\nd\te"


@pytest.mark.parametrize("field", ["message", "payload"])
def test_lone_surrogate_is_refused(field):
    assert refusal_of(body(**{field: "x\ud800y"})) == (400, "bad_characters")


@pytest.mark.parametrize("found", [None, 5, 1.5, True, [], {}, ["hello"]])
def test_message_of_another_type_is_refused(found):
    assert refusal_of(body(message=found)) == (400, "bad_message")


@pytest.mark.parametrize("found", [5, True, [], {}])
def test_payload_of_another_type_is_refused(found):
    assert refusal_of(body(payload=found)) == (400, "bad_payload")


@pytest.mark.parametrize(
    "found", [None, 5, "", "short", "x" * 65, "a b c d e f g", "abcdefgh\n", "ä" * 8, []]
)
def test_client_id_that_is_none_is_refused(found):
    assert refusal_of(body(client_id=found)) == (400, "bad_client_id")


@pytest.mark.parametrize("field", ["sender", "metadata", "customer_id", "slots"])
def test_field_nobody_asked_for_is_refused(field):
    assert refusal_of(body(**{field: "c-2"})) == (400, "unknown_field")


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"{", b"null", b"[]", b'"text"', b"7", b"\xff\xfe", "{}".encode("utf-16"), b"[" * 60_000],
)
def test_body_that_is_no_json_object_is_refused(content):
    assert refusal_of(content) == (400, "invalid_json")


def as_body(text):
    return json.dumps({"message": text, "client_id": CLIENT_ID}).encode()


@given(st.binary(max_size=200) | st.text(max_size=200).map(as_body))
def test_any_body_is_taken_or_refused_and_never_breaks(content):
    try:
        parse_message(content)
    except ApiError as error:
        assert error.status in (400, 413)
