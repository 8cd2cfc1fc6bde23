"""All that the conversations of this project can cover."""

from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path

from bot.convtest.covering.rasa_files import read_domain
from bot.convtest.covering.rules import read_rules
from bot.convtest.covering.universe import Code, Universe
from bot.convtest.marketplace.decided import Decided
from bot.dialogue.buttons import titles
from bot.guidance.table import Row, rows
from bot.orders.decision import Facts
from bot.orders.stage import Stage

# The HTTP edge, behind which conversation tests call; and what reads the declared intents once, before any.
_CODE = Code(("actions", "bot/dialogue", "bot/service"), ("actions/server.py", "bot/dialogue/catalogue.py"))
_PAID_STAGES = (Stage.PAYMENT_PROCESSING, Stage.TO_SHIP)


@cache
def universe_of(root: Path) -> Universe:
    """The names in the files of the project, and the guidance with its conditions."""
    declared = read_domain(root)
    return Universe(
        intents=declared.intents,
        entities=declared.entities,
        slots=declared.slots,
        rules=read_rules(root),
        forms=declared.forms,
        replies=declared.replies,
        buttons=titles(),
        guidance=tuple(dict.fromkeys(row.id for row in rows())),
        conditions=tuple(dict.fromkeys(name for row in rows() for name in _conditions(row))),
        code=_CODE,
    )


def conditions_met(decided: list[Decided], answered_by: tuple[str, ...]) -> tuple[str, ...]:
    """The conditions under which the rows of a turn's answers were chosen, and what they offered."""
    found: dict[str, None] = {}
    for row, _ask, facts in decided:
        if row.id in answered_by:
            found.update(dict.fromkeys(_met(row, facts)))
    return tuple(found)


def _conditions(row: Row) -> Iterator[str]:
    for fact, values in row.when.allowed:
        for value in sorted(values, key=_word):
            if _can_be(row, fact, value):
                yield _condition(row, fact, value)
    for line in row.offers:
        if line.when.allowed:
            yield _offered(row, line.offer.value, True)
            yield _offered(row, line.offer.value, False)


def _can_be(row: Row, fact: str, value: object) -> bool:
    """Whether an order can show it: none is cancelled by nobody, and some stages begin with a payment."""
    if fact == "cancelled_by":
        return value is not None
    if fact == "stage" and value in _PAID_STAGES:
        return True in dict(row.when.allowed).get("charged", {True})
    return True


def _met(row: Row, facts: Facts | None) -> Iterator[str]:
    for fact, _ in row.when.allowed:
        yield _condition(row, fact, getattr(facts, fact))
    for line in row.offers:
        if line.when.allowed:
            yield _offered(row, line.offer.value, line.when.holds(facts))


def _condition(row: Row, fact: str, value: object) -> str:
    return f"{row.id}: {row.ask.value}, {fact} is {_word(value)}"


def _offered(row: Row, offer: str, is_offered: bool) -> str:
    return f"{row.id}: {row.ask.value}, {offer} {'is' if is_offered else 'is not'} offered"


def _word(value: object) -> str:
    return str(value.value if isinstance(value, Enum) else value).lower()
