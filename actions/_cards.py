"""Cards: the custom messages the widget draws. Each has a ``type`` and only strings below it."""

from collections.abc import Sequence
from datetime import datetime

from actions._words import day, item_line, stage_words
from bot.orders.order import Order
from bot.orders.policy import Policy


def order_summary(order: Order, now: datetime, policy: Policy) -> dict[str, str]:
    return {
        "order_id": order.id,
        "title": item_line(order.items),
        "total": str(order.total),
        "placed_on": day(order.placed_at),
        "stage": stage_words(order, now, policy),
        "seller": order.seller.name,
    }


def order_card(order: Order, now: datetime, policy: Policy) -> dict:
    """One order with its items and its dates."""
    dates = [
        ("Ordered", order.placed_at),
        ("Paid", order.paid_at),
        ("Shipped", order.shipped_at),
        ("Expected", order.estimated_delivery if order.delivered_at is None else None),
        ("Delivered", order.delivered_at),
        ("Cancelled", order.cancelled_at),
    ]
    return {
        "type": "order_card",
        **order_summary(order, now, policy),
        "items": [
            {"title": item.title, "quantity": str(item.quantity), "price": str(item.price)}
            for item in order.items
        ],
        "lines": [[label, day(at)] for label, at in dates if at],
        "tracking": order.tracking_number or "",
    }


def order_list(orders: Sequence[Order], now: datetime, policy: Policy) -> dict:
    """Several orders, in the order in which "the second one" counts them."""
    return {"type": "order_list", "orders": [order_summary(order, now, policy) for order in orders]}


def receipt(title: str, order: Order, *lines: tuple[str, str]) -> dict:
    """What was done, for the shopper to keep; lines without a value are left out."""
    about = [("Order", order.id), ("Item", item_line(order.items))]
    kept = [[label, value] for label, value in [*about, *lines] if value]
    return {"type": "receipt", "title": title, "order_id": order.id, "lines": kept}


def refund_tracker(order: Order) -> dict | None:
    """The way of the money back; None when no refund is on record."""
    refund = order.last_refund
    if refund is None:
        return None
    arrived = ("Paid back", day(refund.paid_at)) if refund.paid_at else ("Expected by", day(refund.due_at))
    return {
        "type": "refund_tracker",
        "order_id": order.id,
        "amount": str(refund.amount),
        "method": refund.method,
        "lines": [["Requested", day(refund.requested_at)], list(arrived)],
        "is_paid": "yes" if refund.paid_at else "no",
    }


def seller_message(order: Order, letter: str, *, is_sent: bool) -> dict:
    """The letter to the seller, as a draft or as sent."""
    return {
        "type": "seller_message",
        "order_id": order.id,
        "seller": order.seller.name,
        "text": letter,
        "status": "sent" if is_sent else "draft",
    }
