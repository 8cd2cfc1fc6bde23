"""The worker processes: started, given one thing at a time, and replaced when one hangs or dies."""

import multiprocessing
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from bot.convtest.case import Case
from bot.convtest.mutating.mutant import Mutant
from bot.convtest.mutating.project import Mutable
from bot.convtest.mutating.worker import ALIVE, BROKEN, READY, STOP, work
from bot.convtest.world import WorldError

Job = tuple[str, Any]
# A case takes well under a second; loading a model, half a minute on a slow machine.
HANGS_AFTER_SECONDS = 30.0
LOADS_WITHIN_SECONDS = 300.0
_LEAVES_WITHIN_SECONDS = 10.0


class Member:
    """One worker process and what it is at."""

    def __init__(self, start: Callable[[Connection, Connection], multiprocessing.Process]) -> None:
        self.line, other = multiprocessing.Pipe()
        self.process = start(other, self.line)
        other.close()
        self.is_ready = False
        self.job: Job | None = None
        self.at_case: int | None = None
        self.heard_at = time.monotonic()

    def give(self, job: Job) -> None:
        self.job, self.at_case, self.heard_at = job, None, time.monotonic()
        self.line.send(job)

    def is_silent(self) -> bool:
        """Whether it has said nothing for longer than a case, or loading, can take."""
        patience = HANGS_AFTER_SECONDS if self.is_ready else LOADS_WITHIN_SECONDS
        busy = self.job is not None or not self.is_ready
        return busy and time.monotonic() - self.heard_at > patience

    def stop(self) -> None:
        self.line.close()
        self.process.terminate()
        self.process.join(_LEAVES_WITHIN_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class Team:
    """Workers of one run. The context manager's end stops them all."""

    def __init__(
        self,
        project: Mutable,
        kinds: Iterable[str],
        cases: Sequence[Case],
        mutants: Sequence[Mutant],
        size: int,
    ) -> None:
        self._about = (project, frozenset(kinds), cases, mutants)
        # the cases and mutants hold code, which only a forked process takes over
        self._processes = multiprocessing.get_context("fork")
        self._size = size
        self.members: list[Member] = []

    def __enter__(self) -> "Team":
        for _ in range(self._size):
            self.members.append(Member(self._start))
        return self

    def __exit__(self, *_error: object) -> None:
        for member in self.members:
            member.stop()

    def _start(self, line: Connection, parents_end: Connection) -> multiprocessing.Process:
        # a worker that kept these open would never learn that the parent is gone
        not_its_own = [parents_end, *(member.line for member in self.members)]
        process = self._processes.Process(target=self._work, args=(line, not_its_own), daemon=True)
        process.start()
        return process

    def _work(self, line: Connection, not_its_own: Sequence[Connection]) -> None:
        for other in not_its_own:
            other.close()
        work(line, *self._about)

    def do(
        self,
        jobs: Iterable[Job],
        heard: Callable[[Job, Any], None],
        lost: Callable[[Job, int | None], None],
        deadline: float | None = None,
    ) -> None:
        """Have all jobs done, in order as far as there are several workers.

        ``heard`` gets each job with its answer. ``lost`` gets a job whose worker hung or died, and
        the position of the case it was at; a new worker takes its place. From ``deadline`` on, by
        the monotonic clock, workers are asked to stop what they are at.

        Raises:
            WorldError: when a worker cannot open the project.
        """
        rest = iter(jobs)
        self._give_out(rest)
        while any(member.job for member in self.members):
            if deadline is not None and time.monotonic() > deadline:
                self._stop_trying()
                deadline = None
            lines = {member.line: member for member in self.members}
            for line in wait(list(lines), timeout=1.0):
                self._listen(lines[line], heard, lost)
            for member in [each for each in self.members if each.is_silent()]:
                self._replace(member, lost)
            self._give_out(rest)

    def do_on_each(self, job: Job, heard: Callable[[Job, Any], None]) -> None:
        """Have every worker do the same job once. Raises WorldError when one cannot."""

        def lost(_job: Job, _at: int | None) -> None:
            raise WorldError("A worker process ended early; try again with fewer workers.")

        for member in self.members:
            member.give(job)
        self.do((), heard, lost)

    def _stop_trying(self) -> None:
        for member in self.members:
            if member.job is not None:
                with suppress(OSError):  # one that has just died is replaced when it is listened to
                    member.line.send((STOP, None))

    def _give_out(self, rest: Any) -> None:
        for member in self.members:
            if member.job is None:
                job = next(rest, None)
                if job is None:
                    return
                member.give(job)

    def _listen(self, member: Member, heard: Callable, lost: Callable) -> None:
        try:
            word, about = member.line.recv()
        except (EOFError, OSError):
            self._replace(member, lost)
            return
        member.heard_at = time.monotonic()
        if word == BROKEN:
            raise WorldError(about)
        if word == READY:
            member.is_ready = True
        elif word == ALIVE:
            member.at_case = about
        else:
            job, member.job = member.job, None
            heard(job, about)

    def _replace(self, member: Member, lost: Callable) -> None:
        if not member.is_ready:
            raise WorldError("A worker process ended while the project was being loaded.")
        member.stop()
        self.members[self.members.index(member)] = Member(self._start)
        if member.job is not None:
            lost(member.job, member.at_case)
