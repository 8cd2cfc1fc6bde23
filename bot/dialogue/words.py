"""What the replies of domain/responses may name of an order and of the settings, in words of domain/words.

The short words themselves can be had from here, too.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.dialogue.names import day, ending_of, listed, order_name
from bot.dialogue.word_files import WordsMissing, has, label, sentence, title
from bot.guidance.facts import refund_state
from bot.orders.decision import Offer, RefundState
from bot.orders.order import Order, Refund
from bot.orders.policy import Policy
from bot.orders.stage import stage_of

__all__ = [
    "WordsMissing",
    "country_names",
    "label",
    "left_out_words",
    "next_words",
    "order_words",
    "policy_words",
    "reason_words",
    "sentence",
    "stage_words",
    "title",
]


def country_names(codes: Iterable[str]) -> str:
    """Countries as people name them; a code without a name stays a code."""
    return listed(sorted(_named("country", code) or code for code in codes))


def stage_words(order: Order, now: datetime, policy: Policy) -> str:
    """Where the order stands, as a shopper reads it: ``paid, not shipped yet``."""
    return sentence(f"stage.{stage_of(order, now, policy.dispute_window_days).value}")


def reason_words(reason: str) -> str:
    """The reason of a dispute as people say it: ``not as described``."""
    return _named("dispute_reason", reason) or reason.replace("_", " ")


def next_words(offers: Iterable[Offer], order: Order) -> str:
    """What can be done next, as in "you can …": ``write to Lumen House or open a dispute``."""
    return listed([sentence(f"next.{offer.value}", seller=order.seller.name) for offer in offers], "or")


def left_out_words(order: Order, now: datetime, policy: Policy) -> str:
    """Why this order is left out of a change of several, as in "I have to leave out Desk lamp: …"."""
    stage = stage_of(order, now, policy.dispute_window_days)
    return sentence(f"left_out.{stage.value}", **order_words(order, now, policy))


def policy_words(policy: Policy) -> dict[str, str]:
    """The settings that every reply may name."""
    return {
        "marketplace": policy.marketplace,
        "refund_days": str(policy.refund_days),
        "dispute_window_days": str(policy.dispute_window_days),
        "seller_reply_days": str(policy.seller_reply_days),
        "opening_hours": policy.opening_hours,
        "free_return_countries": country_names(policy.free_return_countries),
    }


def order_words(
    order: Order, now: datetime, policy: Policy, shopper: str = "", others: Iterable[Order] = ()
) -> dict[str, str]:
    """Every placeholder an order reply may use, as strings; what the order does not have is empty.

    ``others`` are the shopper's other orders: where one of them has the same items, ``item`` says which.
    """
    window = timedelta(days=policy.dispute_window_days)
    return {
        "order_number": order.id,
        "ending": ending_of(order),
        "item": order_name(order, others),
        "amount": str(order.payment.amount),
        "total": str(order.total),
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
        "tracking": _tracking_words(order),
        **_cancellation_words(order, policy),
        **_refund_words(order, now, policy),
        **_dispute_words(order),
    }


def _tracking_words(order: Order) -> str:
    number = order.tracking_number
    return sentence("tracking.number", number=number) if number else sentence("tracking.none")


def _cancellation_words(order: Order, policy: Policy) -> dict[str, str]:
    request, replacement = order.cancellation_request, order.replacement
    return {
        "cancelled_on": day(order.cancelled_at),
        "cancelled_by": _cancelled_by(order, policy),
        "cancel_reason": _named("cancel_reason", order.cancel_reason.value) if order.cancel_reason else "",
        "asked_on": day(request.asked_at) if request else "",
        "answered_on": day(request.answered_at) if request else "",
        "replacement_tracking": (replacement.tracking_number or sentence("tracking.none"))
        if replacement
        else "",
    }


def _cancelled_by(order: Order, policy: Policy) -> str:
    if order.cancelled_at is None:
        return ""
    by = order.cancelled_by.value if order.cancelled_by else "unknown"
    return _named("cancelled_by", by) or policy.marketplace


def _refund_words(order: Order, now: datetime, policy: Policy) -> dict[str, str]:
    refund, period = order.last_refund, timedelta(days=policy.refund_days)
    due_at = now + period if refund is None else refund.due_at or refund.requested_at + period
    words = {
        "refund_amount": str(refund.amount) if refund else "",
        "refund_method": refund.method if refund else "",
        "refund_requested_on": day(refund.requested_at) if refund else "",
        "refund_due_on": day(due_at),
        "refund_paid_on": day(refund.paid_at) if refund else "",
    }
    return {**words, "refund_line": _refund_line(order, refund, now, policy, words)}


def _refund_line(
    order: Order, refund: Refund | None, now: datetime, policy: Policy, words: dict[str, str]
) -> str:
    if refund is None:
        return "" if order.paid_at else sentence("refund.nothing_charged")
    if refund.paid_at:
        return sentence("refund.paid", **words)
    is_late = refund_state(order, now, policy.refund_days) is RefundState.LATE
    return sentence("refund.late" if is_late else "refund.pending", **words)


def _dispute_words(order: Order) -> dict[str, str]:
    dispute = order.last_dispute
    return {
        "dispute_opened_on": day(dispute.opened_at) if dispute else "",
        "dispute_reason": reason_words(dispute.reason) if dispute else "",
        "dispute_status": dispute.status.value if dispute else "",
    }


def _named(group: str, name: str) -> str:
    """The words of ``name`` in a group of sentences.yml; empty where it has none."""
    return sentence(f"{group}.{name}") if has("sentences", f"{group}.{name}") else ""
