"""The shopper's orders, newest first."""

from bot.orders.order import Customer, Order
from bot.service.desk import Desk


def list_orders(desk: Desk, customer_id: str) -> tuple[Order, ...]:
    """All orders of the customer, newest first; empty for an unknown customer."""
    with desk.unit_of_work() as uow:
        return uow.orders.of_customer(customer_id)


def find_customer(desk: Desk, customer_id: str) -> Customer | None:
    """The customer, or None when unknown."""
    with desk.unit_of_work() as uow:
        return uow.orders.customer(customer_id)
