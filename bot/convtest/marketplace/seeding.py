"""The store a case begins with: the demo data with the case's own orders laid over it."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.convtest.world import WorldError
from bot.orders.errors import LoadError
from bot.store.database import Database, open_database
from bot.store.loading import DEMO_ORDERS, load_orders
from bot.store.snapshot import Snapshot, snapshot

Orders = Sequence[dict[str, Any]]


class SeededStores:
    """Fresh SQLite stores; each seed is loaded once and copied for every case that begins with it.

    ``shop`` is the order JSON that orders are laid over; the demo data without it.
    """

    def __init__(self, folder: Path, shop: dict[str, Any] | None = None) -> None:
        self._folder = folder
        self._shop = json.loads(DEMO_ORDERS.read_text(encoding="utf-8")) if shop is None else shop
        self._snapshots: dict[Path, Snapshot] = {}
        self._file = folder / "case.db"
        # one engine for all cases: it keeps the statements it has compiled
        self.database = open_database(f"sqlite:///{self._file}")

    def open(self, orders: Orders, now: datetime) -> tuple[Database, Snapshot]:
        """The store of the next case and its rows; the store of the case before is gone.

        Raises:
            WorldError: when the orders cannot be loaded; says where and why.
        """
        seed = self._seed(orders, now)
        self.close()
        for leftover in self._folder.glob("case.db*"):
            leftover.unlink()
        shutil.copyfile(seed, self._file)
        if seed not in self._snapshots:
            self._snapshots[seed] = snapshot(self.database)
        return self.database, self._snapshots[seed]

    def close(self) -> None:
        """Let go of the store."""
        self.database.close()

    def _seed(self, orders: Orders, now: datetime) -> Path:
        body = json.dumps([now.isoformat(), list(orders)], sort_keys=True, default=str)
        seed = self._folder / f"seed-{hashlib.sha256(body.encode()).hexdigest()[:16]}.db"
        if not seed.exists():
            self._load(seed, orders, now)
        return seed

    def _load(self, seed: Path, orders: Orders, now: datetime) -> None:
        document = laid_over(self._shop, orders)
        source = self._folder / "orders.json"
        source.write_text(json.dumps(document, default=str), encoding="utf-8")
        unfinished = seed.with_suffix(".new")
        database = open_database(f"sqlite:///{unfinished}")
        try:
            load_orders(database, source, now=now)
        except LoadError as error:
            raise WorldError(f"orders of the case: {str(error).removeprefix(f'{source}: ')}") from error
        finally:
            database.close()  # the last to leave brings the write-ahead log into the file
        unfinished.rename(seed)


def laid_over(demo: dict[str, Any], orders: Orders) -> dict[str, Any]:
    """The demo's order JSON with ``orders`` in it.

    An order with the id of a demo order changes the named fields of that order. A new one may name
    a demo order as ``like`` and then needs to name only what differs.

    Raises:
        WorldError: when an order has no id, or ``like`` names no order of the demo.
    """
    known = {order["id"]: order for order in demo["orders"]}
    for order in orders:
        if "id" not in order:
            raise WorldError("orders of the case: every order needs an id.")
        base = order.get("like", order["id"])
        if "like" in order and base not in known:
            raise WorldError(f"orders of the case: like {base!r} is no order template and no demo order.")
        own = {key: value for key, value in order.items() if key != "like"}
        known[str(order["id"])] = {**known.get(base, {}), **own}
    return {**demo, "orders": list(known.values())}
