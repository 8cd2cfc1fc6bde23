"""Orders for tests of the dialogue, from short words: "Polo shirt/red,S x2 @22.00"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from bot.orders.money import Money, cents_from_decimal
from bot.orders.order import Actor, Item, Order, Payment, Refund, RefundCause, Return, ReturnedItem, Seller
from bot.orders.policy import Policy
from bot.orders.stage import Stage, stage_of

NOW = datetime(2026, 11, 28, 12, tzinfo=timezone.utc)
POLICY = Policy()


def an_item(words: str, item_id: str = "i-1") -> Item:
    """An item of "title[/name=value,…][ xN] @price"."""
    rest, _, price = words.rpartition(" @")
    title, _, count = rest.rpartition(" x")
    if not title or not count.isdigit():
        title, count = rest, "1"
    title, _, options = title.partition("/")
    pairs = tuple(tuple(pair.split("=")) for pair in options.split(",") if pair)
    return Item(item_id, title, Money(cents_from_decimal(price)), int(count), pairs)


def an_order(order_id: str, items: str, days: float = 1, state: str = "paid", **facts: Any) -> Order:
    """An order placed ``days`` ago, of items separated by "; ".

    ``state`` is unpaid, paid, shipped, delivered or cancelled; ``facts`` are ``seller``, ``shipped``,
    ``delivered`` (days ago), ``due`` (days from now), ``tracking``.
    """
    bought = tuple(an_item(words, f"i-{place}") for place, words in enumerate(items.split("; "), start=1))
    total = Money(sum(item.price.cents * item.quantity for item in bought))
    placed = NOW - timedelta(days=days)
    return Order(
        id=order_id,
        customer_id="c-1",
        seller=Seller("s-1", facts.get("seller", "Fernhill Goods")),
        placed_at=placed,
        total=total,
        payment=Payment("card", "Visa ••4242", total),
        items=bought,
        **_times(state, placed, facts),
    )


def _times(state: str, placed: datetime, facts: Mapping[str, Any]) -> dict[str, Any]:
    times: dict[str, Any] = {}
    if state != "unpaid":
        times |= {"paid_at": placed, "payment_settled_at": placed}
    if state in ("shipped", "delivered", "returned"):
        shipped = facts.get("shipped")
        times["shipped_at"] = placed if shipped is None else NOW - timedelta(days=shipped)
        times["tracking_number"] = facts.get("tracking")
    if state == "shipped":
        times["estimated_delivery"] = NOW + timedelta(days=facts.get("due", 3))
    if state in ("delivered", "returned"):
        times["delivered_at"] = NOW - timedelta(days=facts.get("delivered", 1))
    if state == "returned":
        times["returns"] = (Return((ReturnedItem("i-1", 1),), "small", NOW),)
    if state == "cancelled":
        refund = Refund(Money(1), "Visa ••4242", RefundCause.CANCELLATION, NOW, NOW)
        times |= {"cancelled_at": NOW, "cancelled_by": Actor.BUYER, "refunds": (refund,)}
    return times


def can_be_cancelled(order: Order) -> int:
    stage = stage_of(order, NOW, POLICY.dispute_window_days)
    return int(stage in {Stage.UNPAID, Stage.PAYMENT_PROCESSING, Stage.TO_SHIP, Stage.SHIPPED})


def can_be_returned(order: Order) -> int:
    return int(stage_of(order, NOW, POLICY.dispute_window_days) is Stage.DELIVERED)


def any_order(order: Order) -> int:
    return 1


FITS = {"cancel": can_be_cancelled, "return": can_be_returned, "any": any_order}
