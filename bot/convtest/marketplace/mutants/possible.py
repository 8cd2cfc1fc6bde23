"""Which facts an order can have at all: what follows from how facts are derived, and nothing beyond it."""

from collections.abc import Iterator
from functools import cache
from itertools import product

from bot.guidance.table import fact_values, rows_for
from bot.orders.ask import ASKS_WITHOUT_ORDER, Ask
from bot.orders.decision import Facts, RequestState
from bot.orders.stage import Stage

_PAID = (Stage.PAYMENT_PROCESSING, Stage.TO_SHIP)
_MAY_HAVE_BEEN_DISPUTED = (Stage.IN_DISPUTE, Stage.CLOSED, Stage.CANCELLED)


def is_possible(facts: Facts) -> bool:
    """Whether ``facts_of`` and ``stage_of`` can come to these facts for some order the store accepts."""
    return all(
        (
            facts.stage is not Stage.UNPAID or not facts.charged,
            facts.stage not in _PAID or facts.charged,
            (facts.stage is Stage.CANCELLED) == (facts.cancelled_by is not None),
            facts.estimate_known or not facts.estimate_passed,
            not facts.reminder_due or facts.request is RequestState.WAITING,
            facts.stage is not Stage.IN_DISPUTE or facts.disputed,
            not facts.disputed or facts.stage in _MAY_HAVE_BEEN_DISPUTED,
        )
    )


@cache
def possible_facts(ask: Ask) -> tuple[Facts | None, ...]:
    """All possible facts of a question, as far as some line of it looks at them."""
    return (None,) if ask in ASKS_WITHOUT_ORDER else tuple(_combinations(ask))


def _combinations(ask: Ask) -> Iterator[Facts]:
    """What a line does not look at is left as it fits best, so that it rules nothing out."""
    lines = rows_for(ask)
    named = {name for row in lines for name, _ in row.when.allowed}
    named |= {name for row in lines for line in row.offers for name, _ in line.when.allowed}
    names = sorted(named | {"stage"})
    for values in product(*(fact_values()[name] for name in names)):
        facts = dict(zip(names, values, strict=True))
        if any(is_possible(Facts(**each)) for each in _filled_in(facts)):
            yield Facts(**facts)


def _filled_in(facts: dict) -> Iterator[dict]:
    """The facts with every value of those that others depend on and no line looks at."""
    free = ("cancelled_by", "estimate_known", "request", "charged", "disputed")
    missing = [name for name in free if name not in facts]
    for values in product(*(fact_values()[name] for name in missing)):
        yield {**facts, **dict(zip(missing, values, strict=True))}
