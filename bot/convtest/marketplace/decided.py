"""Notes which guidance rows are decided on, and on which facts: what a turn answered by, and for coverage."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.guidance import decide as guidance
from bot.guidance.table import Row
from bot.orders.ask import Ask
from bot.orders.decision import Facts

Decided = tuple[Row, Ask, Facts | None]


@contextmanager
def decisions_noted() -> Iterator[list[Decided]]:
    """While the block runs, every decision of the guidance is added to the list it yields."""
    found: list[Decided] = []
    original = guidance.matching_row

    def noted(ask: Ask, facts: Facts | None):
        row = original(ask, facts)
        found.append((row, ask, facts))
        return row

    guidance.matching_row = noted
    try:
        yield found
    finally:
        guidance.matching_row = original
