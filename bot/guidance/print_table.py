"""Prints the guidance table for people: aligned text of 100 columns, one row in full, or Markdown."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import groupby
from textwrap import wrap

from bot.guidance.table import Condition, Row, fact_values, rows
from bot.orders.ask import Ask

COLUMNS = (("row", 6), ("when", 27), ("what holds", 36), ("the bot", 25))
_GAP = "  "
_YES_OR_NO = {
    "estimate_known": ("estimate known", "no estimate"),
    "estimate_passed": ("past the estimate", "not past the estimate"),
    "free_returns": ("free returns", "no free returns"),
    "charged": ("charged", "not charged"),
    "reminder_due": ("time for a reminder", "too early for a reminder"),
    "return_open": ("return open", "no return open"),
    "disputed": ("was disputed", "never disputed"),
    "ticket_open": ("ticket open", "no ticket open"),
    "payment_disputed": ("reports a wrong charge", "reports no wrong charge"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Print what was asked for; 0 when something was printed, 2 when the question or row is unknown."""
    options = _parser().parse_args(argv)
    by_question = sorted(rows(), key=lambda row: list(Ask).index(row.ask))
    chosen = [row for row in by_question if _is_chosen(row, options.ask, options.row)]
    if not chosen:
        print("The guidance has no such row for this question; leave out --row to see all.", file=sys.stderr)
        return 2
    form = markdown if options.markdown else in_full if options.row else text_table
    print("\n".join(form(chosen)))
    return 0


def text_table(chosen: Sequence[Row]) -> list[str]:
    """The rows as lines of at most 100 columns, one block for each question."""
    lines = []
    for ask, block in groupby(chosen, key=lambda row: row.ask):
        lines += ["", _heading(ask), "", _line(name for name, _ in COLUMNS), _rule()]
        for row in block:
            cells = (row.id, condition_words(row.when), row.outcome, does_words(row))
            lines += [*_wrapped(cells), ""]
    return lines[1:]


def in_full(chosen: Sequence[Row]) -> list[str]:
    """Every field of the rows, one below the other."""
    lines = []
    for row in chosen:
        fields = (
            ("asked", _heading(row.ask)),
            ("when", condition_words(row.when)),
            ("holds", row.outcome),
            ("bot", does_words(row)),
            ("reply", f"{row.reply} (domain/responses/{row.topic}.yml)"),
            ("source", row.source),
        )
        lines += [row.id, *(line for name, text in fields for line in _field(name, text)), ""]
    return lines


def markdown(chosen: Sequence[Row]) -> list[str]:
    """The rows as one Markdown table for each question."""
    lines = []
    for ask, block in groupby(chosen, key=lambda row: row.ask):
        lines += [
            "",
            f"## {_heading(ask)}",
            "",
            "| row | when | what holds | the bot | reply |",
            "|---" * 5 + "|",
        ]
        for row in block:
            cells = (row.id, condition_words(row.when), row.outcome, does_words(row), f"`{row.reply}`")
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return lines[1:]


def condition_words(condition: Condition) -> str:
    """A condition as people read it: ``shipped; request: waiting; time for a reminder``.

    >>> condition_words(Condition())
    'always'
    """
    parts = [_fact_words(name, values) for name, values in condition.allowed]
    return "; ".join(parts) or "always"


def does_words(row: Row) -> str:
    """What the bot proposes and offers: ``asks: cancel order. offers: message seller``."""
    parts = [f"asks: {_plain(row.write)}"] if row.write else []
    offers = [_plain(line.offer) + _under(line.when) for line in row.offers]
    if offers:
        parts.append(f"offers: {', '.join(offers)}")
    if row.has_due:
        parts.append("names the refund date")
    return ". ".join(parts) or "-"


def _under(condition: Condition) -> str:
    return f" ({condition_words(condition)})" if condition.allowed else ""


def _fact_words(name: str, values: frozenset) -> str:
    if name in _YES_OR_NO:
        yes, no = _YES_OR_NO[name]
        return " or ".join(words for value, words in ((True, yes), (False, no)) if value in values)
    in_order = [_plain(value) for value in fact_values()[name] if value in values]
    return ", ".join(in_order) if name == "stage" else f"{name.replace('_', ' ')}: {', '.join(in_order)}"


def _plain(value: Enum | None) -> str:
    return "unknown" if value is None else value.value.replace("_", " ")


def _heading(ask: Ask) -> str:
    return ask.value.replace("_", " ").upper()


def _line(cells: Iterable[str]) -> str:
    padded = (cell.ljust(width) for cell, (_, width) in zip(cells, COLUMNS, strict=True))
    return _GAP.join(padded).rstrip()


def _rule() -> str:
    return _GAP.join("-" * width for _, width in COLUMNS)


def _wrapped(cells: Sequence[str]) -> list[str]:
    columns = [wrap(cell, width) for cell, (_, width) in zip(cells, COLUMNS, strict=True)]
    height = max(map(len, columns))
    return [_line(column[n] if n < len(column) else "" for column in columns) for n in range(height)]


def _field(name: str, text: str) -> list[str]:
    return wrap(text, 100, initial_indent=f"  {name:8}", subsequent_indent=" " * 10)


def _is_chosen(row: Row, ask: str | None, row_id: str | None) -> bool:
    return (ask is None or row.ask.value == ask) and (row_id is None or row.id == row_id.upper())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.guidance",
        description="The guidance as a table: what holds when, and what the bot does.",
    )
    parser.add_argument("--ask", choices=[ask.value for ask in Ask], help="only the answers to this question")
    parser.add_argument("--row", metavar="ID", help="one row in full, such as CAN-03")
    parser.add_argument("--markdown", action="store_true", help="Markdown instead of aligned text")
    return parser
