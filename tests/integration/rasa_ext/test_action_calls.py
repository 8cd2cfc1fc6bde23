"""Action calls over real HTTP: what a turn makes of a server that is slow, away or odd."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from rasa.utils.endpoints import ClientResponseError

from bot.rasa_ext.action_calls import HttpActions
from bot.rasa_ext.faults import ActionFailed

CALL = {"next_action": "action_x", "sender_id": "c", "tracker": {"events": [], "latest_message": {}}}


def call_server(handler: Callable[[web.Request], Awaitable[web.StreamResponse]], times: int = 1) -> dict:
    """The answer of the last of ``times`` calls to a server that answers with ``handler``."""

    async def run() -> dict:
        app = web.Application()
        app.router.add_post("/webhook", handler)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]
        calls = HttpActions(f"http://127.0.0.1:{port}/webhook")
        try:
            answers = [await calls.request(json=CALL, method="post", timeout=300) for _ in range(times)]
            return answers[-1]
        finally:
            await calls.close()
            await runner.cleanup()

    return asyncio.run(run())


def test_events_and_responses_come_back():
    async def answer(request: web.Request) -> web.Response:
        return web.json_response({"events": [{"event": "slot", "name": "a", "value": 1}], "responses": []})

    assert call_server(answer)["events"] == [{"event": "slot", "name": "a", "value": 1}]


@pytest.mark.parametrize(
    "response",
    [
        web.Response(status=500, text="Traceback: secret"),
        web.Response(status=401, text="{}"),
        web.Response(status=404, text="{}"),
        web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"}),
        web.Response(status=200, text="<html>"),
        web.Response(status=200, text=""),
        web.Response(status=200, text="[]"),
        web.Response(status=200, text='{"events": [1], "responses": []}'),
        web.Response(status=200, text='{"events": [{"name": "no type"}], "responses": []}'),
    ],
    ids=["500", "401", "404", "redirect", "html", "empty", "list", "wrong event", "event without type"],
)
def test_anything_but_a_proper_answer_is_a_failure(response):
    async def answer(request: web.Request) -> web.Response:
        return response

    with pytest.raises(ActionFailed):
        call_server(answer)


def test_an_action_that_declines_is_no_failure():
    async def answer(request: web.Request) -> web.Response:
        return web.json_response({"action_name": "action_x", "error": "no"}, status=400)

    with pytest.raises(ClientResponseError):
        call_server(answer)


def test_a_server_that_is_away_is_a_failure():
    async def call() -> None:
        await HttpActions("http://127.0.0.1:9/webhook").request(json=CALL)

    with pytest.raises(ActionFailed, match="did not answer"):
        asyncio.run(call())


def test_a_server_that_never_answers_is_a_failure(monkeypatch):
    monkeypatch.setattr("bot.rasa_ext.action_calls.CALL_TIMEOUT_SECONDS", 0.2)

    async def answer(request: web.Request) -> web.Response:
        await asyncio.sleep(2)
        return web.Response()

    with pytest.raises(ActionFailed, match="did not answer"):
        call_server(answer)


def test_a_kept_connection_that_was_cut_is_tried_once_more():
    seen: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append("call")
        if len(seen) == 2:
            request.transport.abort()
        return web.json_response({"events": [], "responses": []})

    call_server(answer, times=2)
    assert len(seen) == 3
