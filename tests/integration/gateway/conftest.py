"""The gateway on its real parts: a SQLite file, and a scripted turn server on a loopback port."""

import asyncio
import socket
import threading
import time
import uuid
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.gateway.assembly import gateway_from
from bot.gateway.tokens import mint_chat_token
from bot.settings import load_settings
from bot.store.clock import SystemClock
from bot.store.database import open_database
from bot.turn import verify_turn

SECRET = "a secret of the tests that is long enough"
PATIENCE_SECONDS = 30


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def eventually(condition):
    """Wait until ``condition`` gives something true; fail after half a minute."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.02)
    return pytest.fail("what was waited for did not happen")


class Served:
    """An ASGI app on a loopback port, in a thread; can be stopped and started again on the same port."""

    def __init__(self, app, port):
        self._app, self.port = app, port
        self.start()

    def start(self):
        config = uvicorn.Config(self._app, port=self.port, log_level="critical", ws="none", lifespan="on")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        eventually(lambda: self._server.started)

    def stop(self):
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(PATIENCE_SECONDS)


class TurnServer:
    """Answers turns as the contract says: a signed turn once, the same message id with the same words again.

    ``effects`` are the message ids carried out, each as often as it was. ``hold`` keeps turns waiting.
    """

    def __init__(self):
        self.effects, self.asked = [], []
        self.hold = threading.Event()
        self.hold.set()
        self.error = None
        self._done = {}
        routes = [Route("/turn", self._turn, methods=["POST"]), Route("/health", lambda _: JSONResponse({}))]
        self.served = Served(Starlette(routes=routes), free_port())

    @property
    def url(self):
        return f"http://127.0.0.1:{self.served.port}"

    async def _turn(self, request: Request):
        body = await request.json()
        caller = verify_turn(body["token"], body["conversation_id"], SECRET)
        self.asked.append((caller.customer_id, body["text"]))
        if self.error:
            return JSONResponse({"error": {"code": self.error, "message": "x"}}, status_code=503)
        if caller.message_id not in self._done:
            self.effects.append(body["text"])
            buttons = [{"title": "Yes", "payload": "/affirm"}]
            self._done[caller.message_id] = [{"text": f"You said: {body['text']}", "buttons": buttons}]
        while not self.hold.is_set():
            await asyncio.sleep(0.01)
        return JSONResponse({"messages": self._done[caller.message_id]})


class Shopper:
    """A client with a shopper's token."""

    def __init__(self, base_url, customer_id="c-1"):
        headers = {"Authorization": f"Bearer {mint_chat_token(customer_id, SECRET, 600)}"}
        self.http = httpx.Client(base_url=base_url, headers=headers, timeout=60, trust_env=False)

    def send(self, message, client_id=None, **more):
        body = {"message": message, "client_id": client_id or str(uuid.uuid4()), **more}
        return self.http.post("/chat/messages", json=body)

    def history(self):
        return self.http.get("/chat/messages").json()["messages"]

    def bot_texts(self):
        return [line["text"] for line in self.history() if line["sender"] == "bot"]


@pytest.fixture
def turn_server():
    server = TurnServer()
    yield server
    server.hold.set()
    server.served.stop()


@pytest.fixture
def environment(tmp_path, turn_server):
    """What a gateway process needs to find the same database and turn server again."""
    return {
        "BOT_STATE_DIR": str(tmp_path),
        "CHAT_JWT_SECRET": SECRET,
        "BOT_TURN_URL": turn_server.url,
        "BOT_MESSAGES_PER_MINUTE": "1000",
        "BOT_PORT": str(free_port()),
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }


@pytest.fixture
def base_url(environment):
    return f"http://127.0.0.1:{environment['BOT_PORT']}"


@pytest.fixture
def shopper(base_url):
    return Shopper(base_url)


@pytest.fixture
def another_shopper(base_url):
    return Shopper(base_url, "c-2")


@pytest.fixture(name="eventually")
def eventually_fixture():
    return eventually


@pytest.fixture
def serve(environment):
    """Starts the gateway in a thread of its own; stops it after the test."""
    running = []

    def start():
        settings = load_settings(environment)
        app = gateway_from(settings, open_database(settings.database_url), SystemClock())
        running.append(Served(app, settings.port))
        return running[-1]

    yield start
    for served in running:
        served.stop()
