"""A tiny trained model, and a conversation with it in this process."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot.orders.errors import StoreUnavailable
from bot.turn import Caller, sign_turn

SECRET = "a secret for tests only"
TOY = Path(__file__).parents[2] / "fixtures" / "toy"


@pytest.fixture(scope="session")
def toy_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from bot.training import Project, train

    folder = tmp_path_factory.mktemp("toy")
    patch = pytest.MonkeyPatch()
    patch.setenv("RASA_CACHE_DIRECTORY", str(folder / "cache"))
    model = train(Project(TOY), folder / "models", say=lambda _line: None)
    patch.undo()
    return model


class Rows:
    """Keeps conversations as JSON text, like the real store, and can be taken away."""

    def __init__(self) -> None:
        self.bodies: dict[str, str] = {}
        self.available = True

    def load(self, conversation_id: str) -> dict | None:
        self._check()
        text = self.bodies.get(conversation_id)
        return None if text is None else json.loads(text)

    def save(self, conversation_id: str, body: dict) -> None:
        self._check()
        self.bodies[conversation_id] = json.dumps(body)

    def _check(self) -> None:
        if not self.available:
            raise StoreUnavailable("The store was taken away.")


@dataclass
class ToyActions:
    """Answers action calls like an action server, and remembers them."""

    calls: list[dict] = field(default_factory=list)

    async def __call__(self, call: dict[str, Any]) -> tuple[int, dict]:
        self.calls.append(call)
        return getattr(self, call["next_action"])(call["tracker"])

    def action_count(self, tracker: dict) -> tuple[int, dict]:
        visits = (tracker["slots"]["visits"] or 0) + 1
        return 200, {"events": [{"event": "slot", "name": "visits", "value": visits}], "responses": []}

    def action_cancel(self, tracker: dict) -> tuple[int, dict]:
        return 200, {"events": [], "responses": []}

    def validate_cancel_form(self, tracker: dict) -> tuple[int, dict]:
        return 200, {"events": [], "responses": []}

    def action_break(self, tracker: dict) -> tuple[int, dict]:
        return 500, {"error": {"code": "action_failed"}}

    def names(self) -> list[str]:
        return [call["next_action"] for call in self.calls]


class Talk:
    """One conversation with the toy model."""

    def __init__(self, model: Path) -> None:
        from bot.rasa_ext.action_calls import DirectActions
        from bot.rasa_ext.turns import TurnRunner

        self.rows = Rows()
        self.actions = ToyActions()
        self.now = datetime.now(timezone.utc)
        self.id = uuid4().hex
        self.runner = TurnRunner(model, self.rows, DirectActions(self.actions), SECRET, lambda: self.now)

    def heard(self, text: str, message_id: str | None = None, **changes: str) -> Any:
        from bot.rasa_ext.turns import Heard

        message_id = message_id or uuid4().hex
        token = sign_turn(Caller("c-1", self.id, message_id), SECRET)
        return Heard(
            **{"token": token, "conversation_id": self.id, "message_id": message_id, "text": text, **changes}
        )

    def turn(self, text: str, message_id: str | None = None) -> Any:
        return asyncio.run(self.runner.run(self.heard(text, message_id)))

    def say(self, text: str, message_id: str | None = None) -> list[str]:
        """The texts of the answer."""
        return [message.get("text") for message in self.turn(text, message_id).messages]

    def slot(self, name: str) -> Any:
        return asyncio.run(self.runner.tracker_of(self.id)).get_slot(name)

    def events(self) -> list[dict]:
        return json.loads(self.rows.bodies[self.id])["events"]

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture(scope="session")
def toy_talk(toy_model: Path) -> Talk:
    """The model loaded once; use `talk` in tests."""
    return Talk(toy_model)


@pytest.fixture
def talk(toy_talk: Talk) -> Talk:
    toy_talk.rows.bodies.clear()
    toy_talk.rows.available = True
    toy_talk.actions.calls.clear()
    toy_talk.now = datetime.now(timezone.utc)
    toy_talk.id = uuid4().hex
    return toy_talk
