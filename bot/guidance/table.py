"""The guidance table: reads tables/<topic>.yml, checks every line and hands out frozen rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import get_args, get_type_hints

import yaml

from bot.orders.ask import Ask
from bot.orders.decision import Facts, Offer, Write
from bot.orders.errors import BotError

TABLES_DIR = Path(__file__).parent / "tables"
TOPICS = (
    "cancel_order",
    "change_order",
    "order_status",
    "refund",
    "return_item",
    "dispute",
    "seller",
    "coupon",
    "payment",
    "advice",
)
_REQUIRED = {"id", "ask", "outcome", "reply", "source"}
_OPTIONAL = {"when", "offers", "write", "due"}
_ROW_ID = re.compile(r"[A-Z]{3}-\d{2}")
_DUE = "refund"


class TableError(BotError):
    """A guidance table that cannot be used; the text names file, line of the table and reason."""


@dataclass(frozen=True)
class Condition:
    """Facts and the values each of them may have; an empty condition always holds."""

    allowed: tuple[tuple[str, frozenset], ...] = ()

    def holds(self, facts: Facts | None) -> bool:
        """Whether all named facts have one of their values; without facts only the empty one holds."""
        if facts is None:
            return not self.allowed
        return all(getattr(facts, name) in values for name, values in self.allowed)


@dataclass(frozen=True)
class OfferLine:
    """Something to offer, and the further facts under which it is offered."""

    offer: Offer
    when: Condition = Condition()


@dataclass(frozen=True)
class Row:
    """One line of the table. Lines that share an ``id`` are one guidance row seen in several cases.

    ``has_due`` says that the reply may name the date by which a refund is expected.
    """

    id: str
    ask: Ask
    topic: str
    when: Condition
    outcome: str
    reply: str
    offers: tuple[OfferLine, ...]
    write: Write | None
    has_due: bool
    source: str


@lru_cache(maxsize=1)
def rows() -> tuple[Row, ...]:
    """All lines of the guidance, topic by topic in the order of the files; read once.

    Raises:
        TableError: when a file is missing, is not YAML, or a line names something unknown.
    """
    return tuple(row for topic in TOPICS for row in load_topic(TABLES_DIR / f"{topic}.yml"))


@cache
def rows_for(ask: Ask) -> tuple[Row, ...]:
    """The lines that answer one kind of question."""
    return tuple(row for row in rows() if row.ask is ask)


def load_topic(path: Path) -> tuple[Row, ...]:
    """The checked lines of one file, in its order.

    Raises:
        TableError: as for ``rows``.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise TableError(f"{path.name}: cannot be read: {error}") from error
    if not isinstance(content, dict) or set(content) != {"rows"} or not isinstance(content["rows"], list):
        raise TableError(f"{path.name}: needs exactly one key, rows:, with a list below it")
    return tuple(_row(path, number, raw) for number, raw in enumerate(content["rows"], start=1))


def _row(path: Path, number: int, raw: object) -> Row:
    try:
        return _checked_row(path.stem, raw)
    except ValueError as error:
        label = raw.get("id") if isinstance(raw, dict) else None
        raise TableError(f"{path.name}: row {number} ({label}): {error}") from error


def _checked_row(topic: str, raw: object) -> Row:
    if not isinstance(raw, dict):
        raise ValueError("is not a mapping")
    keys = set(raw)
    if not _REQUIRED <= keys <= _REQUIRED | _OPTIONAL:
        missing, unknown = sorted(_REQUIRED - keys), sorted(keys - _REQUIRED - _OPTIONAL)
        raise ValueError(f"missing keys {missing}, unknown keys {unknown}")
    if not _ROW_ID.fullmatch(str(raw["id"])):
        raise ValueError("an id is three capitals, a dash and two digits")
    if not str(raw["reply"]).startswith(f"utter_{topic}_"):
        raise ValueError(f"the reply must begin with utter_{topic}_")
    if raw.get("due", _DUE) != _DUE:
        raise ValueError(f"due can only be {_DUE}")
    return Row(
        id=raw["id"],
        ask=Ask(raw["ask"]),
        topic=topic,
        when=_condition(raw.get("when", {})),
        outcome=" ".join(raw["outcome"].split()),
        reply=raw["reply"],
        offers=tuple(_offers(raw.get("offers", []))),
        write=Write(raw["write"]) if "write" in raw else None,
        has_due="due" in raw,
        source=raw["source"],
    )


def _offers(raw: list) -> Iterator[OfferLine]:
    """Offers by name, or as ``name: condition`` when they only hold under further facts."""
    for entry in raw:
        if isinstance(entry, dict):
            for name, when in entry.items():
                yield OfferLine(Offer(name), _condition(when))
        else:
            yield OfferLine(Offer(entry))


def _condition(raw: object) -> Condition:
    if not isinstance(raw, dict):
        raise ValueError("a condition is a mapping from facts to values")
    known = fact_values()
    allowed = []
    for name, wanted in raw.items():
        if name not in known:
            raise ValueError(f"{name!r} is not a fact; the facts are {', '.join(known)}")
        values = wanted if isinstance(wanted, list) else [wanted]
        allowed.append((name, frozenset(_value(name, value, known[name]) for value in values)))
    return Condition(tuple(allowed))


def _value(name: str, raw: object, known: tuple) -> object:
    for value in known:
        spelled = value.value if isinstance(value, Enum) else value
        if raw == spelled and isinstance(raw, bool) == isinstance(spelled, bool):
            return value
    raise ValueError(f"{raw!r} is not a value of {name}")


@lru_cache(maxsize=1)
def fact_values() -> dict[str, tuple]:
    """Every fact with all the values it can have."""
    hints = get_type_hints(Facts)
    return {field.name: _values_of(hints[field.name]) for field in fields(Facts)}


def _values_of(hint: object) -> tuple:
    if hint is bool:
        return (False, True)
    kinds = get_args(hint) or (hint,)
    return tuple(value for kind in kinds for value in ((None,) if kind is type(None) else tuple(kind)))
