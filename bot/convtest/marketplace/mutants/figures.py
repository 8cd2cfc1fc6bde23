"""Changed figures of the guidance, such as the days a refund takes, and changed letters to the seller."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from bot.convtest.marketplace import world as office
from bot.convtest.marketplace.mutants.guidance import KIND
from bot.convtest.mutating.mutant import Mutant, TakeBack, touching
from bot.guidance import letters
from bot.guidance.table import TABLES_DIR
from bot.orders import policy as figures
from bot.orders.policy import Policy

LETTER = "letter"
_DAYS = ("refund_days", "dispute_window_days", "seller_reply_days")
_SOURCE = "bot/orders/policy.py"
_LETTERS = TABLES_DIR / "letters.yml"
_PLACEHOLDER = re.compile(r"\{\w+\}")


def figure_mutants() -> Iterator[Mutant]:
    """Each period a day longer and a day shorter, and free returns for nobody."""
    for name in _DAYS:
        for days in (-1, 1):
            changed = replace(Policy(), **{name: getattr(Policy(), name) + days})
            yield _figure(name, f"{name} is {getattr(changed, name)}", changed)
    yield _figure(
        "free_return_countries",
        "returns are free in no country",
        replace(Policy(), free_return_countries=frozenset({"--"})),
    )


def letter_mutants() -> Iterator[Mutant]:
    """Each letter without one of its facts, or with the words of another."""
    bodies = yaml.safe_load(_LETTERS.read_text(encoding="utf-8"))["bodies"]
    names = list(bodies)
    lines = _lines_of_letters()
    for number, (name, text) in enumerate(bodies.items()):
        other = names[(number + 1) % len(names)]
        yield _letter(name, lines[name], f"letter {name} has the words of {other}", bodies[other])
        for fact in dict.fromkeys(_PLACEHOLDER.findall(text)):
            yield _letter(name, lines[name], f"letter {name} does not name {fact}", text.replace(fact, "it"))


def _figure(name: str, change: str, changed: Policy) -> Mutant:
    def apply(_world: Any) -> TakeBack:
        # the world opens its office with these figures; the suite was expanded with its own
        before = office.Policy
        office.Policy = lambda: changed

        def take_back() -> None:
            office.Policy = before

        return take_back

    lines = Path(figures.__file__).read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.strip().startswith(f"{name}:"))
    return Mutant(KIND, _SOURCE, line, change, apply, lambda touched: 0)


def _letter(name: str, line: int, change: str, text: str) -> Mutant:
    near = touching([(LETTER, name)])
    return Mutant(KIND, "bot/guidance/tables/letters.yml", line, change, _with_body(name, text), near)


def _with_body(name: str, text: str) -> Callable[[Any], TakeBack]:
    def apply(_world: Any) -> TakeBack:
        before = letters._texts

        def changed() -> dict:
            texts = before()
            return {**texts, "bodies": {**texts["bodies"], name: text}}

        letters._texts = changed

        def take_back() -> None:
            letters._texts = before

        return take_back

    return apply


def _lines_of_letters() -> dict[str, int]:
    node = yaml.compose(_LETTERS.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    bodies = next(value for key, value in node.value if key.value == "bodies")
    return {key.value: key.start_mark.line + 1 for key, _value in bodies.value}
