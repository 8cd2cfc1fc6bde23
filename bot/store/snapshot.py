"""The rows of the order store in the spelling of order JSON, so that two moments can be compared."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, select

from bot.orders.money import decimal_from_cents
from bot.store import tables
from bot.store.database import Database

# What an effect leaves behind for itself (keys of effects, the audit, conversations) is not compared.
COMPARED = (
    tables.customers,
    tables.sellers,
    tables.coupons,
    tables.orders,
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
    tables.reminders,
)
_LEFT_OUT = {"key", "currency", "conversation_id"}
_RENAMED = {"coupon_code": "coupon"}

Row = dict[str, Any]
Snapshot = dict[str, dict[Any, Row]]


def snapshot(database: Database) -> Snapshot:
    """Every row of the store by table and primary key; amounts as "19.90", times as ISO 8601.

    Raises:
        StoreUnavailable: when the database cannot be reached.
    """
    with database.reading() as connection:
        return {table.name: _rows(table, connection.execute(select(table))) for table in COMPARED}


def _rows(table: Table, found: Any) -> dict[Any, Row]:
    keys = [column.name for column in table.primary_key.columns]
    rows = (row._mapping for row in found)
    return {tuple(row[key] for key in keys): _spelled(table, row) for row in rows}


def _spelled(table: Table, row: Any) -> Row:
    named = ((column, row[column.name]) for column in table.columns if column.name not in _LEFT_OUT)
    return {_name(column): _value(column, value) for column, value in named}


def _name(column: Column) -> str:
    return _RENAMED.get(column.name, column.name.removesuffix("_cents"))


def _value(column: Column, value: Any) -> Any:
    if value is None:
        return None
    if column.name.endswith("_cents"):
        return decimal_from_cents(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    return value
