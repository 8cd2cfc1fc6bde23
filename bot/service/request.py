"""A request about an order: find the order, then the guidance for it."""

from dataclasses import asdict, dataclass

from bot.orders.ask import Ask
from bot.orders.order import Order
from bot.service.advise import order_facts
from bot.service.desk import Desk
from bot.service.find_order import Found, Mention, NoOrders, find_mentioned, find_order
from bot.service.fitting import MONEY_TO_COME, fit


@dataclass(frozen=True)
class Request:
    """What a shopper asked for, kept while the order is being found.

    ``text`` is the message it came with; ``problem``, ``purpose`` and ``reason`` are what that
    message says about a bad parcel, the aim of a message to the seller, and why to cancel. With
    ``condition`` "not_shipped" an order that is on its way is to be left alone.
    ``wants_money`` tells "I want my money back" from "where is my refund".
    """

    ask: Ask
    text: str = ""
    problem: str | None = None
    purpose: str | None = None
    reason: str | None = None
    payment_disputed: bool = False
    wants_money: bool = False
    condition: str | None = None

    def as_json(self) -> dict:
        """The request as a JSON-able dict; ``from_json`` is its inverse."""
        return {**asdict(self), "ask": self.ask.value}

    @classmethod
    def from_json(cls, body: dict) -> "Request":
        return cls(**{**body, "ask": Ask(body["ask"])})


def find_for(
    desk: Desk,
    customer_id: str,
    request: Request,
    mention: Mention,
    *,
    shown: tuple[str, ...] = (),
    focus: str | None = None,
) -> Found:
    """The order the shopper means by ``request``, among the shopper's own orders only."""
    with desk.unit_of_work() as uow:
        customer = uow.orders.customer(customer_id)
        orders = uow.orders.of_customer(customer_id)
        if customer is None or not orders:
            return NoOrders()
        suits = {order.id: fit(request.ask, order_facts(desk, uow, customer, order)) for order in orders}

    if request.wants_money and suits.get(focus) == 0 and max(suits.values()) < MONEY_TO_COME:
        # the money for what is being talked about, not that of an order paid back long ago
        suits[focus] = 1

    def fits(order: Order) -> int:
        return suits[order.id]

    return find_order(orders, mention, now=desk.now(), fits=fits, shown=shown, focus=focus)


def find_named(
    desk: Desk, customer_id: str, mention: Mention, *, shown: tuple[str, ...] = (), focus: str | None = None
) -> Found | None:
    """The order that a message names; None when it names none."""
    with desk.unit_of_work() as uow:
        orders = uow.orders.of_customer(customer_id)
    return find_mentioned(orders, mention, now=desk.now(), shown=shown, focus=focus)
