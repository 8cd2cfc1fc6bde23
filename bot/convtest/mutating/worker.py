"""A process that holds the project under test loaded, runs cases on it and tries mutants."""

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from bot.convtest.case import Case
from bot.convtest.mutating.mutant import Mutant, Refused, SameAsBefore, Verdict
from bot.convtest.mutating.project import Mutable, Watch
from bot.convtest.result import CaseResult
from bot.convtest.running.cases import run_case
from bot.convtest.world import World, WorldError

# What goes to a worker: a word and what it is about. STOP ends a mutant before all its cases are run.
WATCH, END_WATCH, CHECK, TRY, STOP = "watch", "end watch", "check", "try", "stop"
# What comes back. ALIVE comes before each case, so that silence means a case that hangs.
READY, ALIVE, BROKEN = "ready", "alive", "broken"
CASE, TOUCHED, CHECKED, TRIED = "case", "touched", "checked", "tried"


@dataclass(frozen=True)
class Ended:
    """How trying one mutant went; ``position`` is that of the case that noticed it.

    There is no verdict when it was stopped.
    """

    verdict: Verdict | None
    position: int | None = None
    why: str = ""
    cases_run: int = 0


def work(
    line: Connection,
    project: Mutable,
    kinds: frozenset[str],
    cases: Sequence[Case],
    mutants: Sequence[Mutant],
) -> None:
    """Serve ``line`` until the other end closes it. Ctrl-C is left to the process that reports."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end_in_order)
    world = None
    try:
        world = project.open()
        world.load()
        line.send((READY, os.getpid()))
        _Worker(line, project, kinds, cases, mutants, world).serve()
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        pass  # nobody waits for an answer any more
    except WorldError as error:
        line.send((BROKEN, str(error)))
    except Exception as error:
        line.send((BROKEN, f"{type(error).__name__}: {error}"))
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if world is not None:
            world.close()


def _end_in_order(_number: int, _frame: Any) -> None:
    raise KeyboardInterrupt


class _Worker:
    def __init__(
        self,
        line: Connection,
        project: Mutable,
        kinds: frozenset[str],
        cases: Sequence[Case],
        mutants: Sequence[Mutant],
        world: World,
    ) -> None:
        self._line, self._project, self._kinds = line, project, kinds
        self._cases, self._mutants, self._world = cases, mutants, world
        self._watch: Watch | None = None

    def serve(self) -> None:
        while True:
            word, about = self._line.recv()
            if word == WATCH:
                self._watched(about)
            elif word == END_WATCH:
                self._line.send((TOUCHED, self._watch.end() if self._watch else {}))
                self._watch = None
            elif word == CHECK:
                self._line.send((CHECKED, [self._checked(position) for position in about]))
            elif word == TRY:
                number, positions = about
                self._line.send((TRIED, (number, self._try(self._mutants[number], positions))))

    def _watched(self, position: int) -> None:
        if self._watch is None:
            self._watch = self._project.watch(self._world, self._kinds)
        result = self._watch.run(self._cases[position])
        self._line.send((CASE, (position, failure_of(result))))

    def _checked(self, position: int) -> tuple[int, str]:
        self._line.send((ALIVE, position))
        return position, failure_of(run_case(self._cases[position], self._world))

    def _try(self, mutant: Mutant, positions: Sequence[int]) -> Ended:
        try:
            take_back = mutant.apply(self._world)
        except Refused as refused:
            return Ended(Verdict.REFUSED, why=str(refused))
        except SameAsBefore as same:
            return Ended(Verdict.EQUIVALENT, why=str(same))
        try:
            return self._held_against(positions)
        finally:
            take_back()

    def _held_against(self, positions: Sequence[int]) -> Ended:
        for count, position in enumerate(positions, start=1):
            if self._line.poll():
                return Ended(None, cases_run=count - 1)
            self._line.send((ALIVE, position))
            why = self._failure(position)
            if why:
                return Ended(Verdict.NOTICED, position, why, count)
        return Ended(Verdict.SURVIVED, cases_run=len(positions))

    def _failure(self, position: int) -> str:
        """Why the case fails. A change may also break what holds conversations; that is noticed as well."""
        try:
            result = run_case(self._cases[position], self._world)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return "" if result.passed else failure_of(result) or "failed"


def failure_of(result: CaseResult) -> str:
    """What failed first, in one line; empty when nothing did."""
    for step in result.steps:
        for verdict in step.failures:
            words = f"line {verdict.line}: {verdict.key}: expected {verdict.expected}, got {verdict.actual}"
            return " ".join(words.split())[:200]
    return result.broke_off
