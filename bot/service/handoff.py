"""Tickets: a case for Customer Service, or a person taking over the chat."""

from datetime import datetime

from bot.orders.order import Order, Ticket, TicketKind
from bot.service.desk import Desk, Outcome, Wish
from bot.service.effect import carry_out
from bot.store.port import EffectKey, UnitOfWork

NO_ORDER = ""


def open_case(desk: Desk, wish: Wish, summary: str) -> Outcome:
    """Open a Customer Service ticket on an order, with the facts as summary.

    An open ticket on the same order is not opened again: its reference is returned.
    Source: guidance rows REF-03, PAY-03, PAY-04.
    """

    def change(uow: UnitOfWork, order: Order, now: datetime) -> dict | None:
        ticket = order.open_ticket
        if ticket is not None:
            return {"reference": ticket.reference, "already_open": True}
        opened = Ticket(TicketKind.CUSTOMER_SERVICE, summary, now)
        return {"reference": uow.orders.open_ticket(wish.customer_id, order.id, opened)}

    return carry_out(desk, wish, "open_case", {}, change)


def call_a_person(
    desk: Desk, customer_id: str | None, conversation_id: str, message_id: str, summary: str
) -> str:
    """Ask for a person to take over the chat; returns the reference the shopper is told.

    The same message returns the same reference. Guests may call a person too.
    """
    key = EffectKey(customer_id or conversation_id, NO_ORDER, "call_a_person", message_id)
    with desk.unit_of_work() as uow:
        stored = uow.effects.find(key, "")
        if stored is not None:
            return stored["reference"]
        now = desk.now()
        reference = uow.orders.open_ticket(customer_id, None, Ticket(TicketKind.HANDOVER, summary, now))
        uow.effects.record(key, "", {"reference": reference})
        uow.audit.note(customer_id, None, "call_a_person", reference, now)
        uow.commit()
    return reference
