"""A gateway on fakes: conversations in memory, a turn server that does as told, a clock to move."""

import asyncio
import time
import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import httpx
import pytest

from bot.gateway.app import build_app
from bot.gateway.patience import Patience
from bot.gateway.ports import Turn
from bot.gateway.tokens import mint_chat_token
from bot.gateway.turns import TurnUnavailable
from bot.orders.errors import StoreUnavailable
from bot.orders.policy import Policy
from bot.settings import Settings

SECRET = "a secret of the tests that is long enough"
QUICK = Patience(retry_seconds=0.05, reply_seconds=5, look_seconds=0.02, reminder_seconds=0.02)


@dataclass(frozen=True)
class Conversation:
    id: str
    subject: str
    customer_id: str | None
    state: str = "bot"
    generation: int = 0

    @property
    def rasa_id(self):
        return f"{self.id}{self.generation:04x}"


@dataclass(frozen=True)
class Stored:
    id: int
    sender: str
    text: str | None
    buttons: tuple
    custom: dict | None
    at: datetime
    client_id: str | None = None
    reply_to: int | None = None


@dataclass(frozen=True)
class Received:
    message_id: int
    fresh: bool
    status: str
    conflict: bool


@dataclass(frozen=True)
class Unfinished:
    message_id: int
    conversation: Conversation
    text: str
    payload: str | None
    at: datetime


class FakeConversations:
    """The inbox and history of bot.store in memory.

    ``is_broken`` makes every call fail; the message ``slow_text`` is kept at once, but said so late.
    """

    def __init__(self):
        self.opened = {}
        self.lines = []
        self.status = {}
        self.payloads = {}
        self.is_broken = False
        self.slow_text = None

    def open(self, conversation_id, subject, customer_id, now):
        self._check()
        return self.opened.setdefault(conversation_id, Conversation(conversation_id, subject, customer_id))

    def restart(self, conversation_id, now):
        self._check()
        old = self.opened[conversation_id]
        self.opened[conversation_id] = replace(old, state="bot", generation=old.generation + 1)
        return self.opened[conversation_id]

    def set_state(self, conversation_id, state):
        self.opened[conversation_id] = replace(self.opened[conversation_id], state=state)

    def receive(self, conversation_id, client_id, text, payload, now):
        self._check()
        for owner, line in self.lines:
            if owner == conversation_id and line.client_id == client_id:
                conflict = (line.text, self.payloads[line.id]) != (text, payload)
                return Received(line.id, False, self.status[line.id], conflict)
        line = self._add(conversation_id, "shopper", {"text": text}, now, client_id=client_id)
        self.status[line.id], self.payloads[line.id] = "received", payload
        if text == self.slow_text:
            time.sleep(0.3)
        return Received(line.id, True, "received", False)

    def answer(self, message_id, messages, now):
        return self._close(message_id, messages, now, "answered")

    def fail(self, message_id, messages, now):
        return self._close(message_id, messages, now, "failed")

    def say(self, conversation_id, sender, message, now):
        self._check()
        return self._add(conversation_id, sender, message, now)

    def replies_to(self, message_id):
        self._check()
        return [line for _, line in self.lines if line.reply_to == message_id]

    def history(self, conversation_id, after, limit):
        self._check()
        found = [line for owner, line in self.lines if owner == conversation_id]
        return [line for line in found if line.id > after][:limit] if after else found[-limit:]

    def unfinished(self, limit):
        self._check()
        return [
            Unfinished(line.id, self.opened[owner], line.text, self.payloads[line.id], line.at)
            for owner, line in self.lines
            if self.status.get(line.id) == "received"
        ][:limit]

    def offered(self, conversation_id, payload):
        self._check()
        buttons = [
            button for owner, line in self.lines if owner == conversation_id for button in line.buttons
        ]
        return any(button["payload"] == payload for button in buttons)

    def _close(self, message_id, messages, now, status):
        self._check()
        owner = next(owner for owner, line in self.lines if line.id == message_id)
        self.status[message_id] = status
        return [self._add(owner, "bot", message, now, reply_to=message_id) for message in messages]

    def _add(self, conversation_id, sender, message, now, **more):
        buttons = tuple(message.get("buttons", ()))
        text, custom = message.get("text"), message.get("custom")
        line = Stored(len(self.lines) + 1, sender, text, buttons, custom, now, **more)
        self.lines.append((conversation_id, line))
        return line

    def _check(self):
        if self.is_broken:
            raise StoreUnavailable("the test broke the store")


