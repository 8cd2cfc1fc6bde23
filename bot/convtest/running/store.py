"""Whether the store changed as expected, and in nothing else: pure."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.convtest.case import ExpectedRow, StoreChanged
from bot.convtest.seen import RowChange

_AGE = re.compile(r"([+-])(\d+(?:\.\d+)?)([dhm])")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def check_store(check: StoreChanged, changes: Sequence[RowChange], now: datetime) -> tuple[bool, str, str]:
    """Whether each change is met by one expected row and each expected row meets one change."""
    left = list(changes)
    unmet = []
    for row in check.rows:
        met = next((change for change in left if meets(row, change, now)), None)
        if met is None:
            unmet.append(row)
        else:
            left.remove(met)
    wanted = "\n".join(map(_row_text, check.rows)) or "nothing in the store changes"
    actual = "\n".join(map(change_text, changes)) or "nothing in the store changed"
    return not unmet and not left, wanted, actual


def meets(row: ExpectedRow, change: RowChange, now: datetime) -> bool:
    """Whether ``change`` is the change that ``row`` describes."""
    if row.table != change.table or row.removed != (change.kind == "removed"):
        return False
    values = change.before if row.removed else change.after
    if not all(name in values and same(value, values[name], now) for name, value in row.fields.items()):
        return False
    return change.kind != "changed" or set(change.changed_fields()) <= set(row.fields)


def same(wanted: Any, value: Any, now: datetime) -> bool:
    """Whether a value of a test means a value of the store: ``now``, ``+5d``, a day, an amount, or itself."""
    if isinstance(wanted, dict) and isinstance(value, dict):
        return wanted.keys() == value.keys() and all(same(wanted[k], value[k], now) for k in wanted)
    if isinstance(wanted, list) and isinstance(value, list):
        return len(wanted) == len(value) and all(same(a, b, now) for a, b in zip(wanted, value, strict=True))
    if isinstance(value, str) and _MOMENT.match(value) and isinstance(wanted, str):
        return _same_moment(wanted, value, now)
    return wanted == value or (wanted is not None and value is not None and str(wanted) == str(value))


def _same_moment(wanted: str, value: str, now: datetime) -> bool:
    at = datetime.fromisoformat(value.replace("Z", "+00:00"))
    age = _AGE.fullmatch(wanted)
    if wanted == "now" or age:
        period = timedelta(**{_UNITS[age[3]]: float(age[1] + age[2])}) if age else timedelta()
        return at == (now + period).replace(microsecond=0)
    return value.startswith(wanted) if len(wanted) == 10 else _is_moment(wanted, at)


def _is_moment(wanted: str, at: datetime) -> bool:
    try:
        return datetime.fromisoformat(wanted.replace("Z", "+00:00")) == at
    except ValueError:
        return False


def change_text(change: RowChange) -> str:
    """One change in words."""
    name = ", ".join(f"{key} {value}" for key, value in change.key.items())
    if change.kind == "changed":
        fields = "; ".join(
            f"{field} was {_shown(before)}, is {_shown(after)}"
            for field, (before, after) in change.changed_fields().items()
        )
        return f"{change.table} changed ({name}): {fields}"
    row = change.after or change.before
    fields = ", ".join(f"{field}: {_shown(value)}" for field, value in row.items() if value is not None)
    return f"{change.table} {change.kind}: {fields}"


def _row_text(row: ExpectedRow) -> str:
    fields = ", ".join(f"{name}: {_shown(value)}" for name, value in row.fields.items())
    return f"{row.table}{' removed' if row.removed else ''}: {fields}"


def _shown(value: Any) -> str:
    return "empty" if value is None else str(value)
