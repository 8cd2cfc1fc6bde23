"""`bot orders`: the order store in and out, also while `bot run` is running."""

import argparse
import json
import sys
from datetime import datetime, timezone
from pathlib import Path

from bot.orders.errors import BotError
from bot.settings import load_settings
from bot.store.database import Database, open_database
from bot.store.loading import dump_orders, list_all, load_orders


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 when done, 1 when refused (the reason is on stderr), 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        database = open_database(load_settings().database_url)
        try:
            return options.run(database, options)
        finally:
            database.close()
    except (BotError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bot orders", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    load = commands.add_parser("load", help="load a JSON file, whole or not at all")
    load.add_argument("file", type=Path)
    load.add_argument("--reset", action="store_true", help="remove all orders first")
    load.set_defaults(run=_load)
    dump = commands.add_parser("dump", help="print the store as JSON that can be loaded again")
    dump.add_argument("--customer", metavar="ID", help="only this customer's")
    dump.set_defaults(run=_dump)
    commands.add_parser("list", help="one line an order").set_defaults(run=_list)
    return parser


def _load(database: Database, options: argparse.Namespace) -> int:
    now = datetime.now(timezone.utc)
    days = load_settings().policy.refund_days
    loaded = load_orders(database, options.file, now=now, reset=options.reset, refund_days=days)
    print(f"Loaded {loaded} order{'' if loaded == 1 else 's'}.")
    return 0


def _dump(database: Database, options: argparse.Namespace) -> int:
    print(json.dumps(dump_orders(database, options.customer), indent=2, ensure_ascii=False))
    return 0


def _list(database: Database, options: argparse.Namespace) -> int:
    orders = list_all(database)
    if not orders:
        print("There are no orders yet; `bot orders load FILE.json` takes them in.", file=sys.stderr)
    for order in orders:
        cells = (f"{order.id:<18}", f"{order.customer_id:<8}", f"{str(order.total):>12}")
        print(_printable("  ".join((*cells, f"{order.placed_at:%Y-%m-%d}", order.items[0].title))))
    return 0


def _printable(line: str) -> str:
    """One line that cannot steer the terminal: the words came from a file."""
    return "".join(char if char.isprintable() else "�" for char in line)
