"""From rows to the immutable orders of bot.orders, a fixed number of queries for any number of orders."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Select

from bot.orders.money import Money
from bot.orders.order import (
    Actor,
    Address,
    AutoReply,
    CancellationRequest,
    CancelReason,
    Coupon,
    CouponKind,
    Dispute,
    DisputeStatus,
    Item,
    Message,
    Order,
    Payment,
    Refund,
    RefundCause,
    Replacement,
    RequestStatus,
    Return,
    ReturnedItem,
    ReturnStatus,
    Seller,
    Ticket,
    TicketKind,
)
from bot.store import tables

Rows = dict[str, list[Any]]
_PARTS = (
    tables.items,
    tables.payments,
    tables.addresses,
    tables.cancellation_requests,
    tables.replacements,
    tables.refunds,
    tables.disputes,
    tables.returns,
    tables.messages,
    tables.tickets,
)


def read_orders(connection: Connection, *conditions: Any) -> tuple[Order, ...]:
    """The orders that meet all conditions, newest first."""
    query = (
        select(tables.orders, tables.sellers.c.name, tables.sellers.c.auto_reply, tables.coupons)
        .join(tables.sellers, tables.sellers.c.id == tables.orders.c.seller_id)
        .outerjoin(tables.coupons, tables.coupons.c.code == tables.orders.c.coupon_code)
        .where(*conditions)
        .order_by(tables.orders.c.placed_at.desc(), tables.orders.c.id)
    )
    rows = connection.execute(query).all()
    # Their parts by the same conditions: a list of ids could be longer than a statement may be.
    ids = select(tables.orders.c.id).where(*conditions)
    parts = {table.name: _grouped(connection, table, ids) for table in _PARTS} if rows else {}
    return tuple(_order(row, parts) for row in rows)


def _grouped(connection: Connection, table: Table, ids: Select) -> Rows:
    query = select(table).where(table.c.order_id.in_(ids))
    key = table.c.get("key")
    grouped: Rows = defaultdict(list)
    for row in connection.execute(query if key is None else query.order_by(key)):
        grouped[row.order_id].append(row)
    return grouped


def _order(row: Any, parts: dict[str, Rows]) -> Order:
    currency = row.currency

    def every(table: Table, build: Callable[[Any], Any]) -> tuple[Any, ...]:
        return tuple(build(part) for part in parts[table.name].get(row.id, ()))

    def only(table: Table, build: Callable[[Any], Any]) -> Any:
        return next(iter(every(table, build)), None)

    return Order(
        id=row.id,
        customer_id=row.customer_id,
        seller=Seller(row.seller_id, row.name, AutoReply(row.auto_reply)),
        placed_at=row.placed_at,
        total=Money(row.total_cents, currency),
        payment=only(tables.payments, lambda r: Payment(r.method, r.label, Money(r.amount_cents, currency))),
        items=every(tables.items, lambda r: _item(r, currency)),
        paid_at=row.paid_at,
        payment_settled_at=row.payment_settled_at,
        shipped_at=row.shipped_at,
        delivered_at=row.delivered_at,
        estimated_delivery=row.estimated_delivery,
        tracking_number=row.tracking_number,
        cancelled_at=row.cancelled_at,
        cancelled_by=Actor(row.cancelled_by) if row.cancelled_by else None,
        cancel_reason=CancelReason(row.cancel_reason) if row.cancel_reason else None,
        coupon=Coupon(row.code, CouponKind(row.kind), row.expires_at) if row.code else None,
        cancellation_request=only(tables.cancellation_requests, _request),
        replacement=only(tables.replacements, lambda r: Replacement(r.agreed_at, r.tracking_number)),
        refunds=every(tables.refunds, lambda r: _refund(r, currency)),
        disputes=every(tables.disputes, _dispute),
        returns=every(tables.returns, _return),
        messages=every(tables.messages, lambda r: Message(r.sender, r.text, r.sent_at)),
        tickets=every(tables.tickets, ticket_of),
        ship_to=only(tables.addresses, _address),
    )


def _item(row: Any, currency: str) -> Item:
    options = tuple((name, value) for name, value in row.options.items())
    return Item(row.id, row.title, Money(row.price_cents, currency), row.quantity, options, row.image)


def _address(row: Any) -> Address:
    return Address(row.name, tuple(row.lines), row.city, row.region, row.postal_code, row.country)


def _request(row: Any) -> CancellationRequest:
    reason, status = CancelReason(row.reason), RequestStatus(row.status)
    return CancellationRequest(reason, row.asked_at, status, row.answered_at, row.reminded_at)


def _refund(row: Any, currency: str) -> Refund:
    amount = Money(row.amount_cents, currency)
    return Refund(amount, row.method, RefundCause(row.cause), row.requested_at, row.due_at, row.paid_at)


def _dispute(row: Any) -> Dispute:
    return Dispute(row.reason, row.text, row.opened_at, DisputeStatus(row.status), tuple(row.photos))


def _return(row: Any) -> Return:
    items = tuple(ReturnedItem(item["id"], item["quantity"]) for item in row.items)
    return Return(items, row.reason, row.opened_at, ReturnStatus(row.status))


def ticket_of(row: Any) -> Ticket:
    """A ticket with its reference, which is its number."""
    return Ticket(TicketKind(row.kind), row.summary, row.opened_at, row.status, ticket_reference(row.key))


def ticket_reference(key: int) -> str:
    """What the shopper is told: ``T-000123``."""
    return f"T-{key:06d}"
