"""Changed guidance: other conditions, replies, offers and proposals of a row. Only deciding follows them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum
from typing import Any

from bot.convtest.marketplace.mutants.possible import possible_facts
from bot.convtest.mutating.mutant import Mutant, Nearness, TakeBack, Touched
from bot.convtest.mutating.yaml_lines import lines_below
from bot.guidance import decide
from bot.guidance.table import TABLES_DIR, TOPICS, Condition, Row, fact_values, load_topic, rows_for
from bot.orders.ask import Ask
from bot.orders.decision import Facts, Write

KIND = "guidance"
# A decision of a conversation, as the watch notes it.
DECIDED = "decided"
Changed = Iterator[tuple[str, Row]]


def guidance_mutants() -> Iterator[Mutant]:
    """Every change to every line of the tables."""
    for topic in TOPICS:
        file = TABLES_DIR / f"{topic}.yml"
        lines = load_topic(file)
        shown_as = f"bot/guidance/tables/{file.name}"
        for row, at in zip(lines, lines_below(file, "rows"), strict=True):
            for change, mutated in changed_rows(row, lines):
                yield _mutant(shown_as, at, change, row, mutated)


def _mutant(file: str, line: int, change: str, row: Row, mutated: Row) -> Mutant:
    def makes_no_difference() -> str | None:
        if any(_differs(row, mutated, facts) for facts in possible_facts(row.ask)):
            return None
        return "no order can have facts that tell the two apart"

    words, near = f"{row.id} {change}", _nearness(row, mutated)
    return Mutant(KIND, file, line, words, _applied(row, mutated), near, makes_no_difference)


def changed_rows(row: Row, topic: tuple[Row, ...]) -> Changed:
    """The row with one thing changed, in words and as it then is; ``topic`` are the rows beside it."""
    yield from _conditions(row)
    yield from _reply(row, topic)
    yield from _offers(row)
    yield from _writes(row)


def _conditions(row: Row) -> Changed:
    for name, values in row.when.allowed:
        known = fact_values()[name]
        others = [value for value in known if value not in values]
        shown = _words(value for value in known if value in values)
        yield f"holds whatever {name} is", _with_values(row, name, None)
        if others:
            yield f"holds unless {name} is {shown}", _with_values(row, name, frozenset(others))
        if name == "stage" and others:
            yield (
                f"holds when stage is {_word(others[0])} instead of {shown}",
                _with_values(row, name, frozenset(others[:1])),
            )
        for value in known if len(values) > 1 else ():
            if value in values:
                yield (
                    f"no longer holds when {name} is {_word(value)}",
                    _with_values(row, name, values - {value}),
                )


def _with_values(row: Row, name: str, values: frozenset | None) -> Row:
    pairs = ((fact, values if fact == name else allowed) for fact, allowed in row.when.allowed)
    return replace(row, when=Condition(tuple(pair for pair in pairs if pair[1] is not None)))


def _reply(row: Row, topic: tuple[Row, ...]) -> Changed:
    replies = list(dict.fromkeys(each.reply for each in topic))
    if len(replies) > 1:
        other = replies[(replies.index(row.reply) + 1) % len(replies)]
        yield f"answers with {other} instead of {row.reply}", replace(row, reply=other)


def _offers(row: Row) -> Changed:
    for line in row.offers:
        others = tuple(each for each in row.offers if each is not line)
        yield f"no longer offers {line.offer.value}", replace(row, offers=others)
        if line.when.allowed:
            always = tuple(replace(each, when=Condition()) if each is line else each for each in row.offers)
            yield f"always offers {line.offer.value}", replace(row, offers=always)


def _writes(row: Row) -> Changed:
    if row.write is None:
        return
    yield f"no longer proposes {row.write.value}", replace(row, write=None)
    known = list(Write)
    other = known[(known.index(row.write) + 1) % len(known)]
    yield f"proposes {other.value} instead of {row.write.value}", replace(row, write=other)


def _applied(row: Row, mutated: Row) -> Callable[[Any], TakeBack]:
    def apply(_world: Any) -> TakeBack:
        # only decide() looks here: reports and what is expected keep to the table itself
        before = decide.rows_for

        def changed(ask: Ask) -> tuple[Row, ...]:
            return tuple(mutated if each == row else each for each in rows_for(ask))

        decide.rows_for = changed

        def take_back() -> None:
            decide.rows_for = before

        return take_back

    return apply


def _nearness(row: Row, mutated: Row) -> Nearness:
    """Near are the conversations in which some decision comes out differently."""

    def nearness(touched: Touched) -> int | None:
        decisions = (key[1:] for key in touched if isinstance(key, tuple) and key[0] == DECIDED)
        differs = any(ask is row.ask and _differs(row, mutated, facts) for ask, facts in decisions)
        return 0 if differs else None

    return nearness


def _differs(row: Row, mutated: Row, facts: Facts | None) -> bool:
    held, holds = row.when.holds(facts), mutated.when.holds(facts)
    return held != holds or (held and _said(row, facts) != _said(mutated, facts))


def _said(row: Row, facts: Facts | None) -> tuple:
    offers = tuple(line.offer for line in row.offers if line.when.holds(facts))
    return row.reply, offers, row.write


def _words(values: Iterator) -> str:
    return " or ".join(map(_word, values))


def _word(value: object) -> str:
    return str(value.value if isinstance(value, Enum) else value).lower()
