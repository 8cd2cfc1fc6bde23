"""The action server: who may run an action, and what comes back when one goes wrong."""

import asyncio
import json
import logging
import threading
import time

import pytest
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection
from starlette.testclient import TestClient

from actions.server import BODY_LIMIT_BYTES, ActionDesk, build_app
from bot.orders.errors import StoreUnavailable
from bot.turn import Caller, sign_turn

SECRET = "a secret for tests only"
ran: list[str] = []


def action_good(dispatcher, tracker, domain):
    ran.append(tracker.sender_id)
    dispatcher.utter_message(text="done")
    return [{"event": "slot", "name": "a", "value": 1}]


async def action_waiting(dispatcher, tracker, domain):
    await asyncio.sleep(0)
    return []


def action_slow(dispatcher, tracker, domain):
    time.sleep(0.5)


def action_thread(dispatcher, tracker, domain):
    ran.append(threading.current_thread().name)


def action_declines(dispatcher, tracker, domain):
    raise ActionExecutionRejection("action_declines", "PLANTED-MARKER")


def action_breaks(dispatcher, tracker, domain):
    raise ValueError("PLANTED-MARKER")


def action_no_store(dispatcher, tracker, domain):
    raise StoreUnavailable("PLANTED-MARKER")


@pytest.fixture
def desk() -> ActionDesk:
    executor = ActionExecutor()
    for name, action in list(globals().items()):
        if name.startswith("action_"):
            executor.register_function(name, action)
    ran.clear()
    return ActionDesk(executor, SECRET)


@pytest.fixture
def client(desk: ActionDesk) -> TestClient:
    return TestClient(build_app(desk))


def call(name: str = "action_good", sender: str = "conv", token: object = "valid") -> dict:
    if token == "valid":
        token = sign_turn(Caller("c-1", "conv", "m1"), SECRET)
    message = {"text": "PLANTED-MARKER", "metadata": {"turn": token}}
    tracker = {"sender_id": sender, "slots": {}, "latest_message": message, "events": []}
    return {"next_action": name, "sender_id": sender, "tracker": tracker}


def test_a_call_with_a_fresh_token_runs_the_action(client):
    answer = client.post("/webhook", json=call()).json()
    assert (answer["events"], answer["responses"][0]["text"]) == (
        [{"event": "slot", "name": "a", "value": 1}],
        "done",
    )


@pytest.mark.parametrize("token", [None, "", "forged", 7, {}, []])
def test_a_call_without_a_valid_token_runs_nothing(client, token):
    response = client.post("/webhook", json=call(token=token))
    assert (response.status_code, ran) == (401, [])


def test_a_token_of_another_conversation_runs_nothing(client):
    assert (client.post("/webhook", json=call(sender="victim")).status_code, ran) == (401, [])


def test_a_stale_token_runs_nothing(client):
    from datetime import datetime, timedelta, timezone

    old = sign_turn(Caller("c-1", "conv", "m1"), SECRET, datetime.now(timezone.utc) - timedelta(minutes=3))
    assert (client.post("/webhook", json=call(token=old)).status_code, ran) == (401, [])


def test_a_call_that_names_two_conversations_runs_nothing(client):
    body = call()
    body["tracker"]["sender_id"] = "victim"
    assert (client.post("/webhook", json=body).status_code, ran) == (401, [])


def test_an_unknown_action_is_404_only_with_a_token(client):
    with_token = client.post("/webhook", json=call("action_none"))
    without = client.post("/webhook", json=call("action_none", token=None))
    assert (with_token.status_code, without.status_code) == (404, 401)


def test_an_action_may_be_a_coroutine(client):
    assert client.post("/webhook", json=call("action_waiting")).status_code == 200


def test_an_action_that_declines_gives_400_with_its_name(client):
    response = client.post("/webhook", json=call("action_declines"))
    assert (response.status_code, response.json()["action_name"]) == (400, "action_declines")


def test_an_action_that_breaks_gives_500(client):
    assert client.post("/webhook", json=call("action_breaks")).status_code == 500


def test_a_store_that_is_away_gives_503(client):
    response = client.post("/webhook", json=call("action_no_store"))
    assert (response.status_code, response.json()["error"]["code"]) == (503, "store_unavailable")


@pytest.mark.parametrize("name", ["action_declines", "action_breaks", "action_no_store", "action_none"])
def test_neither_words_of_the_shopper_nor_of_an_exception_leave_the_server(client, caplog, name):
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/webhook", json=call(name)).text
    assert "PLANTED-MARKER" not in answer + caplog.text


def test_a_broken_action_is_logged_with_kind_and_place(client, caplog):
    client.post("/webhook", json=call("action_breaks"))
    assert "action_breaks failed: ValueError at test_server.py:" in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b"[" * 100_000,
        b'{"next_action": "action_good", "sender_id": "conv", "tracker": null}',
        b'{"next_action": {}, "sender_id": "conv", "tracker": {}}',
    ],
)
def test_a_body_of_another_shape_is_400(client, body):
    assert client.post("/webhook", content=body).status_code == 400


@pytest.mark.parametrize("message", [None, 3, "text", [], {"metadata": None}, {"metadata": "x"}])
def test_a_message_of_another_shape_is_401(client, message):
    body = call()
    body["tracker"]["latest_message"] = message
    assert client.post("/webhook", json=body).status_code == 401


def test_a_body_that_is_too_long_is_400(client):
    body = call()
    body["filler"] = "x" * BODY_LIMIT_BYTES
    assert (client.post("/webhook", json=body).status_code, ran) == (400, [])


def test_a_compressed_body_is_400(client):
    response = client.post("/webhook", content=json.dumps(call()), headers={"Content-Encoding": "deflate"})
    assert (response.status_code, ran) == (400, [])


def test_actions_run_off_the_event_loop(client):
    client.post("/webhook", json=call("action_thread"))
    assert ran[0].startswith("action")


def test_a_slow_action_stops_nobody_else(desk):
    async def slow_and_quick() -> list[str]:
        finished: list[str] = []

        async def run(name: str) -> None:
            await desk.call(call(name))
            finished.append(name)

        await asyncio.gather(run("action_slow"), run("action_good"))
        return finished

    assert asyncio.run(slow_and_quick()) == ["action_good", "action_slow"]


@pytest.mark.parametrize("path", ["/", "/actions", "/status"])
def test_nothing_else_is_served(client, path):
    assert client.get(path).status_code == 404


def test_health_answers(client):
    assert client.get("/health").json() == {"status": "ok"}
