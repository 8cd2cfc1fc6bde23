"""The shape of order JSON, checked with file, path and reason; see docs/orders.md."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.orders.errors import LoadError
from bot.orders.order import (
    Actor,
    AutoReply,
    CancelReason,
    CouponKind,
    DisputeStatus,
    RefundCause,
    RequestStatus,
    ReturnStatus,
    TicketKind,
)
from bot.store.json_checks import (
    Check,
    Wrong,
    cents,
    code,
    count,
    fields,
    many,
    moment,
    one_of,
    some,
    text,
    texts,
    ticket_number,
)

_KEY = text(64)
_WORDS = text(may_be_empty=True)
_TIMES = ("paid_at", "payment_settled_at", "shipped_at", "delivered_at", "estimated_delivery", "cancelled_at")


def read_json(file: Path) -> Any:
    """The content of a JSON file.

    Raises:
        LoadError: when the file cannot be read or is no JSON.
    """
    try:
        return json.loads(
            file.read_text(encoding="utf-8"), parse_constant=_no_constant, object_pairs_hook=_object
        )
    except OSError as error:
        raise LoadError(f"{file}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise LoadError(f"{file}: cannot be read: it is not UTF-8.") from error
    except RecursionError as error:
        raise LoadError(f"{file}: is not valid JSON: it is nested too deeply.") from error
    except ValueError as error:
        raise LoadError(f"{file}: is not valid JSON: {error}.") from error


def check_document(file: Path, body: Any, now: datetime) -> dict:
    """The document with every value in its inside form: cents, aware datetimes, closed words.

    Raises:
        LoadError: naming file, path and reason.
    """
    try:
        return _document(moment(now))(body)
    except Wrong as wrong:
        raise LoadError(f"{file}: {wrong.path.lstrip('.') or 'document'}: {wrong.reason}") from wrong


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON value")


def _object(pairs: list[tuple[str, Any]]) -> dict:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in found if names.count(name) > 1)
        raise ValueError(f"{json.dumps(twice[:40])} stands twice in one object")
    return found


def _document(at: Check) -> Check:
    seller = fields({"id": _KEY, "name": text(200), "auto_reply": one_of(AutoReply)})
    customer = fields({"id": _KEY, "name": text(200), "email": text(200), "country": code(2, "US")})
    coupon = fields({"code": _KEY, "kind": one_of(CouponKind)}, {"expires_at": at})
    return fields(
        {"format": _format, "currency": code(3, "USD")},
        {
            "sellers": many(seller),
            "customers": many(customer),
            "coupons": many(coupon),
            "orders": many(_order(at)),
            "tickets": many(_ticket(at, {"customer_id": _KEY})),
        },
    )


def _order(at: Check) -> Check:
    item = {"id": _KEY, "title": text(300), "price": cents, "quantity": count}
    return fields(
        {
            "id": _KEY,
            "customer_id": _KEY,
            "seller_id": _KEY,
            "placed_at": at,
            "total": cents,
            "payment": fields({"method": text(40), "label": text(100), "amount": cents}),
            "items": many(fields(item, {"options": texts, "image": text(500)})),
        },
        {
            **dict.fromkeys(_TIMES, at),
            "tracking_number": text(64),
            "ship_to": _address(),
            "cancelled_by": one_of(Actor),
            "cancel_reason": one_of(CancelReason),
            "coupon": _KEY,
            "replacement": fields({"agreed_at": at}, {"tracking_number": text(64)}),
            "tickets": many(_ticket(at, {})),
            **_dealings(at),
        },
    )


def _address() -> Check:
    """Where an order is sent."""
    required = {
        "name": text(200),
        "lines": some(text(200), most=5),
        "city": text(100),
        "postal_code": text(20),
        "country": code(2, "US"),
    }
    return fields(required, {"region": text(100)})


def _dealings(at: Check) -> dict[str, Check]:
    """What shopper and seller did about an order."""
    request = {"reason": one_of(CancelReason), "asked_at": at, "status": one_of(RequestStatus)}
    refund = {
        "amount": cents,
        "method": text(100),
        "cause": one_of(RefundCause),
        "requested_at": at,
    }
    dispute = {"reason": text(40), "text": _WORDS, "opened_at": at, "status": one_of(DisputeStatus)}
    opened = {
        "items": many(fields({"id": _KEY, "quantity": count})),
        "reason": text(300, may_be_empty=True),
        "opened_at": at,
        "status": one_of(ReturnStatus),
    }
    message = {"sender": one_of(("buyer", "seller")), "text": _WORDS, "sent_at": at}
    return {
        "cancellation_request": fields(request, {"answered_at": at, "reminded_at": at}),
        "refunds": many(fields(refund, {"due_at": at, "paid_at": at})),
        "disputes": many(fields(dispute, {"photos": many(text(200))})),
        "returns": many(fields(opened)),
        "messages": many(fields(message)),
    }


def _ticket(at: Check, more: dict[str, Check]) -> Check:
    required = {
        "kind": one_of(TicketKind),
        "summary": _WORDS,
        "opened_at": at,
        "status": one_of(("open", "closed")),
    }
    return fields(required, {**more, "reference": ticket_number})


def _format(value: Any) -> int:
    if value != 1 or type(value) is not int:
        raise Wrong("must be 1")
    return 1
