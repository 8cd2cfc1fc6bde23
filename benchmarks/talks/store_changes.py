"""What a conversation wrote, held against what it should have written: pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.convtest.seen import RowChange

HANDOVER = "handover"
# What belongs to an operation besides its own row: money that goes back, and what the seller is told.
_CANCELLED = ("orders", "refunds")
_REQUESTED = ("cancellation_requests", "messages")
_RETURNED = ("returns", "refunds")
_REASON = "reason"

Expected = Mapping[str, Any]


def apart_from_handovers(written: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """The changes without the calls for a person."""
    return tuple(change for change in written if not _is_handover(change))


def judge(written: Sequence[RowChange], expected: Expected) -> "Judged":
    """What is missing in the store, and what was written that should not be there.

    ``expected`` has the keys of a conversation (``cancelled``, ``requested``, ``returned``, ``disputed``,
    ``written``, ``person``), its orders as ids.
    """
    judged, explained = Judged(), set()
    for order_id in expected.get("cancelled", ()):
        explained |= {(table, order_id) for table in _CANCELLED}
        judged.miss(f"{order_id} was not cancelled", unless=_is_cancelled(written, order_id))
    for order_id in expected.get("requested", ()):
        explained |= {(table, order_id) for table in _REQUESTED}
        asked = bool(_added(written, "cancellation_requests", order_id))
        judged.miss(f"the seller of {order_id} was not asked to cancel", unless=asked)
    for order_id, items in expected.get("returned", {}).items():
        explained |= {(table, order_id) for table in _RETURNED}
        judged.hold_return(_added(written, "returns", order_id), order_id, items)
    for order_id, told in expected.get("disputed", {}).items():
        explained.add(("disputes", order_id))
        judged.hold(_added(written, "disputes", order_id), f"dispute on {order_id}", told)
    for order_id, words in expected.get("written", {}).items():
        explained.add(("messages", order_id))
        letters = [row for row in _added(written, "messages", order_id) if row["sender"] == "buyer"]
        judged.hold(letters, f"letter about {order_id}", {"text": words})
    called = any(_is_handover(change) for change in written)
    judged.miss("no person was called", unless=called or not expected.get("person"))
    others = (c for c in apart_from_handovers(written) if (c.table, _order_of(c)) not in explained)
    judged.wrong_writes += [f"{change.table} of {_order_of(change)} was {change.kind}" for change in others]
    return judged


@dataclass
class Judged:
    """Sentences: what is missing in the store, and what was written wrongly; neither means right."""

    missing: list[str] = field(default_factory=list)
    wrong_writes: list[str] = field(default_factory=list)

    def miss(self, what: str, unless: bool) -> None:
        """Note that ``what`` is missing."""
        self.missing += [] if unless else [what]

    def hold_return(self, rows: list[dict[str, Any]], order_id: str, wanted: Mapping[str, Any]) -> None:
        """Compare the one return that should be there with the items and the reason that were wanted."""
        reason = {_REASON: wanted[_REASON]} if _REASON in wanted else {}
        self.hold(rows, f"return of {order_id}", reason)
        expected = {item: quantity for item, quantity in wanted.items() if item != _REASON}
        for row in rows:
            quantities = {item["id"]: item["quantity"] for item in row["items"]}
            if quantities != expected:
                self.wrong_writes.append(f"of {order_id} {quantities} goes back, not {expected}")

    def hold(self, rows: list[dict[str, Any]], name: str, told: Mapping[str, Any]) -> None:
        """Note that there is no such row, or what does not stand in it."""
        self.miss(f"there is no {name}", unless=bool(rows))
        if len(rows) > 1:
            self.wrong_writes.append(f"there is more than one {name}")
        self.wrong_writes += [
            f"{name}: {word!r} does not stand in its {where}, {row[where]!r}"
            for row in rows
            for where, words in told.items()
            for word in listed(words)
            if word.casefold() not in str(row[where]).casefold()
        ]


def _is_handover(change: RowChange) -> bool:
    return change.table == "tickets" and change.after.get("kind") == HANDOVER


def _order_of(change: RowChange) -> str:
    return str(change.key.get("order_id") or change.key.get("id") or "")


def _is_cancelled(written: Sequence[RowChange], order_id: str) -> bool:
    rows = [c.after for c in written if c.table == "orders" and _order_of(c) == order_id]
    return any(row["cancelled_at"] and row["cancelled_by"] == "buyer" for row in rows)


def _added(written: Sequence[RowChange], table: str, order_id: str) -> list[dict[str, Any]]:
    rows = (change for change in written if change.table == table and change.kind == "added")
    return [change.after for change in rows if _order_of(change) == order_id]


def listed(value: Any) -> list[str]:
    """One word or a list of words, as strings."""
    return [str(each) for each in (value if isinstance(value, list) else [value])]
