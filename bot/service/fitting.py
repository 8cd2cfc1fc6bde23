"""Which orders suit a request, so that "where's my refund" finds the one order that has a refund."""

from bot.orders.ask import Ask
from bot.orders.decision import Facts, RefundState, ReplacementState, RequestState
from bot.orders.order import Actor
from bot.orders.stage import Stage

# How well an order suits "my refund" whose money is still to come.
MONEY_TO_COME = 2
_BEFORE_SHIPPING = {Stage.UNPAID, Stage.PAYMENT_PROCESSING, Stage.TO_SHIP}
_RUNNING = _BEFORE_SHIPPING | {Stage.SHIPPED}
_RECEIVED = {Stage.DELIVERED}


def fit(ask: Ask, facts: Facts) -> int:
    """How well an order with these facts suits ``ask``: 0 not at all, 2 better than 1."""
    return int(_FITTING.get(ask, _any)(facts))


def _any(facts: Facts) -> bool:
    return facts.stage is not Stage.CLOSED


def _cancellable(facts: Facts) -> bool:
    return facts.stage in _RUNNING and facts.request is not RequestState.ACCEPTED


def _has_refund(facts: Facts) -> int:
    """Money that is still to come before money that came."""
    sold_out = facts.stage is Stage.CANCELLED and facts.cancelled_by is Actor.SELLER
    if facts.refund in (RefundState.PENDING, RefundState.LATE):
        return MONEY_TO_COME
    return 1 if facts.refund is RefundState.PAID or sold_out else 0


def _seller_cancelled(facts: Facts) -> bool:
    return facts.cancelled_by is Actor.SELLER or facts.replacement is not ReplacementState.NONE


def _asked_seller(facts: Facts) -> bool:
    return facts.request is not RequestState.NONE


def _cancelled_or_asked(facts: Facts) -> bool:
    return facts.stage is Stage.CANCELLED or _asked_seller(facts)


def _disputable(facts: Facts) -> bool:
    late = facts.stage is Stage.SHIPPED and facts.estimate_passed
    return late or facts.stage in {Stage.DELIVERED, Stage.IN_DISPUTE}


_FITTING = {
    Ask.CANCEL: _cancellable,
    Ask.CHANGE: lambda facts: facts.stage in _RUNNING,
    Ask.SELLER_CANCELLED: _seller_cancelled,
    Ask.SELLER_REFUSED: _asked_seller,
    Ask.REFUND: _has_refund,
    Ask.DISPUTE: _disputable,
    Ask.RETURN: lambda facts: facts.stage in _RECEIVED,
    Ask.COUPON: lambda facts: facts.coupon.value != "none",
    Ask.STATUS: lambda facts: facts.stage in _RUNNING | {Stage.IN_DISPUTE},
    Ask.CANCELLATION_STATUS: _cancelled_or_asked,
    Ask.PAYMENT: lambda facts: facts.stage in _RUNNING or facts.refund is not RefundState.NONE,
}
