"""Conversations with the real model, the real actions and a real store: one fresh store for each test."""

import asyncio
import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.state import Choose, Confirm, Describe, State, from_json
from bot.orders.policy import Policy
from bot.settings import Settings

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
SECRET = "a secret that only the conversation tests use"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, **period: float) -> None:
        self.at += timedelta(**period)


# The clock of the store that is open: the model is loaded once, and reads it for each turn.
_CLOCKS = [Clock(NOON)]


@dataclass(frozen=True)
class Answer:
    """What the bot said to one message."""

    messages: tuple[dict[str, Any], ...]
    slots: dict[str, Any]

    @property
    def text(self) -> str:
        return "\n".join(message.get("text", "") for message in self.messages)

    @property
    def row(self) -> str | None:
        """The guidance row of the answer."""
        return self.slots.get("guidance_row")

    @property
    def question(self) -> str | None:
        """What is asked now: the change that waits for a yes, choose_order, or such as describe_dispute."""
        match self._state.question:
            case Confirm() as question:
                return question.write
            case Choose() as question:
                return question.what if question.what == "near_order" else f"choose_{question.what}"
            case Describe() as question:
                return f"describe_{question.what}"
        return None

    @property
    def order_ids(self) -> tuple[str, ...]:
        """The orders that are talked about."""
        return self._state.focus

    @property
    def _state(self) -> State:
        return from_json(self.slots.get("dialogue"))

    @property
    def buttons(self) -> dict[str, str]:
        """Titles and payloads of all buttons."""
        pairs = (button for message in self.messages for button in message.get("buttons", []))
        return {button["title"]: button["payload"] for button in pairs}

    @property
    def cards(self) -> dict[str, dict[str, Any]]:
        """The custom messages by their type."""
        return {
            message["custom"]["type"]: message["custom"] for message in self.messages if "custom" in message
        }


class Shopper:
    """One shopper talking to the bot."""

    def __init__(self, desk: "Conversations", customer_id: str | None) -> None:
        self._desk = desk
        self.customer_id = customer_id
        self.conversation_id = uuid.uuid4().hex

    def say(self, text: str, message_id: str | None = None) -> Answer:
        """The bot's answer; give a ``message_id`` to deliver the same message twice."""
        return self._desk.deliver(self, text, message_id or uuid.uuid4().hex)

    def press(self, answer: Answer, title: str) -> Answer:
        """The bot's answer to a button of an earlier answer."""
        return self.say(answer.buttons[title])


