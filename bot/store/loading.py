"""Orders in and out as JSON: a load is taken whole or not at all, and what is dumped can be loaded."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from bot.orders.errors import LoadError
from bot.orders.money import decimal_from_cents
from bot.orders.order import Item, Order, Ticket
from bot.store import tables
from bot.store.database import Database
from bot.store.order_json import check_document, read_json
from bot.store.reading import read_orders, ticket_of

DEMO_ORDERS = Path(__file__).parent / "demo" / "demo_orders.json"
_ORDER_COLUMNS = [column.name for column in tables.orders.columns]


def load_orders(database: Database, file: Path, *, now: datetime, reset: bool = False) -> int:
    """Load a file of orders; returns how many. Ages in it count from ``now``.

    With ``reset`` everything about orders is removed first; conversations stay.

    Raises:
        LoadError: naming file, path and reason; nothing was changed.
        StoreUnavailable: when the database cannot be reached; nothing was changed.
    """
    document = check_document(file, read_json(file), now)
    with database.transaction() as connection:
        if reset:
            _remove_all(connection)
        _check_references(connection, file, document)
        _insert(connection, document)
    return len(document["orders"])


def load_demo(database: Database, now: datetime) -> int:
    """Load the demo data if there are no customers yet; returns how many orders were loaded."""
    with database.reading() as connection:
        if connection.execute(select(tables.customers.c.id).limit(1)).first() is not None:
            return 0
    return load_orders(database, DEMO_ORDERS, now=now)


def dump_orders(database: Database, customer_id: str | None = None) -> dict:
    """Everything about orders as JSON, of one customer or of all; loading it gives the same store."""
    own = [] if customer_id is None else [tables.orders.c.customer_id == customer_id]
    with database.reading() as connection:
        orders = read_orders(connection, *own)
        rows = {
            name: connection.execute(select(getattr(tables, name))).all() for name in ("sellers", "coupons")
        }
        customers = connection.execute(select(tables.customers)).all()
        loose = connection.execute(select(tables.tickets).where(tables.tickets.c.order_id.is_(None))).all()
        currency = connection.execute(select(tables.orders.c.currency).limit(1)).scalar_one_or_none()
    mine = [row for row in customers if customer_id in (None, row.id)]
    return {
        "format": 1,
        "currency": currency or "USD",
        "sellers": [dict(row._mapping) for row in rows["sellers"]],
        "customers": [dict(row._mapping) for row in mine],
        "coupons": [_plain(dict(row._mapping)) for row in rows["coupons"]],
        "orders": [_order_body(order) for order in orders],
        "tickets": [
            {"customer_id": row.customer_id, **_ticket_body(ticket_of(row))}
            for row in loose
            if row.customer_id in {customer.id for customer in mine}
        ],
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


def _remove_all(connection: Connection) -> None:
    kept = {"conversations", "chat_messages", "trackers", "audit"}
    for table in reversed(tables.metadata.sorted_tables):
        if table.name not in kept:
            connection.execute(delete(table))


def _check_references(connection: Connection, file: Path, document: dict) -> None:
    known = {}
    for name, table, key in (
        ("customers", tables.customers, "id"),
        ("sellers", tables.sellers, "id"),
        ("coupons", tables.coupons, "code"),
        ("orders", tables.orders, "id"),
    ):
        stored = set(connection.execute(select(table.c[key])).scalars())
        _refuse_twice(file, name, key, document[name], stored)
        known[name] = stored | {entry[key] for entry in document[name]}
    for index, order in enumerate(document["orders"]):
        path = f"orders[{index}]"
        _refuse_unknown(file, f"{path}.customer_id", order["customer_id"], known["customers"])
        _refuse_unknown(file, f"{path}.seller_id", order["seller_id"], known["sellers"])
        _refuse_unknown(file, f"{path}.coupon", order["coupon"], known["coupons"])
        _check_order(file, path, order)
    for index, ticket in enumerate(document["tickets"]):
        _refuse_unknown(file, f"tickets[{index}].customer_id", ticket["customer_id"], known["customers"])


def _refuse_twice(file: Path, name: str, key: str, entries: list[dict], stored: set[str]) -> None:
    counts = Counter(entry[key] for entry in entries)
    for index, entry in enumerate(entries):
        if counts[entry[key]] > 1 or entry[key] in stored:
            raise LoadError(f"{file}: {name}[{index}].{key}: {entry[key]!r} is there already")


def _refuse_unknown(file: Path, path: str, value: str | None, known: set[str]) -> None:
    if value is not None and value not in known:
        raise LoadError(f"{file}: {path}: {value!r} is not known")


def _check_order(file: Path, path: str, order: dict) -> None:
    if not order["items"]:
        raise LoadError(f"{file}: {path}.items: an order has at least one item")
    quantities = {item["id"]: item["quantity"] for item in order["items"]}
    if len(quantities) != len(order["items"]):
        raise LoadError(f"{file}: {path}.items: two items have the same id")
    for index, opened in enumerate(order["returns"]):
        for item in opened["items"]:
            if item["quantity"] > quantities.get(item["id"], 0):
                raise LoadError(f"{file}: {path}.returns[{index}].items: names what the order does not hold")
    if len({refund["cause"] for refund in order["refunds"]}) != len(order["refunds"]):
        raise LoadError(f"{file}: {path}.refunds: two refunds have the same cause")
    for name in ("disputes", "returns"):
        if sum(entry["status"] == "open" for entry in order[name]) > 1:
            raise LoadError(f"{file}: {path}.{name}: at most one may be open")
    if (order["cancelled_at"] is None) != (order["cancelled_by"] is None):
        raise LoadError(f"{file}: {path}.cancelled_by: goes together with cancelled_at")


def _insert(connection: Connection, document: dict) -> None:
    for name in ("sellers", "customers", "coupons"):
        if document[name]:
            connection.execute(insert(getattr(tables, name)), document[name])
    for order in document["orders"]:
        _insert_order(connection, order, document["currency"])
    for ticket in document["tickets"]:
        _insert_ticket(connection, ticket, ticket["customer_id"], None)


def _insert_order(connection: Connection, order: dict, currency: str) -> None:
    values = {name: order[name] for name in _ORDER_COLUMNS if name in order}
    named = {"currency": currency, "total_cents": order["total"], "coupon_code": order["coupon"]}
    connection.execute(insert(tables.orders).values({**values, **named}))
    order_id = order["id"]
    _add(connection, "payments", order_id, [_in_cents(order["payment"], "amount")])
    items = [{**_in_cents(item, "price"), "options": item["options"] or {}} for item in order["items"]]
    _add(connection, "items", order_id, items)
    _add(connection, "refunds", order_id, [_in_cents(refund, "amount") for refund in order["refunds"]])
    for name in ("cancellation_request", "replacement"):
        _add(connection, f"{name}s", order_id, [order[name]] if order[name] else [])
    for name in ("disputes", "returns", "messages"):
        _add(connection, name, order_id, order[name])
    for ticket in order["tickets"]:
        _insert_ticket(connection, ticket, order["customer_id"], order_id)


def _insert_ticket(connection: Connection, ticket: dict, customer_id: str, order_id: str | None) -> None:
    reference = ticket["reference"] or ""
    number = {"key": int(reference[2:])} if reference[:2] == "T-" and reference[2:].isdigit() else {}
    values = {name: ticket[name] for name in ("kind", "summary", "opened_at", "status")}
    about = {"customer_id": customer_id, "order_id": order_id}
    connection.execute(insert(tables.tickets).values({**values, **about, **number}))


def _add(connection: Connection, table: str, order_id: str, rows: Iterable[dict]) -> None:
    for row in rows:
        connection.execute(insert(getattr(tables, table)).values({**row, "order_id": order_id}))


def _in_cents(entry: dict, name: str) -> dict:
    return {**{key: value for key, value in entry.items() if key != name}, f"{name}_cents": entry[name]}


def _order_body(order: Order) -> dict:
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
