"""The shortest label for each of several orders or items that tells it from the others. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.dialogue.selection import Pick
from bot.orders.order import Item, Order

_Thing = TypeVar("_Thing")
_ENDING_LENGTH = 4


def order_labels(orders: Sequence[Order]) -> tuple[str, ...]:
    """A label for each order, in the same sequence.

    The titles alone where they are unique, else with the options that differ, then with the total,
    then with the day it was ordered, at last with the end of its number.
    """
    parts: tuple[Callable[[Order], str], ...] = (
        lambda order: str(order.total),
        lambda order: f"{order.placed_at.day} {order.placed_at:%B}",
        lambda order: f"…{order.id[-_ENDING_LENGTH:]}",
    )
    return _labels(orders, _titles, _order_options, parts)


def item_labels(picks: Sequence[Pick]) -> tuple[str, ...]:
    """A label for each item: its title, else with the options that differ, then price, then day ordered."""
    parts: tuple[Callable[[Pick], str], ...] = (
        lambda pick: str(pick.item.price),
        lambda pick: f"{pick.order.placed_at.day} {pick.order.placed_at:%B}",
        lambda pick: f"…{pick.order.id[-_ENDING_LENGTH:]}",
    )
    return _labels(picks, lambda pick: pick.item.title, lambda pick: _options(pick.item), parts)


def _titles(order: Order) -> str:
    return ", ".join(item.title for item in order.items)


def _options(item: Item) -> dict[str, str]:
    return dict(item.options)


def _order_options(order: Order) -> dict[str, str]:
    """The options of the only item; those of several would make a label that nobody reads."""
    return _options(order.items[0]) if len(order.items) == 1 else {}


def _labels(
    things: Sequence[_Thing],
    title: Callable[[_Thing], str],
    options: Callable[[_Thing], dict[str, str]],
    parts: Sequence[Callable[[_Thing], str]],
) -> tuple[str, ...]:
    labels = [title(thing) for thing in things]
    labels = [_with_options(place, things, labels, options) for place in range(len(things))]
    for part in parts:
        labels = [
            f"{label}, {part(thing)}" if _is_told_apart(place, things, labels, part) else label
            for place, (thing, label) in enumerate(zip(things, labels, strict=True))
        ]
    return tuple(labels)


def _same(place: int, labels: Sequence[str]) -> list[int]:
    return [at for at, label in enumerate(labels) if label.casefold() == labels[place].casefold()]


def _with_options(
    place: int,
    things: Sequence[_Thing],
    labels: Sequence[str],
    options: Callable[[_Thing], dict[str, str]],
) -> str:
    """The title with those options that differ among things of the same title."""
    group = _same(place, labels)
    mine = options(things[place])
    differing = [
        value for name, value in mine.items() if len({options(things[at]).get(name) for at in group}) > 1
    ]
    return ", ".join([labels[place], *differing]) if len(group) > 1 else labels[place]


def _is_told_apart(
    place: int, things: Sequence[_Thing], labels: Sequence[str], part: Callable[[_Thing], str]
) -> bool:
    """Whether ``part`` tells this thing from another one of the same label."""
    return len({part(things[at]) for at in _same(place, labels)}) > 1
