"""From a checked document of orders to rows, one statement a table."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Table, insert, text
from sqlalchemy.engine import Connection

from bot.store import tables

_ORDER_COLUMNS = [column.name for column in tables.orders.columns]
_PARENTS = (tables.sellers, tables.customers, tables.coupons)
_LISTS = (tables.disputes, tables.returns, tables.messages)
# PostgreSQL counts on from its own sequence and not from the largest number in the table.
_COUNT_ON = text(
    "SELECT setval(sequence, GREATEST(nextval(sequence), (SELECT max(key) FROM tickets)))"
    " FROM (SELECT pg_get_serial_sequence('tickets', 'key')::regclass AS sequence) AS counter"
)


def insert_document(connection: Connection, document: dict) -> None:
    """Insert everything a checked and consistent document holds."""
    for table in _PARENTS:
        _insert(connection, table, document[table.name])
    rows: dict[Table, list[dict]] = defaultdict(list)
    for order in document["orders"]:
        _collect(rows, order, document["currency"])
    tickets = rows.pop(tables.tickets, [])
    for table, entries in rows.items():
        _insert(connection, table, entries)
    _insert_tickets(connection, [*tickets, *({**each, "order_id": None} for each in document["tickets"])])


def _collect(rows: dict[Table, list[dict]], order: dict, currency: str) -> None:
    about = {"order_id": order["id"]}
    values = {name: order[name] for name in _ORDER_COLUMNS if name in order}
    total = {"currency": currency, "total_cents": order["total"], "coupon_code": order["coupon"]}
    rows[tables.orders].append({**values, **total})
    rows[tables.payments].append({**_in_cents(order["payment"], "amount"), **about})
    if order["ship_to"]:
        rows[tables.addresses].append({**order["ship_to"], **about})
    for item in order["items"]:
        rows[tables.items].append({**_in_cents(item, "price"), "options": item["options"] or {}, **about})
    for refund in order["refunds"]:
        rows[tables.refunds].append({**_in_cents(refund, "amount"), **about})
    if order["cancellation_request"]:
        rows[tables.cancellation_requests].append({**order["cancellation_request"], **about})
    if order["replacement"]:
        rows[tables.replacements].append({**order["replacement"], **about})
    for table in _LISTS:
        rows[table] += [{**entry, **about} for entry in order[table.name]]
    owner = {"customer_id": order["customer_id"]}
    rows[tables.tickets] += [{**ticket, **owner, **about} for ticket in order["tickets"]]


def _insert_tickets(connection: Connection, tickets: list[dict]) -> None:
    """Tickets with a reference first, so that the numbers given to the others are free."""
    numbered = [ticket for ticket in tickets if ticket["reference"] is not None]
    others = [ticket for ticket in tickets if ticket["reference"] is None]
    _insert(
        connection, tables.tickets, [{**_bare(ticket), "key": ticket["reference"]} for ticket in numbered]
    )
    if numbered and connection.dialect.name == "postgresql":
        connection.execute(_COUNT_ON)
    _insert(connection, tables.tickets, [_bare(ticket) for ticket in others])


def _bare(ticket: dict) -> dict:
    return {name: value for name, value in ticket.items() if name != "reference"}


def _in_cents(entry: dict, name: str) -> dict:
    return {**{key: value for key, value in entry.items() if key != name}, f"{name}_cents": entry[name]}


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
