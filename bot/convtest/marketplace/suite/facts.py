"""What a reply must name, worked out from the order and the policy without the code that words replies."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from bot.orders.order import Actor, Order, Refund
from bot.orders.policy import Policy
from bot.orders.stage import Stage, stage_of

Facts = Mapping[str, tuple[str, ...]]
# What a shopper must be able to read where a reply tells the stage of an order.
_STAGE_WORDS = {
    Stage.UNPAID: "payment",
    Stage.PAYMENT_PROCESSING: "process",
    Stage.TO_SHIP: "not shipped",
    Stage.SHIPPED: "on its way",
    Stage.DELIVERED: "delivered",
    Stage.CANCELLED: "cancelled",
    Stage.IN_DISPUTE: "in dispute",
    Stage.CLOSED: "completed",
}
_ACTOR_WORDS = {Actor.BUYER: "you", Actor.SELLER: "the seller"}
_OF_ORDER = (
    "order_number",
    "item",
    "amount",
    "stage",
    "seller",
    "payment_label",
    "coupon",
    "placed_on",
    "paid_on",
    "shipped_on",
    "delivered_on",
    "estimate_on",
    "dispute_until_on",
    "tracking",
    "cancelled_on",
    "cancelled_by",
    "asked_on",
    "answered_on",
    "replacement_tracking",
    "refund_amount",
    "refund_method",
    "refund_requested_on",
    "refund_due_on",
    "refund_paid_on",
    "refund_position",
    "dispute_opened_on",
    "dispute_reason",
    "dispute_status",
    "return_items",
    "return_reason",
)
_OF_POLICY = ("marketplace", "refund_days", "dispute_days", "seller_reply_days", "opening_hours")
FACTS = (*_OF_ORDER, *_OF_POLICY)


def facts_to_name(order: Order | None, now: datetime, policy: Policy) -> dict[str, tuple[str, ...]]:
    """Each fact with the texts that name it; none where the order does not have it."""
    words = dict(_of_policy(policy))
    if order is not None:
        words.update(_of_order(order, now, policy))
        words.update(_of_dispute_and_return(order))
        words.update(_of_refund(order, now, policy))
    found = {name: (value,) if isinstance(value, str) else value for name, value in words.items()}
    return {name: tuple(text for text in found.get(name, ()) if text) for name in FACTS}


def day(at: datetime | None) -> str:
    """The date as replies write it, ``3 May 2026``; empty for None."""
    return "" if at is None else f"{at:%d %B %Y}".lstrip("0")


def _of_policy(policy: Policy) -> Iterator[tuple[str, str]]:
    yield "marketplace", policy.marketplace
    yield "refund_days", f"{policy.refund_days} days"
    yield "dispute_days", f"{policy.dispute_window_days} days"
    yield "seller_reply_days", f"{policy.seller_reply_days} days"
    yield "opening_hours", policy.opening_hours


def _of_order(order: Order, now: datetime, policy: Policy) -> Iterator[tuple[str, str]]:
    request, replacement = order.cancellation_request, order.replacement
    window = timedelta(days=policy.dispute_window_days)
    yield "order_number", order.id
    yield "item", order.items[0].title
    yield "amount", _amount(order.payment.amount.cents)
    yield "stage", _STAGE_WORDS[stage_of(order, now, policy.dispute_window_days)]
    yield "seller", order.seller.name
    yield "payment_label", order.payment.label
    yield "coupon", order.coupon.code if order.coupon else ""
    yield "placed_on", day(order.placed_at)
    yield "paid_on", day(order.paid_at)
    yield "shipped_on", day(order.shipped_at)
    yield "delivered_on", day(order.delivered_at)
    yield "estimate_on", day(order.estimated_delivery)
    yield "dispute_until_on", day(order.delivered_at + window) if order.delivered_at else ""
    yield "tracking", order.tracking_number or "no tracking number"
    yield "cancelled_on", day(order.cancelled_at)
    yield "cancelled_by", _ACTOR_WORDS.get(order.cancelled_by, policy.marketplace)
    yield "asked_on", day(request.asked_at) if request else ""
    yield "answered_on", day(request.answered_at) if request else ""
    yield "replacement_tracking", (replacement.tracking_number or "no tracking number") if replacement else ""


def _of_dispute_and_return(order: Order) -> Iterator[tuple[str, str]]:
    if order.disputes:
        dispute = max(order.disputes, key=lambda each: each.opened_at)
        yield "dispute_opened_on", day(dispute.opened_at)
        yield "dispute_reason", dispute.reason.replace("_", " ")
        yield "dispute_status", dispute.status.value
    yield "return_items", order.items[0].title
    yield "return_reason", order.returns[-1].reason if order.returns else ""


def _of_refund(order: Order, now: datetime, policy: Policy) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    if not order.refunds:
        yield "refund_due_on", day(now + timedelta(days=policy.refund_days))
        yield "refund_position", "" if order.paid_at else "nothing was charged"
        return
    refund = max(order.refunds, key=lambda each: each.requested_at)
    yield "refund_amount", _amount(refund.amount.cents)
    yield "refund_method", refund.method
    yield "refund_requested_on", day(refund.requested_at)
    yield "refund_due_on", day(refund.due_at)
    yield "refund_paid_on", day(refund.paid_at)
    yield "refund_position", tuple(_position(refund, now))


def _position(refund: Refund, now: datetime) -> Iterator[str]:
    yield _amount(refund.amount.cents)
    if refund.paid_at:
        yield from (refund.method, day(refund.paid_at))
    elif refund.due_at < now:
        yield from ("late", day(refund.due_at))
    else:
        yield from (refund.method, day(refund.due_at))


def _amount(cents: int) -> str:
    return f"${cents / 100:,.2f}"
