"""The whole product as real processes, started by `bot run` on a free port with a state folder of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from bot.gateway.tokens import mint_chat_token
from bot.models import open_registry
from bot.supervisor import free_port

SECRET = "a secret of 32 characters or more for tests"
SHOPPERS = 12
MODULES = {"turn server": "bot.rasa_ext.server", "action server": "actions.server", "gateway": "bot.gateway"}


def wait_until(condition: Callable[[], Any]) -> Any:
    """What the condition gives once it is true; the test run's own limit ends a wait that never does."""
    while not (found := condition()):
        time.sleep(0.05)
    return found


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


class Product:
    """A running `bot run`."""

    def __init__(self, state_dir: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "BOT_STATE_DIR": str(state_dir),
            "DATABASE_URL": f"sqlite:///{state_dir / 'bot.db'}",
            "CHAT_JWT_SECRET": SECRET,
            "BOT_MESSAGES_PER_MINUTE": "100000",
        }
        self._log = state_dir / "log.txt"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run", "--port", str(self.port)],
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait(self) -> None:
        """Return once all parts can work."""
        wait_until(lambda: self.process.poll() is not None or self.is_ready())
        assert self.process.poll() is None, self.log()

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/ready", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def log(self) -> str:
        return self._log.read_text()

    def children(self) -> dict[str, int]:
        """Process ids of the parts that run now, by name."""
        found = {}
        for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split():
            try:
                words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            except FileNotFoundError:
                continue
            found |= {name: int(pid) for name, module in MODULES.items() if module in words}
        return found

    def signal(self, part: str, number: int) -> int:
        """Send a signal to a part; its process id."""
        pid = wait_until(lambda: self.children().get(part))
        os.kill(pid, number)
        return pid

    def bot(self, *arguments: str) -> str:
        """The output of a `bot` command on the same store."""
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=True
        ).stdout

    def order(self, customer_id: str) -> dict[str, Any]:
        """The one order of a shopper, as it is on record."""
        return json.loads(self.bot("orders", "dump", "--customer", customer_id))["orders"][0]

    def stop(self) -> int:
        """Ask it to stop; the exit code."""
        self.process.terminate()
        return self.process.wait()


class Shopper:
    """A shopper's line to a running product."""

    def __init__(self, product: Product, customer_id: str) -> None:
        self.customer_id = customer_id
        token = mint_chat_token(customer_id, SECRET, 3600)
        self._http = httpx.Client(
            base_url=product.url, headers={"Authorization": f"Bearer {token}"}, timeout=60, trust_env=False
        )

    def say(self, text: str, payload: str | None = None) -> list[dict[str, Any]] | None:
        """The answer; None when the message was not acknowledged because the line broke."""
        body = {"message": text, "client_id": str(uuid4())} | ({"payload": payload} if payload else {})
        try:
            response = self._http.post("/chat/messages", json=body)
        except httpx.HTTPError:
            return None
        return response.json()["messages"] if response.status_code == 200 else None

    def press_yes(self, answer: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
        """The answer to the button of ``answer`` that agrees."""
        buttons = [button for message in answer for button in message.get("buttons", [])]
        yes = next(button for button in buttons if button["title"].startswith("Yes"))
        return self.say(yes["title"], yes["payload"])

    def ask_to_cancel(self) -> list[dict[str, Any]]:
        """The question that comes before cancelling."""
        return self.say("please cancel my order")

    def receipts(self) -> int:
        """How many receipts the shopper has been given."""
        try:
            page = self._http.get("/chat/messages").json()
        except httpx.HTTPError:
            return 0
        return sum(message.get("custom", {}).get("type") == "receipt" for message in page.get("messages", []))


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Everything running, on the model that `make test` trained."""
    assert open_registry(Path("models").resolve()).current_model(), (
        "There is no model: run `bot train` first."
    )
    running = Product(tmp_path_factory.mktemp("state"))
    try:
        running.wait()
        yield running
    finally:
        for part in ("turn server", "action server", "gateway"):
            if pid := running.children().get(part):
                os.kill(pid, signal.SIGCONT)
        running.stop()


@pytest.fixture
def shoppers(product: Product, tmp_path: Path) -> list[Shopper]:
    """Shoppers who are new here, each with one order that can still be cancelled."""
    mark = uuid4().hex[:8]
    orders = tmp_path / "orders.json"
    orders.write_text(json.dumps(_orders(mark)), encoding="utf-8")
    product.bot("orders", "load", str(orders))
    return [Shopper(product, f"{mark}-{number}") for number in range(SHOPPERS)]


def _orders(mark: str) -> dict[str, Any]:
    numbers = range(SHOPPERS)
    start = int(mark, 16) * 1000
    return {
        "format": 1,
        "currency": "USD",
        "sellers": [{"id": f"s-{mark}", "name": "Fernhill Goods", "auto_reply": "silent"}],
        "customers": [
            {"id": f"{mark}-{n}", "name": "Ada Moss", "email": "ada@example.org", "country": "US"}
            for n in numbers
        ],
        "coupons": [],
        "orders": [
            {
                "id": f"{8_000_000_000_000_000 + start + n}",
                "customer_id": f"{mark}-{n}",
                "seller_id": f"s-{mark}",
                "placed_at": "-1d",
                "paid_at": "-1d",
                "payment_settled_at": "-1d",
                "total": "19.90",
                "payment": {"method": "card", "label": "Visa ••4242", "amount": "19.90"},
                "items": [{"id": "i-1", "title": "Desk lamp", "price": "19.90", "quantity": 1}],
            }
            for n in numbers
        ],
    }
