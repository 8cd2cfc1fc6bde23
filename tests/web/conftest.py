"""The demo page in a real browser: scripted replies, a SQLite file, headless Chromium."""

import asyncio
import json
import shutil
import socket
import subprocess
import threading
import time

import httpx
import pytest
import uvicorn

from bot.gateway.app import build_app
from bot.gateway.patience import Patience
from bot.orders.policy import Policy
from bot.settings import Settings
from bot.store.clock import SystemClock
from bot.store.conversations import Conversations
from bot.store.database import open_database

WAIT_SECONDS = 30
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --remote-debugging-port=0"
)


class ScriptedTurns:
    """Says back what it is told, or what ``replies`` holds for it; ``texts`` are the turns it ran."""

    def __init__(self):
        self.texts, self.replies = [], {}

    async def run(self, turn):
        self.texts.append(turn.text)
        return self.replies.get(turn.text, [{"text": f"You said: {turn.text}"}])

    async def is_healthy(self):
        return True


class Shopfront:
    def customers(self):
        return [{"id": "c-1", "name": "Ada Brook"}, {"id": "c-2", "name": "Ben Hill"}]

    def orders(self, customer_id):
        order = {"order_id": "8012345678901234", "title": f"Lamp of {customer_id}", "total": "$19.90"}
        return [
            {**order, "placed_at": "2026-11-20T10:00:00+00:00", "stage": "shipped", "seller": "Brightside"}
        ]


def debugging_port(folder):
    """The port Chromium writes into its folder once it listens."""
    file = folder / "DevToolsActivePort"
    deadline = time.monotonic() + WAIT_SECONDS
    while not (file.is_file() and "\n" in file.read_text()):
        assert time.monotonic() < deadline, "Chromium did not start"
        time.sleep(0.05)
    return file.read_text().splitlines()[0]


async def connected(address):
    import websockets

    return await websockets.connect(address, max_size=None)


class Browser:
    """One page of headless Chromium, spoken to over its debugging protocol."""

    def __init__(self, folder):
        command = [CHROMIUM, *FLAGS.split(), f"--user-data-dir={folder}", "about:blank"]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self._loop = asyncio.new_event_loop()
        self._count = 0
        pages = httpx.get(f"http://127.0.0.1:{debugging_port(folder)}/json", trust_env=False).json()
        (page,) = [each for each in pages if each["type"] == "page"]
        self._socket = self._loop.run_until_complete(connected(page["webSocketDebuggerUrl"]))
        self.command("Page.enable")
        self.command("Network.enable")

    def command(self, method, **parameters):
        """The result of one command of the protocol."""
        return self._loop.run_until_complete(self._command(method, parameters))

    def run(self, script):
        """The value of a script's ``return``."""
        expression = f"(async () => {{ {script} }})()"
        found = self.command("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def wait_for(self, condition):
        """Wait until a JavaScript condition holds."""
        deadline = time.monotonic() + WAIT_SECONDS
        while not self.run(f"try {{ return Boolean({condition}) }} catch {{ return false }}"):
            assert time.monotonic() < deadline, f"did not happen: {condition}"
            time.sleep(0.05)

    def open(self, url, width=1200):
        self.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False
        )
        self.command("Page.navigate", url=url)
        self.wait_for("document.querySelector('.line') && document.querySelector('.order')")

    def say(self, text):
        self.run(
            f"document.getElementById('message').value = {json.dumps(text)};"
            "document.getElementById('composer').requestSubmit();"
        )

    def texts(self, sender):
        script = f"return [...document.querySelectorAll('.{sender} .bubble')].map((node) => node.textContent)"
        return self.run(script)

    def wait_for_text(self, text):
        self.wait_for(f"document.getElementById('log').textContent.includes({json.dumps(text)})")

    def close(self):
        self._loop.run_until_complete(self._socket.close())
        self._process.terminate()
        self._process.wait()
        self._loop.close()

    async def _command(self, method, parameters):
        self._count += 1
        await self._socket.send(json.dumps({"id": self._count, "method": method, "params": parameters}))
        while True:
            answer = json.loads(await asyncio.wait_for(self._socket.recv(), WAIT_SECONDS))
            if answer.get("id") == self._count:
                assert "error" not in answer, answer["error"]
                return answer["result"]


@pytest.fixture
def turns():
    return ScriptedTurns()


@pytest.fixture
def shop_url(tmp_path, turns):
    """The address of a running demo shop."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = Settings(tmp_path, tmp_path, "", "a secret of the tests that is long enough", Policy())
    conversations = Conversations(open_database(f"sqlite:///{tmp_path / 'bot.db'}"))
    app = build_app(settings, conversations, turns, SystemClock(), shopfront=Shopfront(), patience=Patience())
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + WAIT_SECONDS
    while not server.started:
        assert time.monotonic() < deadline, "the gateway did not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = server.force_exit = True
    thread.join(WAIT_SECONDS)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install it to test the page in a browser")
    pytest.importorskip("websockets")
    browser = Browser(tmp_path_factory.mktemp("chromium"))
    yield browser
    browser.close()


@pytest.fixture
def page(chromium, shop_url):
    """The demo shop, open in the browser."""
    chromium.open(shop_url)
    return chromium
