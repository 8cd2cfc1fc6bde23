"""Order JSON: checked on the way in, with file, path and reason; plain on the way out."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from enum import Enum
from pathlib import Path
from typing import Any

from bot.orders.errors import LoadError
from bot.orders.money import cents_from_decimal
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

_AGE = re.compile(r"([+-])(\d{1,5}(?:\.\d{1,4})?)([dhm])")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}
LONGEST_TEXT = 4_000
MOST_CENTS = 2_000_000_000

Check = Callable[[Any], Any]


class Wrong(Exception):
    """A value that cannot be taken; ``path`` grows on the way out."""

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path


def read_json(file: Path) -> Any:
    """The content of a JSON file.

    Raises:
        LoadError: when the file cannot be read or is no JSON.
    """
    try:
        return json.loads(file.read_text(encoding="utf-8"), parse_constant=_no_constant)
    except (OSError, UnicodeDecodeError) as error:
        raise LoadError(f"{file}: cannot be read: {type(error).__name__}.") from error
    except (ValueError, RecursionError) as error:
        raise LoadError(f"{file}: is not valid JSON: {error}.") from error


def check_document(file: Path, body: Any, now: datetime) -> dict:
    """The document with every value in its inside form: cents, aware datetimes, closed words.

    Raises:
        LoadError: naming file, path and reason.
    """
    try:
        return _document(now)(body)
    except Wrong as wrong:
        raise LoadError(f"{file}: {wrong.path.lstrip('.') or 'document'}: {wrong.reason}") from wrong


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON value")


def text(longest: int = LONGEST_TEXT) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            raise Wrong("must be a text that is not empty")
        if len(value) > longest:
            raise Wrong(f"must have at most {longest} characters")
        if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
            raise Wrong("holds characters that cannot be stored (NUL or lone surrogates)")
        return value

    return check


def cents(value: Any) -> int:
    try:
        amount = cents_from_decimal(value)
    except ValueError as error:
        raise Wrong(str(error)) from error
    if amount > MOST_CENTS:
        raise Wrong("is more than an order can cost")
    return amount


def count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= 10_000:
        raise Wrong("must be a whole number from 1 to 10000")
    return value


def one_of(words: type[Enum] | tuple[str, ...]) -> Check:
    allowed = words if isinstance(words, tuple) else tuple(word.value for word in words)

    def check(value: Any) -> str:
        if value not in allowed or not isinstance(value, str):
            raise Wrong(f"must be one of {', '.join(allowed)}")
        return value

    return check


def moment(now: datetime) -> Check:
    """A time with zone, or an age such as ``-3d``, ``-0.5d``, ``-6h``, ``+4d``."""

    def check(value: Any) -> datetime:
        if isinstance(value, str) and (age := _AGE.fullmatch(value)):
            period = timedelta(**{_UNITS[age[3]]: float(age[2])})
            return now + period if age[1] == "+" else now - period
        try:
            at = datetime.fromisoformat(value.replace("Z", "+00:00"))
        except (AttributeError, ValueError) as error:
            raise Wrong('must be a time with zone, or an age such as "-3d"') from error
        if at.tzinfo is None:
            raise Wrong("must name its zone, such as 2026-11-23T12:00:00+00:00")
        return at.astimezone(timezone.utc)

    return check


def maybe(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def many(check: Check) -> Check:
    def checked(value: Any) -> list:
        if value is None:
            return []
        if not isinstance(value, list):
            raise Wrong("must be a list")
        found = []
        for index, entry in enumerate(value):
            try:
                found.append(check(entry))
            except Wrong as wrong:
                raise Wrong(wrong.reason, f"[{index}]{wrong.path}") from wrong
        return found

    return checked


def fields(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    checks = {**required, **{name: maybe_list(check) for name, check in (optional or {}).items()}}

    def check(value: Any) -> dict:
        if not isinstance(value, dict):
            raise Wrong("must be an object")
        for name in value:
            if name not in checks:
                raise Wrong("is not a field that is known here", f".{name}")
        for name in required:
            if name not in value:
                raise Wrong("is missing", f".{name}")
        return {name: _checked(checks[name], name, value.get(name)) for name in checks}

    return check


def maybe_list(check: Check) -> Check:
    return check if getattr(check, "__name__", "") == "checked" else maybe(check)


def _checked(check: Check, name: str, value: Any) -> Any:
    try:
        return check(value)
    except Wrong as wrong:
        raise Wrong(wrong.reason, f".{name}{wrong.path}") from wrong


def options(value: Any) -> dict:
    if not isinstance(value, dict):
        raise Wrong("must be an object of texts")
    return {text(100)(name): text(200)(choice) for name, choice in value.items()}


def _document(now: datetime) -> Check:
    at, key = moment(now), text(64)
    ticket = {
        "kind": one_of(TicketKind),
        "summary": text(),
        "opened_at": at,
        "status": one_of(("open", "closed")),
    }
    seller = fields({"id": key, "name": text(200), "auto_reply": one_of(AutoReply)})
    customer = fields({"id": key, "name": text(200), "email": text(200), "country": _country})
    coupon = fields({"code": key, "kind": one_of(CouponKind)}, {"expires_at": at})
    return fields(
        {"format": _format, "currency": _currency},
        {
            "sellers": many(seller),
            "customers": many(customer),
            "coupons": many(coupon),
            "orders": many(_order(at, key, ticket)),
            "tickets": many(fields({"customer_id": key, **ticket}, {"reference": text(20)})),
        },
    )


def _order(at: Check, key: Check, ticket: dict[str, Check]) -> Check:
    item = fields(
        {"id": key, "title": text(300), "price": cents, "quantity": count},
        {"options": options, "image": text(500)},
    )
    request = fields(
        {"reason": one_of(CancelReason), "asked_at": at, "status": one_of(RequestStatus)},
        {"answered_at": at, "reminded_at": at},
    )
    refund = fields(
        {
            "amount": cents,
            "method": text(100),
            "cause": one_of(RefundCause),
            "requested_at": at,
            "due_at": at,
        },
        {"paid_at": at},
    )
    dispute = fields(
        {"reason": text(40), "text": text(), "opened_at": at, "status": one_of(DisputeStatus)},
        {"photos": many(text(200))},
    )
    returned = fields({"id": key, "quantity": count})
    opened = fields(
        {"items": many(returned), "reason": text(300), "opened_at": at, "status": one_of(ReturnStatus)}
    )
    message = fields({"sender": one_of(("buyer", "seller")), "text": text(), "sent_at": at})
    payment = fields({"method": text(40), "label": text(100), "amount": cents})
    times = (
        "paid_at",
        "payment_settled_at",
        "shipped_at",
        "delivered_at",
        "estimated_delivery",
        "cancelled_at",
    )
    return fields(
        {
            "id": key,
            "customer_id": key,
            "seller_id": key,
            "placed_at": at,
            "total": cents,
            "payment": payment,
            "items": many(item),
        },
        {
            **dict.fromkeys(times, at),
            "tracking_number": text(64),
            "cancelled_by": one_of(Actor),
            "cancel_reason": one_of(CancelReason),
            "coupon": key,
            "cancellation_request": request,
            "replacement": fields({"agreed_at": at}, {"tracking_number": text(64)}),
            "refunds": many(refund),
            "disputes": many(dispute),
            "returns": many(opened),
            "messages": many(message),
            "tickets": many(fields(ticket, {"reference": text(20)})),
        },
    )


def _format(value: Any) -> int:
    if value != 1 or isinstance(value, bool):
        raise Wrong("must be 1")
    return 1


def _currency(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch("[A-Z]{3}", value):
        raise Wrong('must be a currency code such as "USD"')
    return value


def _country(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch("[A-Z]{2}", value):
        raise Wrong('must be a country code such as "US"')
    return value
