"""What one pytest run of conversation tests holds: the world, opened when first needed, and the results."""

import importlib
import shutil
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from pathlib import Path

import pytest

from bot.convtest.covering.branches import Branches
from bot.convtest.covering.universe import Code
from bot.convtest.result import CaseResult
from bot.convtest.showing.chat_text import failure_text
from bot.convtest.world import World, WorldError


class RunState:
    """One per process: under xdist every worker has a world, the controller has the results."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._opened = False
        self.results: list[CaseResult] = []

    @cached_property
    def world(self) -> World:
        """The world that the setting ``convtest_world`` names.

        Raises:
            WorldError: when it cannot be opened; says what to do.
        """
        name = self._config.getini("convtest_world")
        model = self._config.getoption("conv_model")
        world = _opener(name)(self._config.rootpath, Path(model) if model else None)
        self._opened = True
        return world

    @property
    def counts_coverage(self) -> bool:
        """Whether the run is asked what its conversations reach."""
        return bool(self._config.getoption("conv_cov") or self._config.getoption("conv_cov_fail_under"))

    @cached_property
    def branches(self) -> Branches | None:
        """The branches of the project's code that conversations ran; None when nobody asks."""
        code = self.world.universe().code if self.counts_coverage else Code()
        return Branches(code, self._config.rootpath) if code.folders else None

    def branches_measured(self) -> AbstractContextManager[None]:
        """Count the branches that run in the block, when somebody asks."""
        return self.branches.measured() if self.branches else nullcontext()

    def failure_text(self, result: CaseResult) -> str:
        """A failed case for this terminal."""
        return failure_text(
            result,
            width=min(shutil.get_terminal_size().columns, 120),
            colour=self._config.get_terminal_writer().hasmarkup,
            row_sentence=self.world.rule_text,
            encoding=sys.stdout.encoding or "utf-8",
        )

    def close(self) -> None:
        """Let go of the world, if it was opened."""
        if self._opened:
            self.world.close()


_KEY = pytest.StashKey[RunState]()


def run_state(config: pytest.Config) -> RunState:
    """The state of this run."""
    return config.stash.setdefault(_KEY, RunState(config))


def _opener(name: str) -> Callable[[Path, Path | None], World]:
    module, _, function = name.partition(":")
    try:
        return getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise WorldError(f"convtest_world = {name}: {error}. Name it as package.module:function.") from error
