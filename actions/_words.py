"""The facts of an order in words: what the responses of domain/responses may name."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.guidance.facts import refund_state
from bot.orders.decision import RefundState
from bot.orders.order import Actor, Item, Order
from bot.orders.policy import Policy
from bot.orders.stage import Stage, stage_of

_STAGES = {
    Stage.UNPAID: "waiting for payment",
    Stage.PAYMENT_PROCESSING: "payment in process",
    Stage.TO_SHIP: "paid, not shipped yet",
    Stage.SHIPPED: "on its way",
    Stage.DELIVERED: "delivered",
    Stage.CANCELLED: "cancelled",
    Stage.IN_DISPUTE: "in dispute",
    Stage.CLOSED: "completed",
}

_COUNTRIES = {
    "AU": "Australia",
    "DE": "Germany",
    "ES": "Spain",
    "FR": "France",
    "GB": "the United Kingdom",
    "IT": "Italy",
    "NL": "the Netherlands",
    "PL": "Poland",
    "US": "the United States",
}


def country_names(codes: Iterable[str]) -> str:
    """Countries as people name them; a code without a name here stays a code."""
    *others, last = sorted(_COUNTRIES.get(code, code) for code in codes)
    return f"{', '.join(others)} and {last}" if others else last


def day(at: datetime | None) -> str:
    """A date as people say it: ``23 November 2026``; empty for None."""
    return f"{at.day} {at:%B %Y}" if at else ""


def item_line(items: tuple[Item, ...]) -> str:
    """The items in a few words: ``Desk lamp``, ``Desk lamp and 2 more items``."""
    more = len(items) - 1
    if more < 1:
        return items[0].title
    return f"{items[0].title} and {more} more item{'s' if more > 1 else ''}"


def stage_words(order: Order, now: datetime, policy: Policy) -> str:
    return _STAGES[stage_of(order, now, policy.dispute_window_days)]


def order_words(order: Order, now: datetime, policy: Policy, shopper: str = "") -> dict[str, str]:
    """Every placeholder an order reply may use, as strings; what the order does not have is empty."""
    window = timedelta(days=policy.dispute_window_days)
    return {
        "order_number": order.id,
        "item": item_line(order.items),
        "amount": str(order.payment.amount),
        "stage": stage_words(order, now, policy),
        "seller": order.seller.name,
        "payment_label": order.payment.label,
        "coupon": order.coupon.code if order.coupon else "",
        "shopper": shopper.split(" ")[0],
        "placed_on": day(order.placed_at),
        "paid_on": day(order.paid_at),
        "shipped_on": day(order.shipped_at),
        "delivered_on": day(order.delivered_at),
        "estimate_on": day(order.estimated_delivery),
        "dispute_until_on": day(order.delivered_at + window) if order.delivered_at else "",
        "open_ticket": order.open_ticket.reference if order.open_ticket else "",
        "tracking": f"tracking number {order.tracking_number}" if order.tracking_number else _NO_TRACKING,
        **_cancellation_words(order, policy),
        **_refund_words(order, now, policy),
        **_dispute_words(order),
    }


_NO_TRACKING = "no tracking number yet"


def _cancellation_words(order: Order, policy: Policy) -> dict[str, str]:
    by = {Actor.BUYER: "you", Actor.SELLER: "the seller", Actor.PLATFORM: policy.marketplace}
    request, replacement = order.cancellation_request, order.replacement
    return {
        "cancelled_on": day(order.cancelled_at),
        "cancelled_by": by.get(order.cancelled_by, ""),
        "cancel_reason": order.cancel_reason.value.replace("_", " ") if order.cancel_reason else "",
        "asked_on": day(request.asked_at) if request else "",
        "answered_on": day(request.answered_at) if request else "",
        "replacement_tracking": (replacement.tracking_number or _NO_TRACKING) if replacement else "",
    }


def _refund_words(order: Order, now: datetime, policy: Policy) -> dict[str, str]:
    refund = order.last_refund
    words = {
        "refund_amount": str(refund.amount) if refund else "",
        "refund_method": refund.method if refund else "",
        "refund_requested_on": day(refund.requested_at) if refund else "",
        "refund_due_on": day(refund.due_at if refund else now + timedelta(days=policy.refund_days)),
        "refund_paid_on": day(refund.paid_at) if refund else "",
    }
    return {**words, "refund_line": _refund_line(order, now, policy.refund_days, words)}


def _refund_line(order: Order, now: datetime, refund_days: int, words: dict[str, str]) -> str:
    refund = order.last_refund
    if refund is None:
        return "" if order.paid_at else "Nothing was charged, so there is nothing to refund."
    if refund.paid_at:
        return f"{words['refund_amount']} went back to {refund.method} on {words['refund_paid_on']}."
    if refund_state(order, now, refund_days) is RefundState.LATE:
        return f"The refund of {words['refund_amount']} was due by {words['refund_due_on']} and is late."
    return (
        f"The refund of {words['refund_amount']} to {refund.method} is on its way, "
        f"usually there by {words['refund_due_on']}."
    )


def _dispute_words(order: Order) -> dict[str, str]:
    dispute = order.last_dispute
    return {
        "dispute_opened_on": day(dispute.opened_at) if dispute else "",
        "dispute_reason": dispute.reason.replace("_", " ") if dispute else "",
        "dispute_status": dispute.status.value if dispute else "",
    }
