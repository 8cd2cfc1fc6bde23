"""Coverage as lines for the terminal and as data for the HTML report."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.convtest.covering.universe import Kind

MOST_NAMED = 8


def table_lines(kinds: Sequence[Kind]) -> Iterator[str]:
    """A line for each kind, with what it misses below it."""
    width = max((len(kind.name) for kind in kinds), default=0)
    for kind in kinds:
        yield f"{kind.name:<{width}}  {kind.covered:>4} of {len(kind.items):<4} {kind.percent:>6.1f} %"
        if kind.missing:
            yield f"{'':<{width}}    not covered: {_named(kind)}"


def coverage_data(kinds: Sequence[Kind], matrices: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """What the report's page on coverage draws."""
    return {"kinds": [*map(_kind, kinds), *matrices]}


def _named(kind: Kind) -> str:
    names = ", ".join(item.name for item in kind.missing[:MOST_NAMED])
    more = len(kind.missing) - MOST_NAMED
    return f"{names} and {more} more" if more > 0 else names


def _kind(kind: Kind) -> dict[str, Any]:
    items = [
        {"name": item.name, "covered": item.covered, "count": item.count, "where": item.where}
        for item in kind.items
    ]
    return {"name": kind.name, "covered": kind.covered, "total": len(kind.items), "items": items}
