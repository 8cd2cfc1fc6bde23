"""What a document of orders must hold beyond its shape: nothing twice, and only names that are known."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Column, select
from sqlalchemy.engine import Connection

from bot.orders.errors import LoadError
from bot.store import tables
from bot.store.reading import ticket_reference

_NAMED = (
    ("customers", tables.customers.c.id),
    ("sellers", tables.sellers.c.id),
    ("coupons", tables.coupons.c.code),
    ("orders", tables.orders.c.id),
)


def check_consistency(connection: Connection, file: Path, document: dict) -> None:
    """Check a document against itself and the store.

    Raises:
        LoadError: naming file, path and reason.
    """
    try:
        _check_currency(connection, document)
        known = {name: _known(connection, document[name], name, column) for name, column in _NAMED}
        for index, order in enumerate(document["orders"]):
            path = f"orders[{index}]"
            for field, name in (
                ("customer_id", "customers"),
                ("seller_id", "sellers"),
                ("coupon", "coupons"),
            ):
                _refuse_unknown(f"{path}.{field}", order[field], known[name])
            _check_order(path, order)
        for index, ticket in enumerate(document["tickets"]):
            _refuse_unknown(f"tickets[{index}].customer_id", ticket["customer_id"], known["customers"])
        _check_references(connection, document)
    except _Inconsistent as error:
        raise LoadError(f"{file}: {error}") from error


class _Inconsistent(Exception):
    """Path and reason."""


def _check_currency(connection: Connection, document: dict) -> None:
    query = select(tables.orders.c.currency).where(tables.orders.c.currency != document["currency"]).limit(1)
    other = connection.execute(query).scalar_one_or_none()
    if document["orders"] and other is not None:
        raise _Inconsistent(f"currency: the store holds orders in {other}; a store has one currency")


def _known(connection: Connection, entries: list[dict], name: str, column: Column) -> set[str]:
    stored = set(connection.execute(select(column)).scalars())
    paths = [(f"{name}[{index}].{column.name}", entry[column.name]) for index, entry in enumerate(entries)]
    _refuse_twice(paths, stored)
    return stored | {value for _, value in paths}


def _refuse_twice(paths: Iterable[tuple[str, str]], stored: set[str]) -> None:
    seen = set()
    for path, value in paths:
        if value in stored:
            raise _Inconsistent(f"{path}: {value!r} is in the store already; --reset removes what is there")
        if value in seen:
            raise _Inconsistent(f"{path}: {value!r} stands twice in this file")
        seen.add(value)


def _refuse_unknown(path: str, value: str | None, known: set[str]) -> None:
    if value is not None and value not in known:
        raise _Inconsistent(f"{path}: {value!r} is not known")


def _check_references(connection: Connection, document: dict) -> None:
    """Two tickets must not have one reference: it is what the shopper was told."""
    tickets = [(f"tickets[{index}]", ticket) for index, ticket in enumerate(document["tickets"])]
    for number, order in enumerate(document["orders"]):
        tickets += [(f"orders[{number}].tickets[{i}]", ticket) for i, ticket in enumerate(order["tickets"])]
    stored = {ticket_reference(key) for key in connection.execute(select(tables.tickets.c.key)).scalars()}
    named = [(path, ticket["reference"]) for path, ticket in tickets if ticket["reference"] is not None]
    _refuse_twice(((f"{path}.reference", ticket_reference(number)) for path, number in named), stored)


def _check_order(path: str, order: dict) -> None:
    if not order["items"]:
        raise _Inconsistent(f"{path}.items: an order has at least one item")
    quantities = {item["id"]: item["quantity"] for item in order["items"]}
    if len(quantities) != len(order["items"]):
        raise _Inconsistent(f"{path}.items: two items have the same id")
    for index, opened in enumerate(order["returns"]):
        _check_return(f"{path}.returns[{index}].items", opened["items"], quantities)
    if len({refund["cause"] for refund in order["refunds"]}) != len(order["refunds"]):
        raise _Inconsistent(f"{path}.refunds: two refunds have the same cause")
    for name in ("disputes", "returns"):
        if sum(entry["status"] == "open" for entry in order[name]) > 1:
            raise _Inconsistent(f"{path}.{name}: at most one may be open")
    if (order["cancelled_at"] is None) != (order["cancelled_by"] is None):
        raise _Inconsistent(f"{path}.cancelled_by: goes together with cancelled_at")


def _check_return(path: str, items: list[dict], quantities: dict[str, int]) -> None:
    if not items:
        raise _Inconsistent(f"{path}: a return names at least one item")
    returned: Counter = Counter()
    for item in items:
        returned[item["id"]] += item["quantity"]
    if any(quantity > quantities.get(item_id, 0) for item_id, quantity in returned.items()):
        raise _Inconsistent(f"{path}: names what the order does not hold")
