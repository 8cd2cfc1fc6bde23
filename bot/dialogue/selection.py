"""What a reference comes to when it is held against a shopper's own orders. Refusals are values."""

from __future__ import annotations

from dataclasses import dataclass

from bot.orders.order import Item, Order


@dataclass(frozen=True)
class Chosen:
    """These orders are meant, newest first. ``is_set``: several were asked for, though one may be left.

    ``left_out`` were named as well, but do not suit the request.
    """

    orders: tuple[Order, ...]
    is_set: bool = False
    left_out: tuple[Order, ...] = ()


@dataclass(frozen=True)
class Ambiguous:
    """It may be one or the other of these, or it is not sure that it is this one: the shopper is asked."""

    orders: tuple[Order, ...]


@dataclass(frozen=True)
class Near:
    """No order has this number, but one of the shopper's own differs by a typing error."""

    number: str
    order: Order


@dataclass(frozen=True)
class Unknown:
    """No order of the shopper has this number, ending, amount, day or status; ``said`` in their words."""

    said: str


@dataclass(frozen=True)
class NotBought:
    """The message names a thing, and no order of the shopper is about such a thing."""

    words: str


@dataclass(frozen=True)
class NoOrders:
    """The shopper has no orders at all."""


Selection = Chosen | Ambiguous | Near | Unknown | NotBought | NoOrders


@dataclass(frozen=True)
class Pick:
    """Pieces of one item of an order."""

    order: Order
    item: Item
    quantity: int

    @property
    def is_complete(self) -> bool:
        return self.quantity == self.item.quantity


@dataclass(frozen=True)
class ChosenItems:
    """These pieces are meant."""

    picks: tuple[Pick, ...]


@dataclass(frozen=True)
class AmbiguousItems:
    """One or the other of these items may be meant."""

    picks: tuple[Pick, ...]


@dataclass(frozen=True)
class AskQuantity:
    """The item is clear, but of its pieces some may be meant, or more than there are were named."""

    pick: Pick


@dataclass(frozen=True)
class NotInOrder:
    """A thing was named that is not in these orders."""

    words: str


ItemSelection = ChosenItems | AmbiguousItems | AskQuantity | NotInOrder
