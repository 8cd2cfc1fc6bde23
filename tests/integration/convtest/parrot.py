"""A world of a few lines for tests of the plugin: it repeats what it hears, or misbehaves when asked to."""

import importlib
import json
import time
from datetime import datetime, timezone
from pathlib import Path

from bot.convtest.case import Case, Expectation, Says, Turn
from bot.convtest.covering.universe import Code, Universe
from bot.convtest.seen import Button, Said, Seen
from bot.convtest.world import Talk, World, WorldError


def open_world(root, model):
    if (root / "no-model").exists():
        raise WorldError("There is no model yet. Run `bot train` first.")
    return Parrot()


class Parrot(World):
    def load(self):
        pass

    def open(self, case):
        if case.customer not in (None, "c-1"):
            raise WorldError(
                f"There is no customer {case.customer!r} in the store; there are c-1, and guest."
            )
        return ParrotTalk()

    def suite(self, path):
        words = json.loads(Path(path).read_text(encoding="utf-8"))
        return tuple(
            Case(word, Path(path.name), 1, (Turn(word, 1, checks=(Expectation("says", Says((word,)), 1),)),))
            for word in words
        )

    def universe(self):
        return Universe(intents=("greet", "refund", "thank"), code=Code(("answers",)))

    def close(self):
        pass


class ParrotTalk(Talk):
    def opening(self):
        return Seen()

    def say(self, text, metadata):
        if text == "never end":
            time.sleep(60)
        if text == "break":
            return Seen(messages=(Said("All is well."),), faults=("logged by actions: the action broke",))
        again = Button("Again", "/again")
        return Seen(
            messages=(Said(text, (again,)),), intent=importlib.import_module("answers").intent_of(text)
        )

    def press(self, title, metadata):
        return Seen(messages=(Said(f"pressed {title}"),))

    def advance(self, period):
        return Seen()

    def now(self):
        return datetime(2026, 11, 23, tzinfo=timezone.utc)

    def store(self):
        return {}

    def close(self):
        pass
