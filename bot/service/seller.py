"""Messages to the seller."""

from datetime import datetime, timedelta

from bot.orders.order import Message, Order, Refund, RefundCause
from bot.service.auto_reply import answer_message
from bot.service.desk import Desk, Outcome, Wish
from bot.service.effect import carry_out
from bot.store.port import UnitOfWork


def message_seller(desk: Desk, wish: Wish, purpose: str, letter: str) -> Outcome:
    """Send ``letter`` to the seller; ``purpose`` is replacement, refund, tracking, reminder or other.

    Source: guidance rows SEL-01, SEL-02, REF-05, MSG-01.
    """

    def change(uow: UnitOfWork, order: Order, now: datetime) -> dict | None:
        write_to_seller(uow, order, letter, now)
        due_at = now + timedelta(days=desk.policy.refund_days)
        refund = Refund(order.payment.amount, order.payment.label, RefundCause.SELLER_CANCELLED, now, due_at)
        return {"answer": answer_message(uow, order, purpose, refund, now)}

    return carry_out(desk, wish, f"message_seller_{purpose}", {"letter": letter}, change)


def write_to_seller(uow: UnitOfWork, order: Order, letter: str, now: datetime) -> None:
    """Add the shopper's letter to what shopper and seller wrote each other."""
    uow.orders.add_message(order.id, Message("buyer", letter, now))
