"""Look at the real order and find the guidance row that holds for it."""

from bot.guidance.decide import decide
from bot.guidance.facts import facts_of
from bot.orders.ask import Ask
from bot.orders.decision import Decision, Facts, Write
from bot.orders.order import Customer, Order
from bot.service.desk import Advice, Desk, Wish
from bot.store.port import UnitOfWork


def advise(
    desk: Desk, customer_id: str, ask: Ask, order_id: str, *, payment_disputed: bool = False
) -> Advice | None:
    """The guidance for one order of this customer; None when it is unknown or another customer's."""
    with desk.unit_of_work() as uow:
        customer = uow.orders.customer(customer_id)
        order = uow.orders.get(order_id, customer_id)
        if customer is None or order is None:
            return None
        facts = order_facts(desk, uow, customer, order, payment_disputed)
    return Advice(customer, order, facts, decide(ask, facts), desk.now())


def still_proposed(desk: Desk, uow: UnitOfWork, order: Order, wish: Wish, ask: Ask, write: Write) -> bool:
    """Whether the guidance proposes ``write`` for the order as it stands now, asked again within ``uow``."""
    customer = uow.orders.customer(wish.customer_id)
    return customer is not None and decide(ask, order_facts(desk, uow, customer, order)).write is write


def explain(ask: Ask) -> Decision:
    """The guidance for a question that needs no order, such as how long a refund takes."""
    return decide(ask, None)


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