class Conversations:
    """The model, the actions and the store that a test talks to."""

    def __init__(self, office: Any, clock: Clock, runner: Any, loop: asyncio.AbstractEventLoop) -> None:
        self.office = office
        self.clock = clock
        self._runner = runner
        self._loop = loop

    def shopper(self, customer_id: str | None = "c-1") -> Shopper:
        return Shopper(self, customer_id)

    def deliver(self, shopper: Shopper, text: str, message_id: str) -> Answer:
        from bot.rasa_ext.turns import Heard
        from bot.turn import Caller, sign_turn

        token = sign_turn(Caller(shopper.customer_id, shopper.conversation_id, message_id), SECRET)
        heard = Heard(token, shopper.conversation_id, message_id, text)
        turn = self._loop.run_until_complete(self._runner.run(heard))
        return Answer(tuple(turn.messages), turn.slots)

    def order(self, order_id: str, customer_id: str = "c-1") -> Any:
        with self.office.database.unit_of_work() as uow:
            return uow.orders.get(order_id, customer_id)

    def happens(self, order_id: str, **fields: Any) -> None:
        """Change fields of an order behind the shopper's back, as the seller or the courier would."""
        from sqlalchemy import update

        from bot.store.tables import orders

        with self.office.database.transaction() as connection:
            connection.execute(update(orders).where(orders.c.id == order_id).values(**fields))


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model; ``make test`` trains it first."""
    from bot.models import open_registry

    file = open_registry(Path("models").resolve()).current_model()
    assert file is not None, "There is no model yet: run `bot train` first."
    return file


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def runner(model: Path, loop: asyncio.AbstractEventLoop) -> Any:
    """The model with the actions called in this process; rows and clock are replaced for each test."""
    from actions.server import open_desk
    from bot.rasa_ext.action_calls import DirectActions
    from bot.rasa_ext.turns import TurnRunner

    return TurnRunner(
        model, MemoryRows(), DirectActions(open_desk(SECRET).call), SECRET, now=lambda: _CLOCKS[-1].now()
    )


class MemoryRows:
    """Trackers kept in memory: each conversation of a test has an id of its own."""

    def __init__(self) -> None:
        self._rows: dict[str, dict] = {}

    def load(self, conversation_id: str) -> dict | None:
        return self._rows.get(conversation_id)

    def save(self, conversation_id: str, body: dict) -> None:
        self._rows[conversation_id] = body


@pytest.fixture
def talk(tmp_path: Path, runner: Any, loop: asyncio.AbstractEventLoop) -> Callable[..., Conversations]:
    """Opens a store with these orders, and lets shoppers talk to the bot on it.

    Called with order JSON bodies (see ``an_order``); customers c-1 (United States) and c-2 (Japan)
    and one seller for each way of answering are always there.
    """
    from bot.bootstrap import build_office, use_office
    from bot.store.loading import load_orders

    def open_store(*orders: dict, coupons: tuple[dict, ...] = ()) -> Conversations:
        clock = Clock(NOON)
        settings = Settings(
            state_dir=tmp_path,
            models_dir=tmp_path,
            database_url=f"sqlite:///{tmp_path / 'bot.db'}",
            chat_secret=SECRET,
            policy=Policy(),
        )
        _CLOCKS[:] = [clock]
        office = build_office(settings, clock.now)
        file = tmp_path / "orders.json"
        file.write_text(_order_json(orders, coupons), encoding="utf-8")
        load_orders(office.database, file, now=clock.now(), reset=True)
        use_office(office)
        return Conversations(office, clock, runner, loop)

    return open_store


def _order_json(orders: tuple[dict, ...], coupons: tuple[dict, ...]) -> str:
    sellers = [
        {"id": f"s-{reply}", "name": name, "auto_reply": reply}
        for reply, name in (
            ("accept", "Fernhill Goods"),
            ("refuse", "Quayside Audio"),
            ("silent", "Old Mill"),
        )
    ]
    customers = [
        {"id": "c-1", "name": "Ada Moss", "email": "ada@example.org", "country": "US"},
        {"id": "c-2", "name": "Kenji Abe", "email": "kenji@example.org", "country": "JP"},
    ]
    return json.dumps(
        {
            "format": 1,
            "currency": "USD",
            "sellers": sellers,
            "customers": customers,
            "coupons": list(coupons),
            "orders": list(orders),
        }
    )


STAGES = {
    "unpaid": {"placed_at": "-2h"},
    "payment_processing": {"placed_at": "-1h", "paid_at": "-1h"},
    "to_ship": {"placed_at": "-1d", "paid_at": "-1d", "payment_settled_at": "-1d"},
    "shipped": {
        "placed_at": "-6d",
        "paid_at": "-6d",
        "payment_settled_at": "-6d",
        "shipped_at": "-4d",
        "estimated_delivery": "+5d",
        "tracking_number": "RX123456789",
    },
    "late": {
        "placed_at": "-30d",
        "paid_at": "-30d",
        "payment_settled_at": "-30d",
        "shipped_at": "-28d",
        "estimated_delivery": "-3d",
        "tracking_number": "RX123456789",
    },
    "delivered": {
        "placed_at": "-12d",
        "paid_at": "-12d",
        "payment_settled_at": "-12d",
        "shipped_at": "-10d",
        "delivered_at": "-2d",
        "tracking_number": "RX123456789",
    },
    "seller_cancelled": {
        "placed_at": "-4d",
        "paid_at": "-4d",
        "payment_settled_at": "-4d",
        "cancelled_at": "-1d",
        "cancelled_by": "seller",
        "cancel_reason": "out_of_stock",
    },
    "buyer_cancelled": {
        "placed_at": "-4d",
        "paid_at": "-4d",
        "payment_settled_at": "-4d",
        "cancelled_at": "-1d",
        "cancelled_by": "buyer",
        "cancel_reason": "other",
    },
}


@pytest.fixture
def an_order() -> Callable[..., dict]:
    """Builds the JSON of one order at a stage; keyword arguments replace its fields."""

    def build(
        stage: str = "to_ship", order_id: str = "8012345678904321", title: str = "Desk lamp", **more: Any
    ):
        return {
            "id": order_id,
            "customer_id": "c-1",
            "seller_id": "s-silent",
            **STAGES[stage],
            "total": "19.90",
            "payment": {"method": "card", "label": "Visa ••4242", "amount": "19.90"},
            "items": [{"id": "i-1", "title": title, "price": "19.90", "quantity": 1}],
            **more,
        }

    return build
