"""Which orders of the table show a line of the guidance, and every condition of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.convtest.marketplace.suite.table import PAYMENT_DISPUTED, Table
from bot.guidance.decide import matching_row
from bot.guidance.table import Condition, Row, rows
from bot.orders.ask import ASKS_WITHOUT_ORDER, Ask
from bot.orders.decision import Facts, Write
from bot.orders.stage import Stage
from bot.service.advise import order_facts
from bot.service.desk import Desk


@dataclass(frozen=True)
class Seeded:
    """A line of the guidance and an order that leads to it; no order for questions that need none.

    ``asked_as`` names the ways to ask in the table. ``is_first`` marks the first order of a row.
    """

    row: Row
    asked_as: str
    order_name: str | None
    facts: Facts | None
    is_first: bool = False

    @property
    def describes_itself(self) -> bool:
        """Whether the first message is all a dispute needs: a parcel that never came needs no description."""
        never_came = self.facts is not None and self.facts.stage is Stage.SHIPPED
        return self.row.write is Write.OPEN_DISPUTE and never_came


class RowWithoutOrder(Exception):
    """A line of the guidance that no order of the table leads to."""


def facts_of_orders(table: Table, desk: Desk) -> dict[str, Facts]:
    """The facts of every order of the table; ``desk`` holds them all, each under its name as id."""
    with desk.unit_of_work() as uow:
        found = {}
        for name, order in table.orders.items():
            customer = uow.orders.customer(order["customer_id"])
            found[name] = order_facts(desk, uow, customer, uow.orders.get(name, customer.id))
        return found


def seeded_lines(facts: Mapping[str, Facts]) -> Iterator[Seeded]:
    """Every line of the guidance with as few orders as show each value of its conditions once.

    After them come the near misses: orders that fail a line by a single condition. Without them
    nobody would notice if that condition were gone.

    Raises:
        RowWithoutOrder: naming the line that no order leads to.
    """
    seen: set[str] = set()
    shown: set[Seeded] = set()
    for row in rows():
        for seeded in _orders_of(row, facts):
            shown.add(seeded)
            yield replace(seeded, is_first=row.id not in seen)
            seen.add(row.id)
    for row in rows():
        for seeded in _near_misses(row, facts, shown):
            shown.add(seeded)
            yield seeded


def _orders_of(row: Row, facts: Mapping[str, Facts]) -> Iterator[Seeded]:
    if row.ask in ASKS_WITHOUT_ORDER:
        yield Seeded(row, row.ask.value, None, None)
        return
    disputed = _is_about_wrong_charge(row)
    fitting = {
        name: replace(each, payment_disputed=disputed)
        for name, each in facts.items()
        if matching_row(row.ask, replace(each, payment_disputed=disputed)) is row
    }
    if not fitting:
        raise RowWithoutOrder(f"{row.id} ({row.reply}) when {_conditions_text(row)}")
    for name in _covering(row, fitting):
        yield Seeded(row, PAYMENT_DISPUTED if disputed else row.ask.value, name, fitting[name])


def _near_misses(row: Row, facts: Mapping[str, Facts], shown: set[Seeded]) -> Iterator[Seeded]:
    """For each condition an order that meets all others of the line, unless one is shown already."""
    for name, _ in row.when.allowed:
        others = Condition(tuple(pair for pair in row.when.allowed if pair[0] != name))
        missing = [
            seeded
            for seeded in _asked_about(row.ask, facts)
            if others.holds(seeded.facts) and not row.when.holds(seeded.facts)
        ]
        if missing and not shown.intersection(missing):
            yield missing[0]


def _asked_about(ask: Ask, facts: Mapping[str, Facts]) -> Iterator[Seeded]:
    """The question, asked about every order."""
    for disputed in (False, True) if ask is Ask.PAYMENT else (False,):
        for name, each in facts.items():
            known = replace(each, payment_disputed=disputed)
            yield Seeded(matching_row(ask, known), PAYMENT_DISPUTED if disputed else ask.value, name, known)


def _covering(row: Row, fitting: Mapping[str, Facts]) -> list[str]:
    """Orders taken one after the other while each shows a condition that those before did not."""
    chosen, shown = [], set()
    for name, facts in fitting.items():
        new = _shown_by(row, facts) - shown
        if new or not chosen:
            chosen.append(name)
            shown |= new
    return chosen


def _shown_by(row: Row, facts: Facts) -> set[tuple]:
    """The values of the line's conditions, and the offers that hold, for these facts."""
    values = {(name, getattr(facts, name)) for name, _ in row.when.allowed}
    return values | {(line.offer, line.when.holds(facts)) for line in row.offers}


def _is_about_wrong_charge(row: Row) -> bool:
    return row.ask is Ask.PAYMENT and ("payment_disputed", frozenset({True})) in row.when.allowed


def _conditions_text(row: Row) -> str:
    return ", ".join(
        f"{name} is {' or '.join(sorted(str(getattr(value, 'value', value)) for value in values))}"
        for name, values in row.when.allowed
    )
