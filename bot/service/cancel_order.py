"""Cancel an order before it is shipped; after that, ask the seller to, or take that request back."""

from datetime import datetime, timedelta

from bot.orders.order import CancelReason, Order, Refund, RefundCause
from bot.service.auto_reply import answer_cancellation
from bot.service.desk import Desk, Outcome, Wish
from bot.service.effect import carry_out
from bot.service.seller import write_to_seller
from bot.store.port import UnitOfWork


def cancel_order(desk: Desk, wish: Wish, reason: CancelReason = CancelReason.OTHER) -> Outcome:
    """Cancel an unshipped order; what was charged is refunded to the payment method.

    Source: guidance rows CAN-01, CAN-02, CAN-03.
    """

    def change(uow: UnitOfWork, order: Order, now: datetime) -> dict | None:
        if not uow.orders.cancel_unshipped(order.id, reason, now):
            return None
        if order.paid_at is None:
            return {"refunded": False}
        uow.orders.add_refund(order.id, refund_for(order, RefundCause.CANCELLATION, now, desk))
        return {"refunded": True}

    return carry_out(desk, wish, "cancel_order", {"reason": reason.value}, change)


def request_cancellation(desk: Desk, wish: Wish, letter: str) -> Outcome:
    """Send the seller of a shipped order the shopper's request, with the reason Other Reasons.

    Source: guidance row CAN-04.
    """

    def change(uow: UnitOfWork, order: Order, now: datetime) -> dict | None:
        if not uow.orders.ask_seller_to_cancel(order.id, CancelReason.OTHER, now):
            return None
        write_to_seller(uow, order, letter, now)
        refund = refund_for(order, RefundCause.CANCELLATION, now, desk)
        return {"answer": answer_cancellation(uow, order, refund, now)}

    return carry_out(desk, wish, "request_cancellation", {"letter": letter}, change)


def remind_seller(desk: Desk, wish: Wish, letter: str) -> Outcome:
    """Remind a seller who has not answered the cancellation request.

    Source: guidance row CAN-05.
    """

    def change(uow: UnitOfWork, order: Order, now: datetime) -> dict | None:
        if not uow.orders.remind_seller(order.id, now):
            return None
        write_to_seller(uow, order, letter, now)
        return {}

    return carry_out(desk, wish, "remind_seller", {"letter": letter}, change)


def withdraw_request(desk: Desk, wish: Wish, letter: str) -> Outcome:
    """Take back a request that the seller has not answered, and tell the seller so.

    The order goes on as if nobody had asked; a new request is possible while guidance row CAN-04 holds.
    """

    def change(uow: UnitOfWork, order: Order, now: datetime) -> dict | None:
        if not uow.orders.withdraw_request(order.id):
            return None
        write_to_seller(uow, order, letter, now)
        return {}

    return carry_out(desk, wish, "withdraw_request", {"letter": letter}, change)


def refund_for(order: Order, cause: RefundCause, now: datetime, desk: Desk) -> Refund:
    """The refund of the whole order, due after the refund period of the guidance."""
    due_at = now + timedelta(days=desk.policy.refund_days)
    return Refund(order.payment.amount, order.payment.label, cause, now, due_at)
