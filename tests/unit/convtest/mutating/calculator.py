"""A project of a few lines for tests of the mutation run: it answers a number with its double."""

import os
import time
from datetime import datetime, timezone
from pathlib import Path

from bot.convtest.case import BotText, Case, Expectation, Turn
from bot.convtest.mutating.mutant import Mutant, Refused, SameAsBefore, touching
from bot.convtest.mutating.project import Mutable, Watch
from bot.convtest.running.cases import run_case
from bot.convtest.seen import Said, Seen
from bot.convtest.world import Talk, World


class Calculator(World):
    """``double`` is what mutants exchange."""

    def __init__(self):
        self.double = doubled
        self.is_closed = False

    def load(self):
        pass

    def open(self, case):
        self.double(0)
        return CalculatorTalk(self)

    def close(self):
        self.is_closed = True


class CalculatorTalk(Talk):
    def __init__(self, world):
        self._world = world

    def opening(self):
        return Seen()

    def say(self, text, metadata):
        return Seen(messages=(Said(str(self._world.double(int(text)))),))

    def press(self, title, metadata):
        return Seen()

    def advance(self, period):
        return Seen()

    def now(self):
        return datetime(2026, 11, 23, tzinfo=timezone.utc)

    def store(self):
        return {}

    def close(self):
        pass


def doubled(number):
    return 2 * number


def asking(number, answer=None):
    expected = Expectation("bot", BotText(str(2 * number if answer is None else answer)), 1)
    return Case(f"double of {number}", Path("talk.yml"), 1, (Turn(str(number), 1, checks=(expected,)),))


def becoming(double, change="is changed", kind="sums", line=1, near=("any",)):
    """A mutant that answers with ``double``; what ``double`` raises itself when it is a fault, is raised."""

    def apply(world):
        if isinstance(double, Exception):
            raise double
        before = world.double
        world.double = double

        def take_back():
            world.double = before

        return take_back

    return Mutant(kind, "sums.py", line, change, apply, touching([*near]))


def breaks(number):
    raise TypeError("no number")


def hangs(number):
    time.sleep(60)


def dies(number):
    os._exit(1)


REFUSED = Refused("the compiler says no")
SAME = SameAsBefore("it compiles to the same")


class Project(Mutable):
    """The calculator with the mutants it is given."""

    kinds = ("sums", "words")
    equivalents = Path()

    def __init__(self, *mutants, equivalents=Path()):
        self._mutants = mutants
        self.equivalents = equivalents
        self.made_ready = 0

    def mutants(self, kind):
        return [mutant for mutant in self._mutants if mutant.kind == kind]

    def make_ready(self):
        self.made_ready += 1

    def open(self):
        return Calculator()

    def watch(self, world, kinds):
        return CalculatorWatch(world)


class CalculatorWatch(Watch):
    """Every case touches ``any`` and the number it asks for."""

    def __init__(self, world):
        self._world, self._touched = world, {}

    def run(self, case):
        self._touched[case.id] = frozenset({"any", int(case.steps[0].text)})
        return run_case(case, self._world)

    def end(self):
        return self._touched
