"""What the guidance says of an order as it stands within a transaction."""

from bot.guidance.decide import decide
from bot.guidance.facts import facts_of
from bot.orders.ask import Ask
from bot.orders.decision import Facts, Write
from bot.orders.order import Customer, Order
from bot.service.desk import Desk, Wish
from bot.store.port import UnitOfWork


def still_proposed(desk: Desk, uow: UnitOfWork, order: Order, wish: Wish, ask: Ask, write: Write) -> bool:
    """Whether the guidance proposes ``write`` for the order as it stands now, asked again within ``uow``."""
    customer = uow.orders.customer(wish.customer_id)
    return customer is not None and decide(ask, order_facts(desk, uow, customer, order)).write is write


def order_facts(
    desk: Desk, uow: UnitOfWork, customer: Customer, order: Order, payment_disputed: bool = False
) -> Facts:
    """The facts of an order, with all orders that its coupon paid for."""
    together = uow.orders.paid_with(order.coupon.code, customer.id) if order.coupon else ()
    return facts_of(
        order,
        now=desk.now(),
        policy=desk.policy,
        country=customer.country,
        coupon_orders=together,
        payment_disputed=payment_disputed,
    )
