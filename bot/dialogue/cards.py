"""Cards: the custom messages the widget draws. Each has a ``type`` and only strings below it.

An order's long number stands on its card once.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.dialogue.names import day, full_name, order_name
from bot.dialogue.words import label, stage_words
from bot.orders.order import Order
from bot.orders.policy import Policy

Card = dict[str, Any]
Line = tuple[str, str]


def order_summary(
    order: Order, now: datetime, policy: Policy, others: Iterable[Order] = ()
) -> dict[str, str]:
    """One entry of a list of orders; named so that it differs from ``others``."""
    return {
        "order_id": order.id,
        "title": order_name(order, others),
        "total": str(order.total),
        "placed_on": day(order.placed_at),
        "stage": stage_words(order, now, policy),
        "seller": order.seller.name,
    }


def order_card(order: Order, now: datetime, policy: Policy) -> Card:
    """One order with its items, their options, and its dates."""
    return {
        "type": "order_card",
        **order_summary(order, now, policy),
        "items": [
            {"title": full_name(item), "quantity": str(item.quantity), "price": str(item.price)}
            for item in order.items
        ],
        "lines": _dates(order),
        "tracking": order.tracking_number or "",
    }


def _dates(order: Order) -> list[list[str]]:
    dates = [
        ("date.placed", order.placed_at),
        ("date.paid", order.paid_at),
        ("date.shipped", order.shipped_at),
        ("date.expected", order.estimated_delivery if order.delivered_at is None else None),
        ("date.delivered", order.delivered_at),
        ("date.cancelled", order.cancelled_at),
    ]
    return [[label(key), day(at)] for key, at in dates if at]


def order_list(orders: Sequence[Order], now: datetime, policy: Policy) -> Card:
    """Several orders, in the order in which "the second one" counts them."""
    return {
        "type": "order_list",
        "orders": [order_summary(order, now, policy, orders) for order in orders],
    }


def receipt(kind: str, order: Order, *lines: Line) -> Card:
    """What was done, for the shopper to keep.

    ``kind`` is the write, such as ``cancel_order``; ``lines`` are pairs of a label's key below ``line``
    and a value, such as ``("ticket", "T-000123")``. Lines without a value are left out.
    """
    about = [("order", order.id), ("item", order_name(order))]
    return {
        "type": "receipt",
        "title": label(f"receipt.{kind}"),
        "order_id": order.id,
        "lines": _lines([*about, *lines]),
    }


def _lines(lines: Iterable[Line]) -> list[list[str]]:
    return [[label(f"line.{key}"), value] for key, value in lines if value]


def refund_tracker(order: Order) -> Card | None:
    """The way of the money back; None when no refund is on record."""
    refund = order.last_refund
    if refund is None:
        return None
    arrived = ("refund.paid", refund.paid_at) if refund.paid_at else ("refund.expected", refund.due_at)
    dates = [("refund.requested", refund.requested_at), arrived]
    return {
        "type": "refund_tracker",
        "order_id": order.id,
        "amount": str(refund.amount),
        "method": refund.method,
        "lines": [[label(key), day(at)] for key, at in dates if at],
        "is_paid": "yes" if refund.paid_at else "no",
    }


def seller_message(order: Order, letter: str, *, is_sent: bool) -> Card:
    """The letter to the seller, as a draft or as sent."""
    return {
        "type": "seller_message",
        "order_id": order.id,
        "seller": order.seller.name,
        "text": letter,
        "status": "sent" if is_sent else "draft",
    }


def draw(kind: str, orders: Sequence[Order], now: datetime, policy: Policy) -> Card | None:
    """The card of this ``type`` for these orders; a list where there are several."""
    if kind == "refund_tracker" and len(orders) == 1:
        return refund_tracker(orders[0])
    if kind == "order_card" and len(orders) == 1:
        return order_card(orders[0], now, policy)
    return order_list(orders, now, policy)


def handoff(reference: str, policy: Policy) -> Card:
    """The case that a person was called for."""
    return {"type": "handoff", "reference": reference, "opening_hours": policy.opening_hours}
