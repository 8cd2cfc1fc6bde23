"""Changes of the store written as a ``store`` check."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.convtest.seen import RowChange
from bot.convtest.writing.yaml_writing import flow, key_text

_LONGEST_LINE = 108
_LONGEST_TEXT = 80
_MOST_DAYS = 60
_NOTHING = (None, "", [], {})


def expected_fields(change: RowChange, now: datetime) -> dict[str, Any]:
    """The fields a check names: the key, and what changed or, of a new row, what it holds.

    Letters and other long texts of a new row are left out: their words are checked elsewhere.
    """
    if change.kind == "removed":
        return {**change.key, "removed": True}
    if change.kind == "changed":
        found = {name: after for name, (_, after) in change.changed_fields().items()}
    else:
        found = {name: value for name, value in change.after.items() if not _is_left_out(value)}
    return {name: spelled(value, now) for name, value in {**change.key, **found}.items()}


def spelled(value: Any, now: datetime) -> Any:
    """A time as ``now``, ``+5d`` or ``-3h`` where it is that far from the turn; any other value as it is."""
    at = _moment(value)
    if at is None:
        return value
    period = at - now.replace(microsecond=0)
    if not period:
        return "now"
    for unit, length in (("d", timedelta(days=1)), ("h", timedelta(hours=1))):
        if not period % length and abs(period) <= timedelta(days=_MOST_DAYS):
            return f"{period // length:+d}{unit}"
    return value


def store_lines(rows: Sequence[tuple[str, Mapping[str, Any]]], column: int) -> list[str]:
    """What follows the key ``store`` at that column, line by line; the first line begins with its colon."""
    if not rows:
        return [": nothing"]
    lines = [":"]
    tables = list(dict.fromkeys(table for table, _ in rows))
    for table in tables:
        own = [fields for name, fields in rows if name == table]
        head = " " * (column + 2) + key_text(table)
        if len(own) == 1:
            lines += _row(f"{head}: ", own[0], column + 4)
        else:
            lines.append(f"{head}:")
            for fields in own:
                lines += _row(" " * (column + 4) + "- ", fields, column + 6)
    return lines


def _row(head: str, fields: Mapping[str, Any], column: int) -> list[str]:
    line = head + flow(fields)
    if len(line) <= _LONGEST_LINE:
        return [line]
    written = [f"{key_text(name)}: {flow(value)}" for name, value in fields.items()]
    if head.endswith("- "):
        return [head + written[0], *(" " * column + each for each in written[1:])]
    return [head.rstrip(), *(" " * column + each for each in written)]


def _is_left_out(value: Any) -> bool:
    return value in _NOTHING or (isinstance(value, str) and (len(value) > _LONGEST_TEXT or "\n" in value))


def _moment(value: Any) -> datetime | None:
    if not (isinstance(value, str) and value[10:11] == "T"):
        return None
    try:
        at = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return None
    return at if at.tzinfo else None
