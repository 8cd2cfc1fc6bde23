"""Which mutants are tried, and which cases are run on each, in which order."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.convtest.case import Advance, Case, Turn, WithinMs
from bot.convtest.mutating.mutant import Mutant, Touched


def in_order_of_trying(by_kind: Mapping[str, Sequence[Mutant]], seed: int) -> list[Mutant]:
    """All mutants, the kinds in turn and each kind shuffled: however far a run gets, it is a fair sample."""
    shuffled = []
    for kind, mutants in sorted(by_kind.items()):
        own = list(mutants)
        random.Random(f"{seed} {kind}").shuffle(own)
        shuffled.append(own)
    return [mutant for turn in zip_longest(*shuffled) for mutant in turn if mutant is not None]


def cases_for(mutant: Mutant, cases: Sequence[Case], touched: Mapping[str, Touched]) -> list[int]:
    """The positions of the cases that may notice the mutant: the nearest first, then the shortest."""
    ranked = []
    for position, case in enumerate(cases):
        rank = mutant.nearness(touched.get(case.id, frozenset()))
        if rank is not None:
            ranked.append((rank, len(case.steps), position))
    return [position for _rank, _length, position in sorted(ranked)]


def without_time_limits(case: Case) -> Case:
    """The case without its ``within_ms``: two processes at work must not look like a mutant noticed."""
    return replace(case, steps=tuple(map(_without_limit, case.steps)))


def thinned(positions: Sequence[int], most: int) -> list[int]:
    """At most ``most`` of the positions: half of them from the beginning, half spread over the rest."""
    if len(positions) <= most:
        return list(positions)
    nearest, rest = positions[: most // 2], positions[most // 2 :]
    return [*nearest, *(rest[at] for at in spread(len(rest), most - most // 2))]


def spread(count: int, most: int) -> Iterator[int]:
    """At most ``most`` of ``count`` positions, evenly spread."""
    yield from range(0, count, max(1, -(-count // most)))


def _without_limit(step: Turn | Advance) -> Turn | Advance:
    kept = tuple(each for each in step.checks if not isinstance(each.check, WithinMs))
    return replace(step, checks=kept)
