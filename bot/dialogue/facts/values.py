"""How a value on record is written: a day, an amount, the name of a thing. No sentences."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.orders.money import Money
from bot.orders.order import Item, Order

MOST_QUOTED_CHARACTERS = 240
MOST_TITLES = 2
MORE = "…"


def day(at: datetime) -> str:
    """A date as people say it: ``23 November 2026``."""
    return f"{at.day} {at:%B %Y}"


def word(value: str) -> str:
    """A value of a closed list as it is read: ``out_of_stock`` becomes ``out of stock``."""
    return value.replace("_", " ")


def quoted(text: str) -> str:
    """What somebody wrote, on one line, cut after 240 characters."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_QUOTED_CHARACTERS else line[: MOST_QUOTED_CHARACTERS - 1].rstrip() + MORE


def summed(amounts: Iterable[Money]) -> str:
    """The sum; one amount for each currency, as ``$10.00 + €5.00``. Empty where there is nothing to add."""
    by_currency: dict[str, Money] = {}
    for amount in amounts:
        before = by_currency.get(amount.currency)
        by_currency[amount.currency] = amount if before is None else before + amount
    return " + ".join(str(amount) for amount in by_currency.values())


def options_of(item: Item) -> str:
    """The chosen options: ``red, S``; empty where there are none."""
    return ", ".join(value for _, value in item.options)


def options_by_name(item: Item) -> str:
    """The chosen options with what they are: ``colour red, size S``."""
    return ", ".join(f"{word(name)} {value}" for name, value in item.options)


def item_name(item: Item, among: Sequence[Item]) -> str:
    """The title, with the options where another of ``among`` has the same title."""
    twins = [other for other in among if other.title == item.title]
    options = options_of(item)
    return f"{item.title} ({options})" if len(twins) > 1 and options else item.title


def name_of(order: Order, orders: Sequence[Order]) -> str:
    """What an order is called: its first titles, with what tells it from the shopper's other orders.

    That is the options, and the day it was placed where those are the same too.
    """
    items = [item for each in orders for item in each.items]
    names = [item_name(item, items) for item in order.items[:MOST_TITLES]]
    if len(order.items) > MOST_TITLES:
        names.append(MORE)
    name = ", ".join(names)
    if any(_looks_the_same(order, other) for other in orders if other.id != order.id):
        return f"{name}, {day(order.placed_at)}"
    return name


def _looks_the_same(one: Order, other: Order) -> bool:
    return [(item.title, item.options) for item in one.items] == [
        (item.title, item.options) for item in other.items
    ]


def pieces(count: int, name: str) -> str:
    """``3 × Coffee mug``; the name alone where it is one piece."""
    return f"{count} × {name}" if count > 1 else name


def lines(values: Iterable[tuple[str, str]]) -> str:
    """One line for each name with its value."""
    return "\n".join(f"• {name}: {value}" if value else f"• {name}" for name, value in values)
