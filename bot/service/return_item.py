"""Return chosen items of a delivered order, or keep them after all."""

from datetime import datetime

from bot.guidance.letters import clean_words
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.orders.order import Order, Return, ReturnedItem
from bot.service.advise import still_proposed
from bot.service.desk import Desk, Outcome, Wish
from bot.service.effect import carry_out
from bot.store.port import UnitOfWork

# The longest reason that is kept, in characters.
LONGEST_REASON = 300


def open_return(desk: Desk, wish: Wish, items: tuple[ReturnedItem, ...], reason: str) -> Outcome:
    """Open a free return of ``items`` of a delivered order.

    Refused when the order does not hold them, or the guidance does not, or no longer, propose a return.
    Source: guidance row RET-01.

    Raises:
        ValueError: when ``reason`` has more than LONGEST_REASON characters.
    """
    reason = clean_words(reason)
    if len(reason) > LONGEST_REASON:
        raise ValueError(f"a reason has at most {LONGEST_REASON} characters, not {len(reason)}")

    def change(uow: UnitOfWork, order: Order, now: datetime) -> dict | None:
        is_possible = still_proposed(desk, uow, order, wish, Ask.RETURN, Write.OPEN_RETURN)
        if not is_possible or not holds_items(order, items):
            return None
        return {} if uow.orders.open_return(order.id, Return(items, reason, now)) else None

    parameters = {"items": [[item.id, item.quantity] for item in items], "reason": reason}
    return carry_out(desk, wish, "open_return", parameters, change)


def withdraw_return(desk: Desk, wish: Wish) -> Outcome:
    """Close the open return, so that the shopper keeps the items; refused once the seller has them.

    While the order is not closed, the guidance proposes a new return (RET-01).
    """

    def change(uow: UnitOfWork, order: Order, now: datetime) -> dict | None:
        return {} if uow.orders.withdraw_return(order.id) else None

    return carry_out(desk, wish, "withdraw_return", {}, change)


def holds_items(order: Order, items: tuple[ReturnedItem, ...]) -> bool:
    """Whether the order holds all of ``items``, in these quantities, and at least one is named."""
    bought = {item.id: item.quantity for item in order.items}
    return bool(items) and all(0 < item.quantity <= bought.get(item.id, 0) for item in items)
