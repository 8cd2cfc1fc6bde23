"""The stage follows from what is recorded and when, in this order of weight."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.orders.money import Money
from bot.orders.order import Actor, Dispute, DisputeStatus, Item, Order, Payment, Refund, RefundCause, Seller
from bot.orders.stage import Stage, stage_of

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=timezone.utc)
WINDOW_DAYS = 15
PLACED = Order(
    id="1",
    customer_id="c-1",
    seller=Seller("s-1", "Lumen House"),
    placed_at=NOW,
    total=Money(1990),
    payment=Payment("card", "Visa ••4242", Money(1990)),
    items=(Item("i-1", "Desk lamp", Money(1990)),),
)
PAID = replace(PLACED, paid_at=NOW)
SETTLED = replace(PAID, payment_settled_at=NOW)
SHIPPED = replace(SETTLED, shipped_at=NOW)
DELIVERED = replace(SHIPPED, delivered_at=NOW)


def dispute(status):
    return Dispute("broken", "It is cracked.", NOW, status)


def stage(order):
    return stage_of(order, NOW, WINDOW_DAYS)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (PLACED, Stage.UNPAID),
        (PAID, Stage.PAYMENT_PROCESSING),
        (SETTLED, Stage.TO_SHIP),
        (SHIPPED, Stage.SHIPPED),
        (DELIVERED, Stage.DELIVERED),
    ],
    ids=lambda value: value.value if isinstance(value, Stage) else "",
)
def test_an_order_passes_the_stages_one_by_one(order, expected):
    assert stage(order) is expected


@pytest.mark.parametrize("order", [PLACED, SETTLED, SHIPPED, DELIVERED])
def test_a_cancelled_order_is_cancelled_whatever_else_is_recorded(order):
    disputed = (dispute(DisputeStatus.OPEN),)
    cancelled = replace(order, cancelled_at=NOW, cancelled_by=Actor.SELLER, disputes=disputed)
    assert stage(cancelled) is Stage.CANCELLED


@pytest.mark.parametrize("order", [SHIPPED, DELIVERED])
def test_an_open_dispute_outweighs_the_delivery(order):
    assert stage(replace(order, disputes=(dispute(DisputeStatus.OPEN),))) is Stage.IN_DISPUTE


@pytest.mark.parametrize("order", [SHIPPED, DELIVERED])
def test_a_resolved_dispute_closes_the_order(order):
    assert stage(replace(order, disputes=(dispute(DisputeStatus.RESOLVED),))) is Stage.CLOSED


@pytest.mark.parametrize("order", [SHIPPED, DELIVERED])
def test_a_withdrawn_dispute_leaves_the_order_where_it_would_be_without_it(order):
    assert stage(replace(order, disputes=(dispute(DisputeStatus.WITHDRAWN),))) is stage(order)


def test_a_resolved_dispute_closes_the_order_though_another_was_withdrawn():
    both = (dispute(DisputeStatus.RESOLVED), dispute(DisputeStatus.WITHDRAWN))
    assert stage(replace(DELIVERED, disputes=both)) is Stage.CLOSED


def test_a_withdrawn_dispute_does_not_keep_the_order_open_past_the_window():
    long_ago = replace(DELIVERED, delivered_at=NOW - timedelta(days=WINDOW_DAYS))
    assert stage(replace(long_ago, disputes=(dispute(DisputeStatus.WITHDRAWN),))) is Stage.CLOSED


def test_a_new_dispute_after_a_withdrawn_one_is_open():
    both = (dispute(DisputeStatus.WITHDRAWN), dispute(DisputeStatus.OPEN))
    assert stage(replace(DELIVERED, disputes=both)) is Stage.IN_DISPUTE


def test_an_order_is_closed_at_the_very_end_of_the_dispute_window():
    delivered_at = NOW - timedelta(days=WINDOW_DAYS)
    assert stage(replace(DELIVERED, delivered_at=delivered_at)) is Stage.CLOSED


def test_an_order_is_delivered_until_a_moment_before_that():
    delivered_at = NOW - timedelta(days=WINDOW_DAYS) + timedelta(microseconds=1)
    assert stage(replace(DELIVERED, delivered_at=delivered_at)) is Stage.DELIVERED


def test_the_last_of_several_refunds_and_disputes_counts():
    older = Refund(Money(500), "Visa", RefundCause.RETURN, NOW, NOW)
    newer = Refund(Money(700), "Visa", RefundCause.DISPUTE, NOW, NOW)
    ended, opened = dispute(DisputeStatus.WITHDRAWN), dispute(DisputeStatus.OPEN)
    order = replace(DELIVERED, refunds=(older, newer), disputes=(ended, opened))
    assert order.last_refund is newer
    assert order.last_dispute is opened
    assert order.open_dispute is opened


def test_an_order_without_refund_or_dispute_has_neither():
    assert (PLACED.last_refund, PLACED.last_dispute, PLACED.open_dispute) == (None, None, None)
