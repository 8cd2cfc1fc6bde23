"""Where an order stands, derived from its own facts and the clock; never typed in."""

from datetime import datetime, timedelta
from enum import Enum

from bot.orders.order import DisputeStatus, Order


class Stage(str, Enum):
    """The stages of the guidance, in the order an order passes them."""

    UNPAID = "unpaid"
    PAYMENT_PROCESSING = "payment_processing"
    TO_SHIP = "to_ship"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    IN_DISPUTE = "in_dispute"
    CLOSED = "closed"


def stage_of(order: Order, now: datetime, dispute_window_days: int) -> Stage:
    """The stage of ``order`` at ``now``.

    A cancelled order stays cancelled whatever else is recorded. An order is closed once its
    dispute was resolved, or once it was delivered ``dispute_window_days`` ago or earlier. A dispute
    that was withdrawn leaves the order where it would be without it.
    """
    if order.cancelled_at is not None:
        return Stage.CANCELLED
    if order.open_dispute is not None:
        return Stage.IN_DISPUTE
    if any(dispute.status is DisputeStatus.RESOLVED for dispute in order.disputes):
        return Stage.CLOSED
    if order.delivered_at is not None:
        over = now >= order.delivered_at + timedelta(days=dispute_window_days)
        return Stage.CLOSED if over else Stage.DELIVERED
    if order.shipped_at is not None:
        return Stage.SHIPPED
    if order.paid_at is None:
        return Stage.UNPAID
    return Stage.TO_SHIP if order.payment_settled_at is not None else Stage.PAYMENT_PROCESSING
