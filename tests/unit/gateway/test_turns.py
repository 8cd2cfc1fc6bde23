"""What the turn server's answers mean to the gateway."""

import json

import httpx
import pytest

from bot.gateway.ports import Turn
from bot.gateway.turns import HttpTurns, TurnRejected, TurnUnavailable
from bot.turn import verify_turn

pytestmark = pytest.mark.anyio
SECRET = "a secret of the tests that is long enough"
TURN = Turn("c-1", "ab" * 16, 7, "hello")


@pytest.fixture
def anyio_backend():
    return "asyncio"


def turns_answering(answer):
    client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    return HttpTurns(client, "http://turns/", SECRET)


def always(status, body):
    return turns_answering(lambda request: httpx.Response(status, json=body))


async def test_turn_is_sent_signed_for_its_shopper_and_conversation():
    asked = []

    def answer(request):
        asked.append((str(request.url), json.loads(request.content)))
        return httpx.Response(200, json={"messages": [{"text": "hi"}]})

    assert await turns_answering(answer).run(TURN) == [{"text": "hi"}]
    ((address, body),) = asked
    assert address == "http://turns/turn"
    assert (body["conversation_id"], body["message_id"], body["text"]) == ("ab" * 16, "7", "hello")
    caller = verify_turn(body["token"], "ab" * 16, SECRET)
    assert (caller.customer_id, caller.message_id) == ("c-1", "7")


async def test_only_known_keys_of_a_message_are_passed_on():
    message = {
        "text": "hi",
        "image": "http://elsewhere",
        "buttons": [{"title": "Yes", "payload": "/affirm", "type": "x"}],
        "custom": {"type": "receipt", "lines": [["Order", "1"]]},
    }
    (found,) = await always(200, {"messages": [message]}).run(TURN)
    assert found == {
        "text": "hi",
        "buttons": [{"title": "Yes", "payload": "/affirm"}],
        "custom": {"type": "receipt", "lines": [["Order", "1"]]},
    }


async def test_characters_nobody_can_store_are_replaced():
    content = b'{"messages": [{"text": "a\\u0000\\ud800b", "custom": {"lines": [["x\\ud800"]]}}]}'
    turns = turns_answering(lambda request: httpx.Response(200, content=content))
    assert await turns.run(TURN) == [{"text": "a?b", "custom": {"lines": [["x?"]]}}]


@pytest.mark.parametrize(
    "body",
    [{"messages": []}, {"messages": [{}]}, {"messages": None}, {}, [], {"messages": [{"buttons": [1]}]}],
)
async def test_answer_that_shows_nothing_is_a_fault_and_not_silence(body):
    with pytest.raises(TurnRejected):
        await always(200, body).run(TURN)


async def test_answer_that_is_no_json_is_a_fault():
    turns = turns_answering(lambda request: httpx.Response(200, content=b"<html>"))
    with pytest.raises(TurnRejected):
        await turns.run(TURN)


@pytest.mark.parametrize(
    ("status", "code", "may_have_acted"),
    [
        (503, "not_ready", False),
        (401, "turn_refused", False),
        (503, "action_failed", True),
        (503, "store_unavailable", True),
        (500, "whatever", True),
    ],
)
async def test_refused_turn_can_be_tried_again(status, code, may_have_acted):
    with pytest.raises(TurnUnavailable) as caught:
        await always(status, {"error": {"code": code, "message": "x"}}).run(TURN)
    assert caught.value.may_have_acted is may_have_acted


@pytest.mark.parametrize(
    "body", [[], {}, {"error": "text"}, {"error": {"code": 5}}, {"error": {"code": "a b\n"}}]
)
async def test_error_without_a_clean_code_is_not_repeated_in_words(body):
    with pytest.raises(TurnUnavailable) as caught:
        await always(503, body).run(TURN)
    assert str(caught.value) in {"status 503", "unknown"}


@pytest.mark.parametrize(
    ("fault", "may_have_acted"),
    [
        (httpx.ConnectError, False),
        (httpx.ConnectTimeout, False),
        (httpx.ReadTimeout, True),
        (httpx.ReadError, True),
    ],
)
async def test_lost_connection_says_whether_the_turn_may_have_begun(fault, may_have_acted):
    def answer(request):
        raise fault("lost")

    with pytest.raises(TurnUnavailable) as caught:
        await turns_answering(answer).run(TURN)
    assert caught.value.may_have_acted is may_have_acted


async def test_message_the_server_will_not_take_is_rejected():
    with pytest.raises(TurnRejected):
        await always(400, {"error": {"code": "bad_text", "message": "x"}}).run(TURN)


@pytest.mark.parametrize(("status", "is_healthy"), [(200, True), (503, False), (302, False)])
async def test_health_is_what_the_server_says(status, is_healthy):
    assert await always(status, {}).is_healthy() is is_healthy
