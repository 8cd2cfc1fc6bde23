"""The rows that changed, put in the place of those a ``store`` check expects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import yaml

from bot.convtest.accepting.yaml_checks import Place
from bot.convtest.accepting.yaml_positions import Edit, end_of, entries, items, start_of, value_of
from bot.convtest.case import ExpectedRow
from bot.convtest.reading.yaml_source import plain_value
from bot.convtest.running.store import meets, same
from bot.convtest.seen import RowChange
from bot.convtest.writing.store_yaml import expected_fields, spelled, store_lines
from bot.convtest.writing.yaml_writing import flow, key_text, scalar

_LONGEST_NUMBER = 9


@dataclass(frozen=True)
class _Written:
    """A row as it is written, with the map its fields stand in."""

    row: ExpectedRow
    node: yaml.Node


def store_edits(place: Place, changes: Sequence[RowChange], at: str, source: str) -> list[Edit] | str:
    """Edits after which the check expects exactly these changes; ``at`` is the turn's time.

    Values are changed where they stand. Where rows come or go the check is written anew, unless a
    comment would be lost: then the reason why not.
    """
    now = datetime.fromisoformat(at.replace("Z", "+00:00"))
    written = list(_rows(place.value))
    pairs = _paired(written, changes, now)
    if len(pairs) == len(written) == len(changes):
        edits = [_field_edits(row, change, now, source) for row, change in pairs]
        if None not in edits:
            return [edit for each in edits for edit in each]
    return _anew(place, changes, pairs, now, source)


def _paired(
    written: Sequence[_Written], changes: Sequence[RowChange], now: datetime
) -> list[tuple[_Written, RowChange]]:
    """Each row with the change it means: the one it describes, or else one of its table, the likest first."""
    pairs: list[tuple[_Written, RowChange]] = []
    rows, left = list(written), list(changes)
    tests = (
        lambda row, change: meets(row, change, now),
        lambda row, change: _is_same_row(row, change),
        lambda row, change: row.table == change.table,
    )
    for fits in tests:
        for each in list(rows):
            found = next((change for change in left if fits(each.row, change)), None)
            if found is not None:
                pairs.append((each, found))
                rows.remove(each)
                left.remove(found)
    return pairs


def _is_same_row(row: ExpectedRow, change: RowChange) -> bool:
    named = [(row.fields[name], value) for name, value in change.key.items() if name in row.fields]
    return row.table == change.table and bool(named) and all(str(a) == str(b) for a, b in named)


def _field_edits(written: _Written, change: RowChange, now: datetime, source: str) -> list[Edit] | None:
    """Edits of single fields; None where the row must be written anew."""
    values = change.before if written.row.removed else change.after
    if written.row.removed != (change.kind == "removed"):
        return None
    edits = []
    for key, node in entries(written.node):
        if key.value == "removed":
            continue
        if key.value not in values:
            return None
        if not same(written.row.fields[key.value], values[key.value], now):
            edits.append(_value_edit(node, spelled(values[key.value], now), source))
    missing = [name for name in change.changed_fields() if name not in written.row.fields]
    if change.kind == "changed" and missing:
        edits.append(_added(written.node, {name: spelled(values[name], now) for name in missing}, source))
    return edits


def _value_edit(node: yaml.Node, value: Any, source: str) -> Edit:
    style = node.style if isinstance(node, yaml.ScalarNode) and node.style in ("'", '"') else None
    text = flow(value) if isinstance(value, dict | list) else scalar(value, style, in_brackets=True)
    return Edit(start_of(node), end_of(node, source), text)


def _added(node: yaml.Node, fields: dict[str, Any], source: str) -> Edit:
    """Fields behind the last one of the row."""
    written = [f"{key_text(name)}: {flow(value)}" for name, value in fields.items()]
    last = end_of(entries(node)[-1][1], source)
    if node.flow_style:
        return Edit(last, last, "".join(f", {each}" for each in written))
    line_end = "\r\n" if "\r\n" in source else "\n"
    stop = source.find(line_end, last)
    stop = len(source) if stop < 0 else stop
    gap = line_end + " " * node.start_mark.column
    return Edit(stop, stop, "".join(gap + each for each in written))


def _anew(
    place: Place,
    changes: Sequence[RowChange],
    pairs: Sequence[tuple[_Written, RowChange]],
    now: datetime,
    source: str,
) -> list[Edit] | str:
    """The whole check; rows that hold keep the fields they name."""
    start, end = place.key_node.end_mark.index, end_of(place.value, source)
    if " #" in source[start:end]:
        return "rows come or go, and comments stand between them"
    holding = {id(change): each.row for each, change in pairs if meets(each.row, change, now)}
    rows = [(change.table, _fields(change, holding.get(id(change)), now)) for change in changes]
    line = source[source.rfind("\n", 0, start) + 1 : start]
    if not line.strip(" -").startswith("store"):
        return [Edit(start_of(place.value), end, _in_braces(rows))]
    line_end = "\r\n" if "\r\n" in source else "\n"
    lines = store_lines(rows, place.key_node.start_mark.column)
    return [Edit(start, end, line_end.join(lines))]


def _fields(change: RowChange, row: ExpectedRow | None, now: datetime) -> dict[str, Any]:
    if row is None:
        return expected_fields(change, now)
    return {**row.fields, **({"removed": True} if row.removed else {})}


def _in_braces(rows: Sequence[tuple[str, dict[str, Any]]]) -> str:
    return flow([{table: fields} for table, fields in rows]) if rows else "nothing"


def _rows(node: yaml.Node | None) -> Iterator[_Written]:
    tables = [entry for each in items(node) for entry in entries(each)] or entries(node)
    for table, value in tables:
        for row in items(value) or [value]:
            fields = {key.value: _value(each) for key, each in entries(row) if key.value != "removed"}
            removed = value_of(row, "removed")
            is_removed = removed is not None and removed.value.lower() == "true"
            yield _Written(ExpectedRow(table.value, fields, is_removed), row)


def _value(node: yaml.Node) -> Any:
    """A value as the reader of case files takes it."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(each) for key, each in entries(node)}
    if isinstance(node, yaml.SequenceNode):
        return [_value(each) for each in node.value]
    found = plain_value(node.value) if node.style is None else node.value
    is_long = type(found) is int and len(node.value) > _LONGEST_NUMBER
    return node.value if isinstance(found, float) or is_long else found
