"""Every row of the guidance can be seen with the demo data, and docs/demo.md says where."""

import json
import re
from pathlib import Path

import pytest

from bot.guidance.decide import decide
from bot.guidance.facts import facts_of
from bot.guidance.table import rows
from bot.orders.ask import ASKS_WITHOUT_ORDER, Ask
from bot.orders.policy import Policy
from bot.store.database import open_database
from bot.store.loading import DEMO_ORDERS, load_demo
from tests.integration.store.conftest import NOW

PAGE = Path(__file__).parents[3] / "docs" / "demo.md"
LINE = re.compile(r"\| `(?P<order>\w+)` \|.*\| (?P<rows>[A-Z0-9 -]+) \|")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo's shoppers, each with their orders."""
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'store.db'}")
    load_demo(database, NOW)
    with database.unit_of_work() as uow:
        shoppers = [uow.orders.customer(f"c-{number}") for number in range(1, 9)]
        return {shopper: uow.orders.of_customer(shopper.id) for shopper in shoppers}


def seen_with(order, shopper, orders):
    """The ids of all rows that some question about this order leads to."""
    together = [other for other in orders if order.coupon and other.coupon == order.coupon]
    found = set()
    for disputed in (False, True):
        facts = facts_of(
            order,
            now=NOW,
            policy=Policy(),
            country=shopper.country,
            coupon_orders=together,
            payment_disputed=disputed,
        )
        found |= {decide(ask, facts).row_id for ask in Ask if ask not in ASKS_WITHOUT_ORDER}
    return found


def test_every_row_about_an_order_can_be_seen(demo):
    general = {row.id for ask in ASKS_WITHOUT_ORDER for row in rows() if row.ask is ask}
    seen = {
        row
        for shopper, orders in demo.items()
        for order in orders
        for row in seen_with(order, shopper, orders)
    }
    assert {row.id for row in rows()} - general - seen == set()


def test_the_page_names_the_rows_of_every_order(demo):
    found = LINE.finditer(PAGE.read_text(encoding="utf-8"))
    named = {line["order"]: set(line["rows"].split()) for line in found}
    assert named == {
        order.id: seen_with(order, shopper, orders) for shopper, orders in demo.items() for order in orders
    }


def test_one_shopper_has_no_orders_and_some_live_where_returns_are_not_free(demo):
    free = Policy().free_return_countries
    assert [orders for orders in demo.values() if not orders] == [()]
    assert {shopper.country in free for shopper in demo} == {True, False}


def test_what_is_paid_is_the_price_of_the_items_less_the_coupon(demo):
    for orders in demo.values():
        for order in orders:
            price = sum(item.price.cents * item.quantity for item in order.items)
            assert order.payment.amount == order.total
            assert order.total.cents == price if order.coupon is None else order.total.cents < price


def test_most_orders_say_where_they_are_sent_and_some_do_not(demo):
    sent_to = [order.ship_to for orders in demo.values() for order in orders]
    assert 0 < sent_to.count(None) < len(sent_to) / 4


def test_some_orders_go_to_somebody_else(demo):
    names = {
        (shopper.name, order.ship_to.name)
        for shopper, orders in demo.items()
        for order in orders
        if order.ship_to
    }
    assert any(to not in shopper and shopper not in to for shopper, to in names)


def test_some_orders_hold_two_things_of_one_title_that_their_options_tell_apart(demo):
    twins = [
        order
        for orders in demo.values()
        for order in orders
        if len({item.title for item in order.items}) < len(order.items)
    ]
    assert len(twins) > 2
    assert all(len({item.options for item in order.items}) == len(order.items) for order in twins)


def test_a_refund_that_does_not_say_when_is_due_after_the_refund_period(demo):
    refunds = {refund for orders in demo.values() for order in orders for refund in order.refunds}
    silent = [
        refund
        for order in json.loads(DEMO_ORDERS.read_text("utf-8"))["orders"]
        for refund in order.get("refunds", [])
        if "due_at" not in refund
    ]
    assert len(silent) == 1
    assert all(refund.due_at is not None for refund in refunds)
