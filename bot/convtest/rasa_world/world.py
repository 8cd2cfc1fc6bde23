"""A Rasa project as a world: its model loaded once, its actions in this process, a clock for each case."""

import asyncio
import os
import random
from collections.abc import Collection, Coroutine, Iterator
from datetime import datetime, timezone
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bot.convtest.case import Case, Expectation, Guidance, StoreChanged
from bot.convtest.covering.universe import Universe
from bot.convtest.rasa_world.clock import CaseClock
from bot.convtest.rasa_world.project import model_file, registered_actions, require_same_domain
from bot.convtest.rasa_world.universe import universe_of
from bot.convtest.world import Store, World, WorldError

if TYPE_CHECKING:
    from bot.convtest.rasa_world.processor import CaseProcessor
    from bot.convtest.rasa_world.talk import RasaTalk

DEFAULT_NOW = datetime(2026, 1, 5, 12, tzinfo=timezone.utc)
_HOOK = (
    "open the world with RasaWorld(root, model, store=…); "
    "docs/tutorials/first-conversation-test.md shows such a store."
)
Outcome = TypeVar("Outcome")


class RasaWorld(World):
    """A project with config.yml, domain.yml (or domain/), data/, models/ and a package of actions.

    ``model`` is the model file to talk to, the newest of ``models/`` where it is None. ``actions`` is the
    name of the package with the custom actions, ``models`` the folder of the models. ``store`` is what
    the actions read and write; without one the checks `store` and `guidance` are refused.

    Raises:
        WorldError: when the model, the domain or the actions cannot be used; says what to do.
    """

    def __init__(
        self,
        root: Path,
        model: Path | None = None,
        *,
        actions: str = "actions",
        models: str = "models",
        store: Store | None = None,
    ) -> None:
        os.environ["RASA_TELEMETRY_ENABLED"] = "false"
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
        self.root, self.project_store = root, store
        self._model = model_file(root / models, model)
        domain = require_same_domain(self._model, root)
        self._actions = registered_actions(actions, root, domain)
        self._actions_package = actions
        self._loop = asyncio.new_event_loop()
        self._opened = 0

    def load(self) -> None:
        _ = self.processor

    def open(self, case: Case) -> "RasaTalk":
        """A conversation of this case; the one opened before is over."""
        from bot.convtest.rasa_world.talk import RasaTalk

        self._require_store(case)
        clock = CaseClock(case.now or DEFAULT_NOW)
        if self.project_store is not None:
            self.project_store.begin(case, clock.now)
        self._opened += 1
        self.processor.begin(f"conversation-test-{self._opened}")
        _make_choices_repeatable()
        return RasaTalk(self, clock, case)

    def run(self, turn: Coroutine[Any, Any, Outcome]) -> Outcome:
        """What the coroutine returns. When it is interrupted nothing of it goes on behind the next case."""
        try:
            return self._loop.run_until_complete(turn)
        except BaseException:
            self._give_up_what_waits()
            raise

    @cached_property
    def processor(self) -> "CaseProcessor":
        """The loaded model; takes seconds."""
        # Rasa takes seconds to import: only once a case is really run
        from bot.convtest.rasa_world.actions import ActionsHere
        from bot.convtest.rasa_world.processor import CaseProcessor

        return CaseProcessor(self._model, ActionsHere(self._actions))

    def rule_text(self, row_id: str, replies: Collection[str] = ()) -> str | None:
        return self.project_store.rule_text(row_id, replies) if self.project_store else None

    def universe(self) -> Universe:
        """What domain, rules and stories name, and the branches of the package of actions."""
        return universe_of(self.root, self._actions_package)

    def close(self) -> None:
        if self.project_store is not None:
            self.project_store.close()
        self._loop.close()

    def _require_store(self, case: Case) -> None:
        asked_for = next(_asked_of_store(case), None) if self.project_store is None else None
        if asked_for:
            raise WorldError(f"{asked_for} needs a store, and this project has given none: {_HOOK}")
        rules = [each for each in _checks(case) if isinstance(each.check, Guidance)]
        if rules and self.project_store.answered_by(()) is None:
            raise WorldError(
                f"'guidance' on line {rules[0].line} needs rules, and the store of this project names none: "
                "give it a method answered_by(events); docs/tutorials/first-conversation-test.md shows one."
            )

    def _give_up_what_waits(self) -> None:
        waiting = asyncio.all_tasks(self._loop)
        for task in waiting:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*waiting, return_exceptions=True))


def open_world(root: Path, model: Path | None = None) -> World:
    """What pytest's setting ``convtest_world`` names, for a project without a store of its own."""
    return RasaWorld(root, model)


def _asked_of_store(case: Case) -> Iterator[str]:
    """What the case has or checks that only a store can give, in the words of its file."""
    if case.customer is not None:
        yield f"'customer' of the case on line {case.line}"
    if case.orders:
        yield f"'orders' of the case on line {case.line}"
    for each in _checks(case):
        if isinstance(each.check, StoreChanged | Guidance):
            yield f"'{each.key}' on line {each.line}"


def _checks(case: Case) -> Iterator[Expectation]:
    yield from case.opening
    for step in case.steps:
        yield from step.checks


def _make_choices_repeatable() -> None:
    """Rasa draws one of several texts of a reply: always the same in the same case."""
    import numpy

    random.seed(0)
    numpy.random.seed(0)
