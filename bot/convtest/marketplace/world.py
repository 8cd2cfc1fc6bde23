"""This project as a world: its model loaded once, a fresh store for each case."""

import asyncio
import shutil
import tempfile
from collections.abc import Collection
from datetime import datetime, timezone
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.bootstrap import Office, use_office
from bot.convtest.case import Case
from bot.convtest.covering.universe import Universe
from bot.convtest.marketplace.decided import Decided, decisions_noted
from bot.convtest.marketplace.seeding import SeededStores
from bot.convtest.marketplace.suite.cases import suite_cases
from bot.convtest.marketplace.talk import MarketplaceTalk
from bot.convtest.marketplace.universe import universe_of
from bot.convtest.world import World, WorldError
from bot.guidance.table import rows
from bot.models import ModelRefused, open_registry
from bot.orders.policy import Policy
from bot.settings import Settings
from bot.store.clock import MovableClock
from bot.store.snapshot import Snapshot
from bot.training import Project

# More outcomes of one row than this make a report harder to read than none.
MOST_OUTCOMES = 3

GUEST = "guest"
DEFAULT_NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
_SECRET = "the conversation tests sign their turns with this"


class MarketplaceWorld(World):
    """The model in use, the actions called in this process, and stores laid over ``shop``.

    ``shop`` is an order JSON; the demo data without it.
    """

    def __init__(self, root: Path, model: Path | None = None, shop: dict[str, Any] | None = None) -> None:
        self._root = root
        self._model = model_of(root) if model is None else named_model(root, model)
        self._folder = Path(tempfile.mkdtemp(prefix="convtest-"))
        self._stores = SeededStores(self._folder, shop)
        self._loop = asyncio.new_event_loop()
        self._clock = MovableClock(DEFAULT_NOW)
        self._rows = MemoryTrackers()
        self._noting = decisions_noted()
        self.decided: list[Decided] = self._noting.__enter__()

    def load(self) -> None:
        _ = self.runner

    def open(self, case: Case) -> MarketplaceTalk:
        """A conversation of this case; the one opened before is over."""
        self.load()
        self._clock = MovableClock(case.now or DEFAULT_NOW)
        self._rows.forget()
        customer_id = None if case.customer in (None, GUEST) else case.customer
        database, rows = self._stores.open(case.orders, self._clock.now())
        _require_customer(customer_id, rows)
        office = Office(self._settings(), database, self._clock.now)
        use_office(office)
        return MarketplaceTalk(self, office, self._clock, rows, case, customer_id)

    def run(self, heard: Any) -> Any:
        """The turn of a message, as the turn server would take it."""
        return self._loop.run_until_complete(self.runner.run(heard))

    @cached_property
    def runner(self) -> Any:
        """The loaded model; takes seconds, so only once a message is to be answered."""
        return self._load(self._model)

    def suite(self, path: Path) -> tuple[Case, ...]:
        """A case for every row of the guidance, way to ask and twist."""
        return suite_cases(path, self._root, self._stores, MovableClock(DEFAULT_NOW))

    def rule_text(self, row_id: str, replies: Collection[str] = ()) -> str | None:
        """The outcomes that the guidance gives for a row; if possible that of one of ``replies``."""
        lines = [row for row in rows() if row.id == row_id]
        outcomes = [row.outcome for row in lines if row.reply in replies] or [row.outcome for row in lines]
        return " / ".join(dict.fromkeys(outcomes[:MOST_OUTCOMES])) or None

    def universe(self) -> Universe:
        """The domain, the rules, the guidance and the code of the actions."""
        return universe_of(self._root)

    def preset(self, conversation_id: str, slots: dict[str, Any]) -> None:
        """Begin the conversation with these slots set."""
        at = self._clock.now().timestamp()
        events = [{"event": "action", "name": "action_session_start", "timestamp": at}]
        events += [{"event": "session_started", "timestamp": at}]
        events += [{"event": "slot", "name": k, "value": v, "timestamp": at} for k, v in slots.items()]
        events += [{"event": "action", "name": "action_listen", "timestamp": at}]
        self._rows.save(conversation_id, {"format": 1, "events": events})

    def close(self) -> None:
        self._noting.__exit__(None, None, None)
        self._stores.close()
        self._loop.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _load(self, model: Path) -> Any:
        # Rasa takes seconds to import: only once a case is really run
        from bot.rasa_ext.quiet import keep_rasa_quiet
        from bot.rasa_ext.without_tensorflow import components_of_model, leave_out_tensorflow

        keep_rasa_quiet()
        leave_out_tensorflow(components_of_model(model))
        from actions.server import open_desk
        from bot.rasa_ext.action_calls import DirectActions
        from bot.rasa_ext.turns import TurnRunner

        actions = DirectActions(open_desk(_SECRET).call)
        return TurnRunner(model, self._rows, actions, _SECRET, now=lambda: self._clock.now())

    def _settings(self) -> Settings:
        """The defaults, whatever stands in the environment: a test means the same on every machine."""
        return Settings(
            state_dir=self._folder,
            models_dir=self._folder,
            database_url="",
            chat_secret=_SECRET,
            policy=Policy(),
        )


class MemoryTrackers:
    """The dialogue state of one case, kept in memory."""

    def __init__(self) -> None:
        self._rows: dict[str, dict] = {}

    def load(self, conversation_id: str) -> dict | None:
        return self._rows.get(conversation_id)

    def save(self, conversation_id: str, body: dict) -> None:
        self._rows[conversation_id] = body

    def forget(self) -> None:
        self._rows.clear()


def _require_customer(customer_id: str | None, rows: Snapshot) -> None:
    known = [row["id"] for row in rows["customers"].values()]
    if customer_id is not None and customer_id not in known:
        raise WorldError(
            f"There is no customer {customer_id!r} in the store; there are {', '.join(known)}, and guest."
        )


def model_of(root: Path) -> Path:
    """The model in use, made from the files as they are now.

    Raises:
        WorldError: when there is none, it was changed, or it was made from other files.
    """
    try:
        registry = open_registry(root / "models")
        file = registry.current_model()
    except ModelRefused as error:
        raise WorldError(f"{error} Run `bot train`.") from error
    if file is None:
        raise WorldError("There is no model yet. Run `bot train` first.")
    model = registry.find(file.name)
    if model is not None and model.fingerprint != Project(root).fingerprint():
        raise WorldError(
            f"The model {file.name} does not match the files: domain, data or configuration have changed "
            "since it was trained. Run `bot train`."
        )
    return file


def named_model(root: Path, model: Path) -> Path:
    """``model``, when it was trained on the domain of this project; it need not be registered.

    Raises:
        WorldError: when there is none of that name, or it was trained on another domain.
    """
    # reads the domain, and Rasa prints whole messages unless told otherwise before it is imported
    from bot.convtest.rasa_world.project import model_file, require_same_domain
    from bot.rasa_ext.quiet import keep_rasa_quiet

    keep_rasa_quiet()
    file = model_file(root / "models", model)
    require_same_domain(file, root, "bot train")
    return file


def open_world(root: Path, model: Path | None = None) -> World:
    """What pytest's setting ``convtest_world`` names."""
    return MarketplaceWorld(root, model)
