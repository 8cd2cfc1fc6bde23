"""The turn server's HTTP side."""

import logging

import pytest
from starlette.testclient import TestClient

from bot.rasa_ext.server import BODY_LIMIT_BYTES, build_app


@pytest.fixture
def client(talk) -> TestClient:
    return TestClient(build_app(talk.runner))


def body_of(heard) -> dict:
    return {name: getattr(heard, name) for name in ("token", "conversation_id", "message_id", "text")}


def test_health_names_the_model(client, toy_model):
    assert client.get("/health").json() == {"status": "ok", "model": toy_model.name}


def test_a_turn_is_answered_with_its_messages(client, talk):
    response = client.post("/turn", json=body_of(talk.heard("hello")))
    assert (response.status_code, response.json()) == (200, {"messages": [{"text": "Hello one"}]})


def test_a_bad_token_is_refused_with_401(client, talk):
    response = client.post("/turn", json=body_of(talk.heard("hello", token="forged")))
    assert (response.status_code, response.json()["error"]["code"]) == (401, "turn_refused")


def test_a_failed_action_is_503_and_says_so(client, talk):
    response = client.post("/turn", json=body_of(talk.heard("break something")))
    assert (response.status_code, response.json()["error"]["code"]) == (503, "action_failed")


def test_a_store_that_is_away_is_503_and_says_so(client, talk):
    talk.rows.available = False
    response = client.post("/turn", json=body_of(talk.heard("hello")))
    assert (response.status_code, response.json()["error"]["code"]) == (503, "store_unavailable")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"token": "t"}',
        b'{"token": 1, "conversation_id": "c", "message_id": "m", "text": "x"}',
        b'{"token": "t", "conversation_id": "c", "message_id": "m", "text": {"a": 1}}',
        b"[" * 100_000,
        b"x" * (BODY_LIMIT_BYTES + 1),
    ],
)
def test_a_body_of_another_shape_is_400(client, body):
    response = client.post("/turn", content=body)
    assert (response.status_code, response.json()["error"]["code"]) == (400, "bad_request")


@pytest.mark.parametrize(
    "path", ["/", "/model", "/conversations/x/tracker", "/webhooks/rest/webhook", "/docs"]
)
def test_nothing_else_is_served(client, path):
    assert client.get(path).status_code == 404


def test_what_the_shopper_wrote_is_neither_logged_nor_sent_back(client, talk, caplog):
    with caplog.at_level(logging.DEBUG):
        answers = [
            client.post("/turn", json=body_of(talk.heard(f"{text} PLANTED-MARKER"))).text
            for text in ("break something", "mute yourself", "weather report")
        ]
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert "PLANTED-MARKER" not in " ".join(answers + ours)
