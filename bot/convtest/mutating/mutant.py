"""One small change to the project under test, and what a run with it came to."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

Touched = frozenset[Hashable]
TakeBack = Callable[[], None]
Nearness = Callable[[Touched], int | None]


class Refused(Exception):
    """The project's own tools do not accept the change, so it could never reach a shopper; says which."""


@dataclass(frozen=True)
class Mutant:
    """A change to one place, made in memory: no file is touched.

    ``apply`` makes the change in a live world and hands out what takes it back; it may raise Refused.
    ``nearness`` tells from what a conversation touched how likely it is to notice: 0 first, None when
    it cannot, because it never comes near the place. ``makes_no_difference`` is asked when none comes
    near: why none ever could, or None.
    """

    kind: str
    file: str
    line: int
    change: str
    apply: Callable[[Any], TakeBack]
    nearness: Nearness
    makes_no_difference: Callable[[], str | None] = lambda: None

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


class SameAsBefore(Exception):
    """The change comes to nothing: what it leads to is what was there before; says how that is known."""


class Verdict(str, Enum):
    """How a mutant ended. ``REFUSED`` counts as noticed, ``EQUIVALENT`` is not counted."""

    NOTICED = "noticed"
    REFUSED = "refused"
    SURVIVED = "survived"
    EQUIVALENT = "equivalent"


@dataclass(frozen=True)
class Tried:
    """A mutant with its end: ``by`` is the case that noticed it, or why it was refused or is equivalent.

    ``cases_run`` conversations were held with it.
    """

    mutant: Mutant
    verdict: Verdict
    by: str = ""
    cases_run: int = 0

    @property
    def is_noticed(self) -> bool:
        return self.verdict in (Verdict.NOTICED, Verdict.REFUSED)


def touching(*places: Iterable[Hashable]) -> Nearness:
    """Nearness by the first of ``places`` that a conversation touched any of."""
    ranked = [frozenset(each) for each in places]

    def nearness(touched: Touched) -> int | None:
        return next((rank for rank, keys in enumerate(ranked) if keys & touched), None)

    return nearness
