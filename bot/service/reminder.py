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


def withdraw_reminder(desk: Desk, wish: Wish) -> Outcome:
    """Take back the reminder for the delivery; refused when none waits."""

    def change(uow: UnitOfWork, order: Order, now: datetime) -> dict | None:
        return {} if uow.orders.withdraw_reminder(wish.customer_id, order.id) else None

    return carry_out(desk, wish, "withdraw_reminder", {}, change)


def has_reminder(desk: Desk, customer_id: str, order_id: str) -> bool:
    """Whether this customer is to be reminded once the order is delivered."""
    with desk.unit_of_work() as uow:
        return uow.orders.has_reminder(customer_id, order_id)


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
