"""Tickets: a case for Customer Service, or a person taking over the chat."""

from collections.abc import Sequence
from datetime import datetime

from bot.guidance.letters import clean_words
from bot.orders.order import Order, Ticket, TicketKind
from bot.service.desk import Desk, Outcome, Wish
from bot.service.effect import carry_out
from bot.store.port import EffectKey, UnitOfWork

NO_ORDER = ""
# The longest summary, and the longest of the shopper's words in it, in characters.
LONGEST_SUMMARY = 1_500
LONGEST_QUOTE = 600
_CUT = "…"
# How much of what was done is told: the last is what the person goes on from.
_MOST_STEPS = 8
_LONGEST_STEP = 80


def case_summary(
    asked: str, order_id: str | None = None, row_id: str | None = None, tried: Sequence[str] = ()
) -> str:
    """What a person reads who takes over: the request, the order, the guidance for it, and what was done.

    Always something, of at most LONGEST_SUMMARY characters, one line each, and free of what cannot be
    stored. What is longer is cut with an ellipsis, and of many steps the last ones are told.

    Args:
        asked: the shopper's own words when they asked for what is in question, not the last digression.
        row_id: the guidance row that held for the order then.
        tried: what was said or done about it in this conversation, oldest first, such as
            ``cancel_order: refused``.

    >>> print(case_summary("My refund is late", "8030555512349876", "REF-03", ["told it is late"]))
    Asked: “My refund is late”
    Order: 8030555512349876
    Guidance: REF-03
    Done so far: told it is late
    """
    words = _one_line(asked, LONGEST_QUOTE)
    steps = [step for step in (_one_line(each, _LONGEST_STEP) for each in tried[-_MOST_STEPS:]) if step]
    lines = [
        f"Asked: “{words}”" if words else "Asked: for a person, nothing else",
        f"Order: {_one_line(order_id, _LONGEST_STEP)}" if order_id else "Order: none named",
        f"Guidance: {_one_line(row_id, _LONGEST_STEP)}" if row_id else "",
        f"Done so far: {'; '.join(steps)}" if steps else "Done so far: nothing",
    ]
    return "\n".join(line for line in lines if line)


def _one_line(text: str, longest: int) -> str:
    """``text`` as one line without control characters, cut to ``longest`` characters."""
    # cut first: what nobody reads need not be cleaned
    line = " ".join(clean_words(text[: 4 * longest]).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + _CUT


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
    desk: Desk,
    customer_id: str | None,
    conversation_id: str,
    message_id: str,
    summary: str,
    order_id: str | None = None,
) -> str:
    """Ask for a person to take over the chat; returns the reference the shopper is told.

    The ticket hangs on ``order_id`` where that is an order of this shopper. The same message returns
    the same reference. Guests may call a person too.
    """
    key = EffectKey(customer_id or conversation_id, NO_ORDER, "call_a_person", message_id)
    with desk.unit_of_work() as uow:
        stored = uow.effects.find(key, "")
        if stored is not None:
            return stored["reference"]
        now = desk.now()
        own_id = _own(uow, customer_id, order_id)
        reference = uow.orders.open_ticket(customer_id, own_id, Ticket(TicketKind.HANDOVER, summary, now))
        uow.effects.record(key, "", {"reference": reference})
        uow.audit.note(customer_id, own_id, "call_a_person", reference, now)
        uow.commit()
    return reference


def _own(uow: UnitOfWork, customer_id: str | None, order_id: str | None) -> str | None:
    """The order's id if it is one of this shopper's, else None."""
    if customer_id is None or order_id is None:
        return None
    order = uow.orders.get(order_id, customer_id)
    return order.id if order else None
