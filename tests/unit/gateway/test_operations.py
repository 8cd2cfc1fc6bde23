"""Alive, ready, counted."""

import pytest

pytestmark = pytest.mark.anyio


async def test_gateway_is_alive_even_if_nothing_else_is(gateway):
    gateway.turns.is_down = True
    gateway.conversations.is_broken = True
    assert (await gateway.client.get("/health")).status_code == 200


async def test_gateway_is_ready_when_all_parts_answer(gateway):
    response = await gateway.client.get("/ready")
    assert (response.status_code, response.json()["parts"]) == (200, {"store": True, "turn_server": True})


async def test_gateway_is_not_ready_without_the_turn_server(gateway):
    gateway.turns.is_down = True
    response = await gateway.client.get("/ready")
    assert response.status_code == 503
    assert response.json()["error"] == {"code": "not_ready", "message": "Not ready yet: turn_server."}


async def test_gateway_is_not_ready_without_the_store(gateway):
    gateway.conversations.is_broken = True
    response = await gateway.client.get("/ready")
    assert response.status_code == 503
    assert response.json()["parts"] == {"store": False, "turn_server": True}


async def test_metrics_count_turns_and_requests(gateway):
    await gateway.send("hello")
    await gateway.send("/restart")
    text = (await gateway.client.get("/metrics")).text
    assert 'bot_turns_total{outcome="answered"} 1' in text
    assert 'bot_turns_total{outcome="command"} 1' in text
    assert 'bot_requests_total{route="/chat/messages",status="200"} 2' in text
    assert "bot_turn_seconds_count 1" in text
    assert 'bot_turn_seconds_bucket{le="+Inf"} 1' in text
    assert "bot_messages_waiting 0" in text


async def test_metrics_count_what_waits(gateway):
    gateway.turns.is_down = True
    await gateway.send("hello")
    assert "bot_messages_waiting 1" in (await gateway.client.get("/metrics")).text


async def test_metrics_are_for_this_machine_only(make_gateway):
    gateway = make_gateway()
    gateway.address = "203.0.113.9"
    async with gateway.running():
        response = await gateway.client.get("/metrics")
        assert (response.status_code, response.json()["error"]["code"]) == (403, "loopback_only")


async def test_every_answer_forbids_foreign_scripts(gateway):
    for path in ("/", "/health", "/nothing", "/static/chat.js"):
        policy = (await gateway.client.get(path)).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
