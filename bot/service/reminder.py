"""A shopper's reminder for the day an order is delivered."""

from datetime import datetime

from bot.orders.order import Order
from bot.service.desk import Desk, Outcome, Wish
from bot.service.effect import carry_out
from bot.store.port import Reminder, UnitOfWork


def remind_at_delivery(desk: Desk, wish: Wish) -> Outcome:
    """Remind the shopper in this conversation once the order is delivered; once per order."""

    def change(uow: UnitOfWork, order: Order, now: datetime) -> dict | None:
        if order.delivered_at is not None or order.cancelled_at is not None:
            return None
        uow.orders.set_reminder(wish.customer_id, order.id, wish.conversation_id, now)
        return {}

    return carry_out(desk, wish, "remind_at_delivery", {}, change)


def due_reminders(desk: Desk) -> tuple[tuple[Reminder, Order], ...]:
    """Reminders whose order has been delivered, each with its order, oldest first."""
    with desk.unit_of_work() as uow:
        due = uow.orders.due_reminders(desk.now())
        found = ((reminder, uow.orders.get(reminder.order_id, reminder.customer_id)) for reminder in due)
        return tuple((reminder, order) for reminder, order in found if order is not None)


def settle_reminder(desk: Desk, reminder_id: int) -> bool:
    """Mark a reminder as given; False when another process already gave it."""
    with desk.unit_of_work() as uow:
        settled = uow.orders.settle_reminder(reminder_id, desk.now())
        uow.commit()
    return settled
