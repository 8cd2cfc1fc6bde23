"""Every question with every combination of facts hits exactly one line of the table."""

from itertools import product

import pytest

from bot.guidance.decide import decide
from bot.guidance.table import fact_values, rows, rows_for
from bot.orders.ask import ASKS_WITHOUT_ORDER, Ask
from bot.orders.decision import Facts
from bot.orders.stage import Stage

ASKS_WITH_ORDER = [ask for ask in Ask if ask not in ASKS_WITHOUT_ORDER]


def combinations(ask):
    """All values of the facts that any line of this question looks at; the rest cannot matter."""
    named = {name for row in rows_for(ask) for name, _ in row.when.allowed}
    values = fact_values()
    names = sorted(named | {"stage"})
    for combination in product(*(values[name] for name in names)):
        yield Facts(**dict(zip(names, combination, strict=True)))


@pytest.mark.parametrize("ask", ASKS_WITH_ORDER, ids=lambda ask: ask.value)
def test_every_combination_of_facts_hits_exactly_one_line(ask):
    for facts in combinations(ask):
        hits = [row.id for row in rows_for(ask) if row.when.holds(facts)]
        assert len(hits) == 1, f"{facts}: {hits}"


@pytest.mark.parametrize("ask", ASKS_WITH_ORDER, ids=lambda ask: ask.value)
def test_every_line_is_reached_by_some_combination(ask):
    reached = {row for facts in combinations(ask) for row in rows_for(ask) if row.when.holds(facts)}
    assert reached == set(rows_for(ask))


@pytest.mark.parametrize("ask", sorted(ASKS_WITHOUT_ORDER), ids=lambda ask: ask.value)
def test_a_question_without_order_has_one_answer(ask):
    assert len(rows_for(ask)) == 1
    assert decide(ask, None).row_id == rows_for(ask)[0].id


def test_every_offer_of_a_line_is_made_under_some_facts_of_that_line():
    for row in rows():
        named = [name for name, _ in row.when.allowed]
        for line in row.offers:
            for name, values in line.when.allowed:
                if name in named:
                    assert values <= dict(row.when.allowed)[name], f"{row.id} never offers {line.offer}"


def test_the_facts_know_all_stages():
    assert fact_values()["stage"] == tuple(Stage)
