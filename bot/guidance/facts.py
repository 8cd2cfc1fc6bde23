"""From an order and the clock to the facts the guidance looks at. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.orders.decision import CouponState, Facts, RefundState, ReplacementState, RequestState
from bot.orders.order import CouponKind, DisputeStatus, Order, RequestStatus, ReturnStatus
from bot.orders.policy import Policy
from bot.orders.stage import stage_of


def facts_of(
    order: Order,
    *,
    now: datetime,
    policy: Policy,
    country: str,
    coupon_orders: Sequence[Order] = (),
    payment_disputed: bool = False,
) -> Facts:
    """The facts of ``order`` at ``now``.

    Args:
        country: the shopper's country, ISO 3166 alpha-2.
        coupon_orders: all orders paid with the same coupon; ``order`` itself always counts.
        payment_disputed: the shopper reports a charge that the record does not show.
    """
    estimate = order.estimated_delivery
    return Facts(
        stage=stage_of(order, now, policy.dispute_window_days),
        cancelled_by=order.cancelled_by if order.cancelled_at is not None else None,
        refund=refund_state(order, now, policy.refund_days),
        request=_request_state(order),
        coupon=_coupon_state(order, coupon_orders, now),
        replacement=_replacement_state(order),
        estimate_known=estimate is not None,
        estimate_passed=estimate is not None and now > estimate,
        free_returns=country.upper() in policy.free_return_countries,
        charged=order.paid_at is not None,
        reminder_due=_reminder_due(order, now, policy.seller_reply_days),
        return_open=any(opened.status is not ReturnStatus.CLOSED for opened in order.returns),
        disputed=any(dispute.status is not DisputeStatus.WITHDRAWN for dispute in order.disputes),
        ticket_open=order.open_ticket is not None,
        payment_disputed=payment_disputed,
    )


def refund_state(order: Order, now: datetime, refund_days: int) -> RefundState:
    """Where the money of the last refund is; late once it was requested more than ``refund_days`` ago."""
    refund = order.last_refund
    if refund is None:
        return RefundState.NONE
    if refund.paid_at is not None:
        return RefundState.PAID
    late = now - refund.requested_at > timedelta(days=refund_days)
    return RefundState.LATE if late else RefundState.PENDING


def _request_state(order: Order) -> RequestState:
    request = order.cancellation_request
    return RequestState.NONE if request is None else RequestState(request.status.value)


def _reminder_due(order: Order, now: datetime, seller_reply_days: int) -> bool:
    request = order.cancellation_request
    if request is None or request.status is not RequestStatus.WAITING:
        return False
    return now - (request.reminded_at or request.asked_at) >= timedelta(days=seller_reply_days)


def _replacement_state(order: Order) -> ReplacementState:
    if order.replacement is None:
        return ReplacementState.NONE
    tracked = bool(order.replacement.tracking_number)
    return ReplacementState.WITH_TRACKING if tracked else ReplacementState.WITHOUT_TRACKING


def _coupon_state(order: Order, coupon_orders: Sequence[Order], now: datetime) -> CouponState:
    """What keeps a coupon from coming back is looked at first: the seller's own, then expired."""
    coupon = order.coupon
    if coupon is None:
        return CouponState.NONE
    if coupon.kind is CouponKind.SELLER:
        return CouponState.SELLER
    if coupon.expires_at is not None and now >= coupon.expires_at:
        return CouponState.EXPIRED
    together = (order, *coupon_orders)
    all_cancelled = all(other.cancelled_at is not None for other in together)
    return CouponState.PLATFORM_ALL_CANCELLED if all_cancelled else CouponState.PLATFORM_SOME_OPEN
