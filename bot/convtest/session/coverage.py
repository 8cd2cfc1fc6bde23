"""The coverage of one run: counted once its last conversation is over, shown, and held to a threshold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from bot.convtest.covering.counting import kinds_of
from bot.convtest.covering.repairs import Repairs, read_repairs
from bot.convtest.covering.table import coverage_data, table_lines
from bot.convtest.covering.threshold import shortfalls
from bot.convtest.covering.universe import Kind
from bot.convtest.result import CaseResult
from bot.convtest.session.state import run_state

# Under which name a worker sends its branches.
BRANCHES = "conversation_branches"


@dataclass(frozen=True)
class RunCoverage:
    """What the conversations of a run reached; ``too_low`` says where that is less than wanted."""

    kinds: tuple[Kind, ...]
    matrices: tuple[dict[str, Any], ...] = ()
    too_low: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """The table for the terminal, with what is too low at its end."""
        yield from table_lines(self.kinds)
        yield from (f"too low: {sentence}" for sentence in self.too_low)

    def data(self) -> dict[str, Any]:
        """What the HTML report draws."""
        return coverage_data(self.kinds, self.matrices)


def run_coverage(config: pytest.Config, results: Sequence[CaseResult]) -> RunCoverage:
    """Count ``results`` against all there is in the world of this run."""
    state = run_state(config)
    kinds = list(kinds_of(state.world.universe(), results))
    if state.branches is not None:
        kinds.append(state.branches.kind())
    kinds = [kind for kind in kinds if kind.items]
    repairs = _repairs(config)
    if repairs is not None:
        kinds.append(repairs.kind(results))
    return RunCoverage(
        tuple(kinds),
        (repairs.matrix(results),) if repairs else (),
        tuple(shortfalls(kinds, config.getoption("conv_cov_fail_under") or {})),
    )


def _repairs(config: pytest.Config) -> Repairs | None:
    name = config.getini("convtest_repairs")
    return read_repairs(config.rootpath / name) if name else None