class ScriptedTurns:
    """A turn server that echoes, waits, offers buttons or fails as told; remembers every turn."""

    def __init__(self):
        self.turns: list[Turn] = []
        self.is_down = False
        self.fault = None
        self.replies = {}
        self.gate = asyncio.Event()
        self.gate.set()
        self.is_up_by_its_own_word = None

    async def run(self, turn):
        if self.is_down:
            raise TurnUnavailable("ConnectError", may_have_acted=False)
        self.turns.append(turn)
        await self.gate.wait()
        if self.fault is not None:
            raise self.fault
        return self.replies.get(turn.text, [{"text": f"You said: {turn.text}"}])

    async def is_healthy(self):
        return not self.is_down if self.is_up_by_its_own_word is None else self.is_up_by_its_own_word

    @property
    def texts(self):
        return [turn.text for turn in self.turns]


class MovedClock:
    def __init__(self):
        self.passed = timedelta(0)

    def now(self):
        return datetime.now(timezone.utc) + self.passed


class FakeShopfront:
    def customers(self):
        return [{"id": "c-1", "name": "Ada Brook"}, {"id": "c-2", "name": "Ben Hill"}]

    def orders(self, customer_id):
        return [{"order_id": f"of-{customer_id}"}]


class Gateway:
    """One gateway with its fakes, and the calls of a shopper."""

    def __init__(self, tmp_path: Path, conversations=None, **changes):
        self.conversations = conversations or FakeConversations()
        self.turns = ScriptedTurns()
        self.clock = MovedClock()
        self.settings = Settings(tmp_path, tmp_path, "", SECRET, Policy(), **changes)
        self.patience = QUICK
        self.reminders = None
        self.client: httpx.AsyncClient = None
        self.address = "127.0.0.1"

    @asynccontextmanager
    async def running(self):
        app = build_app(
            self.settings,
            self.conversations,
            self.turns,
            self.clock,
            reminders=self.reminders,
            shopfront=FakeShopfront(),
            patience=self.patience,
        )
        transport = httpx.ASGITransport(app, client=(self.address, 1))
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://shop") as self.client,
        ):
            yield self

    def bearer(self, customer_id="c-1"):
        return {"Authorization": f"Bearer {mint_chat_token(customer_id, SECRET, 60)}"}

    async def send(self, message, *, client_id=None, customer_id="c-1", **more):
        body = {"message": message, "client_id": client_id or str(uuid.uuid4()), **more}
        return await self.client.post("/chat/messages", json=body, headers=self.bearer(customer_id))

    async def post(self, content, customer_id="c-1"):
        return await self.client.post("/chat/messages", content=content, headers=self.bearer(customer_id))

    async def history(self, after=0, customer_id="c-1"):
        address = f"/chat/messages?after={after}"
        response = await self.client.get(address, headers=self.bearer(customer_id))
        return response.json()["messages"]

    async def bot_texts(self, customer_id="c-1"):
        return [
            line["text"] for line in await self.history(customer_id=customer_id) if line["sender"] == "bot"
        ]


async def eventually(condition):
    """Wait until ``condition`` (a function, maybe async) gives something true; fail after ten seconds."""
    for _ in range(1000):
        found = condition()
        if asyncio.iscoroutine(found):
            found = await found
        if found:
            return
        await asyncio.sleep(0.01)
    pytest.fail("what was waited for did not happen")


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
def make_gateway(tmp_path):
    return lambda **changes: Gateway(tmp_path, **changes)


@pytest.fixture
async def gateway(make_gateway):
    async with make_gateway().running() as running:
        yield running


@pytest.fixture(name="eventually")
def eventually_fixture():
    return eventually


@pytest.fixture
def secret():
    return SECRET
