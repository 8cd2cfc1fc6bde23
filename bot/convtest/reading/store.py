"""The ``store`` assertion: which rows a turn may have changed."""

from collections.abc import Iterator

from bot.convtest.case import ExpectedRow, StoreChanged
from bot.convtest.reading.problems import shown
from bot.convtest.reading.values import (
    Problems,
    fields_of,
    items_of,
    one_or_more,
    row_value,
    single_entry,
    truth_of,
)
from bot.convtest.reading.yaml_source import Fields, Items, Node, Scalar

_HINT = "write 'store: nothing', or the rows: 'table: {field: value}'"


def read_store(node: Node, problems: Problems) -> StoreChanged | None:
    """The rows in the order they are written; None when a problem was found."""
    if (
        isinstance(node, Scalar)
        and node.value == "nothing"
        or isinstance(node, Fields | Items)
        and not node.nodes
    ):
        return StoreChanged()
    before = len(problems.errors)
    rows = tuple(row for table, value in _tables(node, problems) for row in _rows(table, value, problems))
    return StoreChanged(rows) if len(problems.errors) == before else None


def _tables(node: Node, problems: Problems) -> Iterator[tuple[str, Node]]:
    if isinstance(node, Items):
        entries = (single_entry(each, "a row of 'store'", problems, _HINT) for each in node.nodes)
        yield from (entry for entry in entries if entry is not None)
    else:
        fields = fields_of(node, "'store'", problems, _HINT)
        yield from fields.nodes.items() if fields else ()


def _rows(table: str, node: Node, problems: Problems) -> Iterator[ExpectedRow]:
    if isinstance(node, Items) and items_of(node, f"the rows of {shown(table)}", problems, _HINT) is None:
        return
    for each in one_or_more(node):
        fields = fields_of(each, f"a row of {shown(table)}", problems, _HINT)
        if fields is None:
            continue
        removed = fields.nodes.get("removed")
        is_removed = truth_of(removed, "'removed'", problems) if removed else False
        values = {name: row_value(value) for name, value in fields.nodes.items() if name != "removed"}
        if not values:
            problems.at(
                each, f"the row of {shown(table)} names no field", "name at least the field it is known by"
            )
        yield ExpectedRow(table, values, bool(is_removed))
