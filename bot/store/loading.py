"""Orders in and out as JSON: a load is taken whole or not at all, and what is dumped can be loaded."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Table, delete, func, select
from sqlalchemy.engine import Connection

from bot.orders.errors import LoadError
from bot.orders.money import decimal_from_cents
from bot.orders.order import Address, Item, Order, Ticket
from bot.orders.policy import Policy
from bot.store import tables
from bot.store.consistency import check_consistency
from bot.store.database import Database
from bot.store.inserting import insert_document
from bot.store.json_checks import LATEST
from bot.store.order_json import check_document, read_json
from bot.store.reading import read_orders, ticket_of

DEMO_ORDERS = Path(__file__).parent / "demo" / "demo_orders.json"
DEFAULT_CURRENCY = "USD"
_LOAD_LOCK = 7_203_115
_ORDER_COLUMNS = [column.name for column in tables.orders.columns]


def load_orders(
    database: Database,
    file: Path,
    *,
    now: datetime,
    reset: bool = False,
    refund_days: int = Policy.refund_days,
) -> int:
    """Load a file of orders; returns how many. Ages in it count from ``now``.

    With ``reset`` everything about orders is removed first; conversations stay. A refund that does not
    say when it is due is due ``refund_days`` after it was requested.

    Raises:
        LoadError: naming file, path and reason; nothing was changed.
        StoreUnavailable: when the database cannot be reached; nothing was changed.
    """
    document = _with_due_dates(check_document(file, read_json(file), now), refund_days)
    with database.transaction() as connection:
        _wait_for_other_loads(connection)
        if reset:
            _remove_all(connection)
        check_consistency(connection, file, document)
        insert_document(connection, document)
    return len(document["orders"])


def load_demo(database: Database, now: datetime, refund_days: int = Policy.refund_days) -> int:
    """Load the demo data if there are no customers yet; returns how many orders were loaded."""
    document = _with_due_dates(check_document(DEMO_ORDERS, read_json(DEMO_ORDERS), now), refund_days)
    with database.transaction() as connection:
        _wait_for_other_loads(connection)
        if connection.execute(select(tables.customers.c.id).limit(1)).first() is not None:
            return 0
        insert_document(connection, document)
    return len(document["orders"])


def dump_orders(database: Database, customer_id: str | None = None) -> dict:
    """Everything about orders as JSON, of one customer or of all; loading it gives the same store.

    Raises:
        LoadError: when there is no such customer.
        StoreUnavailable: when the database cannot be reached.
    """
    own_orders, own_tickets = [], [tables.tickets.c.order_id.is_(None)]
    if customer_id is not None:
        own_orders = [tables.orders.c.customer_id == customer_id]
        own_tickets += [tables.tickets.c.customer_id == customer_id]
    with database.reading() as connection:
        customers = _rows(connection, tables.customers, tables.customers.c.id)
        found = [row for row in customers if customer_id in (None, row["id"])]
        if customer_id is not None and not found:
            raise LoadError(f"There is no customer {customer_id!r}.")
        orders = read_orders(connection, *own_orders)
        return {
            "format": 1,
            "currency": orders[0].total.currency if orders else DEFAULT_CURRENCY,
            "sellers": _rows(connection, tables.sellers, tables.sellers.c.id),
            "customers": found,
            "coupons": _rows(connection, tables.coupons, tables.coupons.c.code),
            "orders": [order_body(order) for order in orders],
            "tickets": _loose_tickets(connection, own_tickets),
        }


def list_all(database: Database) -> tuple[Order, ...]:
    """Every order, newest first."""
    with database.reading() as connection:
        return read_orders(connection)


def list_customers(database: Database) -> list[tuple[str, str]]:
    """Ids and names of all customers, by id."""
    query = select(tables.customers.c.id, tables.customers.c.name).order_by(tables.customers.c.id)
    with database.reading() as connection:
        return [tuple(row) for row in connection.execute(query)]


def _with_due_dates(document: dict, refund_days: int) -> dict:
    """A checked document in which every refund says when it is due."""
    for order in document["orders"]:
        for refund in order["refunds"]:
            if refund["due_at"] is None:
                refund["due_at"] = min(refund["requested_at"] + timedelta(days=refund_days), LATEST)
    return document


def _remove_all(connection: Connection) -> None:
    kept = {"conversations", "chat_messages", "trackers", "audit"}
    for table in reversed(tables.metadata.sorted_tables):
        if table.name not in kept:
            connection.execute(delete(table))


def _wait_for_other_loads(connection: Connection) -> None:
    """One load at a time, so that what was checked still holds when it is inserted.

    SQLite needs none of this: there one transaction writes at a time.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOAD_LOCK)))


def _rows(connection: Connection, table: Table, order: Column) -> list[dict]:
    return [_plain(dict(row._mapping)) for row in connection.execute(select(table).order_by(order))]


def _loose_tickets(connection: Connection, conditions: list[Any]) -> list[dict]:
    query = select(tables.tickets).where(*conditions).order_by(tables.tickets.c.key)
    rows = connection.execute(query)
    return [{"customer_id": row.customer_id, **_ticket_body(ticket_of(row))} for row in rows]


def order_body(order: Order) -> dict:
    """One order as order JSON."""
    body = {name: getattr(order, name) for name in _ORDER_COLUMNS if hasattr(order, name)}
    payment = order.payment
    body |= {
        "seller_id": order.seller.id,
        "total": decimal_from_cents(order.total.cents),
        "coupon": order.coupon.code if order.coupon else None,
        "payment": {
            "method": payment.method,
            "label": payment.label,
            "amount": decimal_from_cents(payment.amount.cents),
        },
        "ship_to": _address_body(order.ship_to) if order.ship_to else None,
        "items": [_item_body(item) for item in order.items],
        "cancellation_request": vars(order.cancellation_request) if order.cancellation_request else None,
        "replacement": vars(order.replacement) if order.replacement else None,
        "refunds": [
            {**vars(refund), "amount": decimal_from_cents(refund.amount.cents)} for refund in order.refunds
        ],
        "disputes": [{**vars(dispute), "photos": list(dispute.photos)} for dispute in order.disputes],
        "returns": [{**vars(r), "items": [vars(item) for item in r.items]} for r in order.returns],
        "messages": [vars(message) for message in order.messages],
        "tickets": [_ticket_body(ticket) for ticket in order.tickets],
    }
    return _plain(body)


def _address_body(address: Address) -> dict:
    return {**vars(address), "lines": list(address.lines)}


def _item_body(item: Item) -> dict:
    price = decimal_from_cents(item.price.cents)
    return {**vars(item), "price": price, "options": dict(item.options)}


def _ticket_body(ticket: Ticket) -> dict:
    return _plain(vars(ticket))


def _plain(value: Any) -> Any:
    """``value`` with times as text and words instead of enums, all the way down."""
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return getattr(value, "value", value)
