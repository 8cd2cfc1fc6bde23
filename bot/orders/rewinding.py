"""An order's JSON as it stood at an earlier time: all that happened later is taken back. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

_HAPPENED = ("paid_at", "payment_settled_at", "shipped_at", "delivered_at", "cancelled_at")
# What was noted together with a time, and what it was before.
_WITH = {
    "shipped_at": {"tracking_number": None},
    "cancelled_at": {"cancelled_by": None, "cancel_reason": None},
}
_LISTS = {
    "refunds": "requested_at",
    "disputes": "opened_at",
    "returns": "opened_at",
    "messages": "sent_at",
    "tickets": "opened_at",
}


def as_of(order: Mapping[str, Any], at: datetime) -> dict[str, Any] | None:
    """``order``, as dumped, just before ``at``; None when it had not been placed.

    What leaves no time behind (a dispute that was resolved or withdrawn, a request that was taken back,
    an estimate that was changed) stays.
    """
    if _not_yet(order["placed_at"], at):
        return None
    rewound = dict(order)
    for name in _HAPPENED:
        if _not_yet(order.get(name), at):
            rewound |= {name: None, **_WITH.get(name, {})}
    for name, time_of in _LISTS.items():
        rewound[name] = [entry for entry in order.get(name) or [] if not _not_yet(entry[time_of], at)]
    rewound["refunds"] = [_unpaid(refund, at) for refund in rewound["refunds"]]
    rewound["cancellation_request"] = _request(order.get("cancellation_request"), at)
    replacement = order.get("replacement")
    rewound["replacement"] = None if replacement and _not_yet(replacement["agreed_at"], at) else replacement
    return rewound


def _request(request: Mapping[str, Any] | None, at: datetime) -> dict[str, Any] | None:
    if request is None or _not_yet(request["asked_at"], at):
        return None
    if _not_yet(request.get("answered_at"), at):
        return {**request, "status": "waiting", "answered_at": None}
    return dict(request)


def _unpaid(refund: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    return {**refund, "paid_at": None} if _not_yet(refund.get("paid_at"), at) else dict(refund)


def _not_yet(time: str | datetime | None, at: datetime) -> bool:
    if time is None:
        return False
    happened = time if isinstance(time, datetime) else datetime.fromisoformat(time.replace("Z", "+00:00"))
    return happened >= at
