"""Which order a shopper means: by number, ending, position, day, product words, seller, or context."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.orders.order import Order
from bot.service.backward_reference import refers_back
from bot.service.wording import matching_words, names_product, normalised_id, typing_distance

_NEAR = 2
_NEAR_MIN_LENGTH = 8


@dataclass(frozen=True)
class Mention:
    """What a message says about an order.

    ``ordinal`` is "1".."10", "last" or "other"; ``placed`` a day; ``products`` are words for things
    that the message names, such as "lamp". Where it ``has_problem`` they may be parts of a thing, as
    in "the lens is scratched".
    """

    text: str = ""
    numbers: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    ordinal: str | None = None
    placed: str | None = None
    products: tuple[str, ...] = ()
    has_problem: bool = False


@dataclass(frozen=True)
class One:
    """Exactly one order is meant."""

    order: Order


@dataclass(frozen=True)
class Several:
    """More than one order may be meant, or it is not sure that it is this one; the shopper has to choose."""

    orders: tuple[Order, ...]


@dataclass(frozen=True)
class Near:
    """No order has this number, but one of the shopper's own differs by a typing error."""

    number: str
    order: Order


@dataclass(frozen=True)
class Unknown:
    """No order of this shopper has this number; someone else's looks just the same."""

    number: str


@dataclass(frozen=True)
class NotBought:
    """The message names a product, and no order of this shopper is about such a thing."""

    product: str


@dataclass(frozen=True)
class NoOrders:
    """The shopper has no orders at all."""


Found = One | Several | Near | Unknown | NotBought | NoOrders


def find_order(
    orders: Sequence[Order],
    mention: Mention,
    *,
    now: datetime,
    fits: Callable[[Order], int],
    shown: Sequence[str] = (),
    focus: str | None = None,
) -> Found:
    """The order a request is about.

    Args:
        orders: the shopper's own, newest first.
        fits: how well an order suits the request, 0 for not at all; a pending refund suits "my
            refund" better than one that was paid.
        shown: the ids of the orders last listed to the shopper, in that order.
        focus: the id of the order last talked about.
    """
    if not orders:
        return NoOrders()
    in_focus = next((order for order in orders if order.id == focus), None)
    named = find_mentioned(orders, mention, now=now, shown=shown, focus=focus)
    if isinstance(named, NotBought) and mention.has_problem and in_focus is not None and fits(in_focus):
        return One(in_focus)
    if named is not None:
        return _prefer_fitting(named, fits)
    fitting = _best_fitting(orders, fits)
    if in_focus is not None and (fits(in_focus) or not fitting or refers_back(mention.text)):
        return One(in_focus)
    return _one_or_several(fitting or tuple(orders))


def find_mentioned(
    orders: Sequence[Order],
    mention: Mention,
    *,
    now: datetime,
    shown: Sequence[str] = (),
    focus: str | None = None,
) -> Found | None:
    """The order that the message itself names, or None when it names none."""
    if not orders:
        return NoOrders()
    if mention.numbers:
        return _by_numbers(orders, mention.numbers)
    if mention.endings:
        return _by_ending(orders, mention.endings[0])
    if mention.products:
        return _by_products(orders, mention, focus)
    by_words = _by_words(orders, mention.text)
    if by_words:
        return _by_position(by_words, mention.ordinal, (), focus) or _one_or_several(by_words)
    by_day = _by_day(orders, mention.placed, now)
    if by_day:
        return _one_or_several(by_day)
    return _by_position(tuple(orders), mention.ordinal, shown, focus)


def _prefer_fitting(found: Found, fits: Callable[[Order], int]) -> Found:
    if not isinstance(found, Several) or len(found.orders) == 1:
        return found
    return _one_or_several(_best_fitting(found.orders, fits) or found.orders)


def _best_fitting(orders: Sequence[Order], fits: Callable[[Order], int]) -> tuple[Order, ...]:
    best = max(fits(order) for order in orders)
    return tuple(order for order in orders if best and fits(order) == best)


def _one_or_several(orders: Sequence[Order]) -> Found:
    return One(orders[0]) if len(orders) == 1 else Several(tuple(orders))


def _by_numbers(orders: Sequence[Order], numbers: Sequence[str]) -> Found:
    wanted = {normalised_id(number) for number in numbers}
    exact = [order for order in orders if normalised_id(order.id) in wanted]
    if exact:
        return _one_or_several(exact)
    number = normalised_id(numbers[0])
    if len(number) >= _NEAR_MIN_LENGTH:
        near = [order for order in orders if typing_distance(normalised_id(order.id), number) <= _NEAR]
        if len(near) == 1:
            return Near(number, near[0])
    return Unknown(number)


def _by_ending(orders: Sequence[Order], ending: str) -> Found:
    found = [order for order in orders if normalised_id(order.id).endswith(normalised_id(ending))]
    return _one_or_several(found) if found else Unknown(f"…{ending}")


def _by_products(orders: Sequence[Order], mention: Mention, focus: str | None) -> Found:
    """The order of a thing the message names; a thing that is only alike has to be confirmed."""
    sureness = [max(_sureness(product, order) for product in mention.products) for order in orders]
    best = max(sureness)
    if best == 0:
        return NotBought(mention.products[0])
    alike = tuple(order for order, sure in zip(orders, sureness, strict=True) if sure == best)
    named = _by_words(alike, mention.text) or alike
    if best < 1:
        is_sure = len(named) == 1 and matching_words(mention.text, _order_words(named[0])) > 1
        return One(named[0]) if is_sure else Several(alike)
    return _by_position(named, mention.ordinal, (), focus) or _one_or_several(named)


def _sureness(product: str, order: Order) -> float:
    return max((names_product(product, item.title) for item in order.items), default=0.0)


def _by_words(orders: Sequence[Order], text: str) -> tuple[Order, ...]:
    """The orders whose items or seller match the most words of the message."""
    scores = [matching_words(text, _order_words(order)) for order in orders]
    best = max(scores)
    if best == 0:
        return ()
    return tuple(order for order, score in zip(orders, scores, strict=True) if score == best)


def _order_words(order: Order) -> str:
    options = (value for item in order.items for _, value in item.options)
    return " ".join([*(item.title for item in order.items), *options, order.seller.name])


def _by_day(orders: Sequence[Order], placed: str | None, now: datetime) -> tuple[Order, ...]:
    days = {"today": (0, 0), "yesterday": (1, 1), "last_week": (5, 13)}.get(placed or "")
    if days is None:
        return ()
    first, last = (now.date() - timedelta(days=days[1]), now.date() - timedelta(days=days[0]))
    return tuple(order for order in orders if first <= order.placed_at.date() <= last)


def _by_position(
    orders: Sequence[Order], ordinal: str | None, shown: Sequence[str], focus: str | None
) -> Found | None:
    by_id = {order.id: order for order in orders}
    listed = [by_id[order_id] for order_id in shown if order_id in by_id]
    if ordinal == "other":
        rest = [order for order in listed or orders if order.id != focus]
        return _one_or_several(rest) if rest else None
    if ordinal == "last":
        return One(max(orders, key=lambda order: order.placed_at))
    if ordinal is None or not ordinal.isdigit():
        return None
    position = int(ordinal) - 1
    pool = listed or list(orders)
    return One(pool[position]) if 0 <= position < len(pool) else None
