"""A mutation run from beginning to end: everything unchanged first, then one mutant after the other."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.convtest.case import Case
from bot.convtest.mutating.choosing import cases_for, spread, thinned
from bot.convtest.mutating.equivalents import Equivalent, reason_of
from bot.convtest.mutating.mutant import Mutant, Touched, Tried, Verdict
from bot.convtest.mutating.project import Mutable
from bot.convtest.mutating.team import Job, Team
from bot.convtest.mutating.worker import CHECK, END_WATCH, TRY, WATCH, Ended

Say = Callable[[str], None]
_CHECKED_AT_THE_END = 40
# With a time limit, so that one survivor on everybody's way does not take a minute of it.
_MOST_CASES_IN_A_SAMPLE = 100


class FailsUnchanged(Exception):
    """Cases fail on the unchanged project; ``failures`` are their ids with what failed."""

    def __init__(self, failures: Sequence[tuple[str, str]], when: str) -> None:
        super().__init__(when)
        self.failures, self.when = list(failures), when


@dataclass
class Run:
    """What is known of a run so far; it stays readable when the run is broken off."""

    cases: Sequence[Case]
    mutants: Sequence[Mutant]
    equivalents: Sequence[Equivalent] = ()
    tried: list[Tried] = field(default_factory=list)
    touched: dict[str, Touched] = field(default_factory=dict)
    seconds: float = 0.0
    is_complete: bool = False

    def carry_out(self, project: Mutable, workers: int, minutes: float, say: Say) -> None:
        """Try the mutants in their order until all are tried or ``minutes`` are over; 0 is no limit.

        Raises:
            FailsUnchanged: when cases fail before a mutant is applied, or after all were taken back.
            WorldError: when the project cannot be opened.
        """
        began = time.monotonic()
        kinds = {mutant.kind for mutant in self.mutants}
        try:
            with Team(project, kinds, self.cases, self.mutants, workers) as team:
                self._watch_unchanged(team, say)
                deadline = began + minutes * 60 if minutes else None
                self._try_all(team, deadline, say)
                self._check_unchanged(team)
        finally:
            self.seconds = time.monotonic() - began

    def _watch_unchanged(self, team: Team, say: Say) -> None:
        failures: list[tuple[str, str]] = []
        done = 0

        def heard(_job: Job, answer: tuple[int, str]) -> None:
            nonlocal done
            done += 1
            say(f"unchanged: {done} of {len(self.cases)} conversations")
            self._note(answer, failures)

        def lost(job: Job, _at: int | None) -> None:
            failures.append((self.cases[job[1]].id, "did not come to an end"))

        team.do(((WATCH, position) for position in range(len(self.cases))), heard, lost)
        if failures:
            raise FailsUnchanged(failures, "before anything was changed")
        team.do_on_each((END_WATCH, None), lambda _job, touched: self.touched.update(touched))

    def _check_unchanged(self, team: Team) -> None:
        """A few cases in each process once more: they fail where a mutant was not taken back."""
        failures: list[tuple[str, str]] = []
        positions = list(spread(len(self.cases), _CHECKED_AT_THE_END))

        def heard(_job: Job, answers: list[tuple[int, str]]) -> None:
            for answer in answers:
                self._note(answer, failures)

        team.do_on_each((CHECK, positions), heard)
        if failures:
            raise FailsUnchanged(failures, "after every mutant was taken back")

    def _note(self, answer: tuple[int, str], failures: list[tuple[str, str]]) -> None:
        position, failure = answer
        if failure:
            failures.append((self.cases[position].id, failure))

    def _try_all(self, team: Team, deadline: float | None, say: Say) -> None:
        def heard(job: Job, answer: tuple[int, Ended]) -> None:
            number, ended = answer
            if ended.verdict is None:
                self.is_complete = False
            else:
                self._add(number, ended)
            say(self._progress())

        def lost(job: Job, at: int | None) -> None:
            number, _positions = job[1]
            self._add(number, Ended(Verdict.NOTICED, at, "did not come to an end"))

        team.do(self._jobs(deadline), heard, lost, deadline)

    def _jobs(self, deadline: float | None) -> Iterator[Job]:
        for number, mutant in enumerate(self.mutants):
            if deadline is not None and time.monotonic() > deadline:
                return
            near = cases_for(mutant, self.cases, self.touched)
            reason = reason_of(mutant, self.equivalents) or (None if near else mutant.makes_no_difference())
            if reason is not None:
                self.tried.append(Tried(mutant, Verdict.EQUIVALENT, reason))
            else:
                yield TRY, (number, thinned(near, _MOST_CASES_IN_A_SAMPLE) if deadline else near)
        self.is_complete = True

    def _add(self, number: int, ended: Ended) -> None:
        by = ended.why if ended.position is None else f"{self.cases[ended.position].id}, {ended.why}"
        self.tried.append(Tried(self.mutants[number], ended.verdict, by, ended.cases_run))

    def _progress(self) -> str:
        survived = sum(each.verdict is Verdict.SURVIVED for each in self.tried)
        return f"{len(self.tried)} of {len(self.mutants)} mutants tried, {survived} survived"


def counted(run: Run) -> Mapping[str, tuple[int, int]]:
    """For each kind how many mutants count and how many of them were noticed."""
    found: dict[str, tuple[int, int]] = {}
    for each in run.tried:
        if each.verdict is not Verdict.EQUIVALENT:
            count, noticed = found.get(each.mutant.kind, (0, 0))
            found[each.mutant.kind] = (count + 1, noticed + each.is_noticed)
    return dict(sorted(found.items()))
