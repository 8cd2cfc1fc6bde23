"""What differs between two snapshots of a store: pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.convtest.seen import RowChange

Row = Mapping[str, Any]
Snapshot = Mapping[str, Mapping[Any, Row]]

# What names a row for a person, tried in this order.
_NAMING = ("id", "order_id", "customer_id", "cause", "kind", "code")


def changes_between(before: Snapshot, after: Snapshot) -> tuple[RowChange, ...]:
    """Every row that was added, changed or removed, table by table."""
    return tuple(
        change for table in after for change in _of_table(table, before.get(table, {}), after[table])
    )


def _of_table(table: str, before: Mapping[Any, Row], after: Mapping[Any, Row]) -> Iterator[RowChange]:
    for key, row in before.items():
        if key not in after:
            yield RowChange(table, "removed", _naming(row), before=dict(row))
        elif after[key] != row:
            yield RowChange(table, "changed", _naming(row), dict(row), dict(after[key]))
    for key, row in after.items():
        if key not in before:
            yield RowChange(table, "added", _naming(row), after=dict(row))


def _naming(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in _NAMING if row.get(name) is not None}
