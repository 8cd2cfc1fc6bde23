"""The one guidance row that holds for a question and the facts of an order. Pure."""

from bot.guidance.table import Row, TableError, rows_for
from bot.orders.ask import ASKS_WITHOUT_ORDER, Ask
from bot.orders.decision import Decision, Facts


def decide(ask: Ask, facts: Facts | None) -> Decision:
    """What to answer, what to offer and what to propose.

    ``facts`` is None for questions that need no order.

    Raises:
        ValueError: when the question needs an order and no facts were given.
        TableError: when not exactly one row holds; the enumeration test keeps that from happening.
    """
    if facts is None and ask not in ASKS_WITHOUT_ORDER:
        raise ValueError(f"{ask.value} is about an order; pass its facts")
    row = matching_row(ask, facts)
    return Decision(
        row_id=row.id,
        reply=row.reply,
        offers=tuple(line.offer for line in row.offers if line.when.holds(facts)),
        write=row.write,
    )


def matching_row(ask: Ask, facts: Facts | None) -> Row:
    """The line of the table that holds.

    Raises:
        TableError: when none or several hold.
    """
    matches = [row for row in rows_for(ask) if row.when.holds(facts)]
    if len(matches) != 1:
        found = ", ".join(row.id for row in matches) or "none"
        raise TableError(f"{ask.value} with {facts}: exactly one row must hold, found {found}")
    return matches[0]
