"""Open a dispute on an order whose parcel is bad or never came, or take it back."""

from datetime import datetime

from bot.guidance.letters import clean_words
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.orders.order import Dispute, Order
from bot.service.advise import still_proposed
from bot.service.desk import Desk, Outcome, Wish
from bot.service.effect import carry_out
from bot.store.port import UnitOfWork


def open_dispute(desk: Desk, wish: Wish, reason: str, text: str, photos: tuple[str, ...] = ()) -> Outcome:
    """Open the dispute; refused when the guidance does not, or no longer, propose one for the order.

    Source: guidance rows DSP-01, DSP-03.
    """

    def change(uow: UnitOfWork, order: Order, now: datetime) -> dict | None:
        if not still_proposed(desk, uow, order, wish, Ask.DISPUTE, Write.OPEN_DISPUTE):
            return None
        opened = uow.orders.open_dispute(order.id, Dispute(reason, clean_words(text), now, photos=photos))
        return {"reason": reason} if opened else None

    return carry_out(desk, wish, "open_dispute", {"reason": reason, "text": text, "photos": photos}, change)


def withdraw_dispute(desk: Desk, wish: Wish) -> Outcome:
    """Take back the open dispute; refused when none is open.

    The order is where it would be without it: while the dispute window is open, the guidance proposes
    a new dispute (DSP-01, DSP-03).
    """

    def change(uow: UnitOfWork, order: Order, now: datetime) -> dict | None:
        return {} if uow.orders.withdraw_dispute(order.id) else None

    return carry_out(desk, wish, "withdraw_dispute", {}, change)
