"""Return chosen items of a delivered order."""

import re
from datetime import datetime

from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.orders.order import Order, Return, ReturnedItem
from bot.service.advise import still_proposed
from bot.service.desk import Desk, Outcome, Wish
from bot.service.effect import carry_out
from bot.service.wording import matching_words
from bot.store.port import UnitOfWork

_ALL = re.compile(r"\b(all|both|everything|whole|entire)\b", re.IGNORECASE)


def open_return(desk: Desk, wish: Wish, items: tuple[ReturnedItem, ...], reason: str) -> Outcome:
    """Open a free return of ``items`` of a delivered order.

    Refused when the order does not hold them, or the guidance does not, or no longer, propose a return.
    Source: guidance row RET-01.
    """

    def change(uow: UnitOfWork, order: Order, now: datetime) -> dict | None:
        is_possible = still_proposed(desk, uow, order, wish, Ask.RETURN, Write.OPEN_RETURN)
        if not is_possible or not holds_items(order, items):
            return None
        return {} if uow.orders.open_return(order.id, Return(items, reason, now)) else None

    parameters = {"items": [[item.id, item.quantity] for item in items], "reason": reason}
    return carry_out(desk, wish, "open_return", parameters, change)


def holds_items(order: Order, items: tuple[ReturnedItem, ...]) -> bool:
    """Whether the order holds all of ``items``, in these quantities, and at least one is named."""
    bought = {item.id: item.quantity for item in order.items}
    return bool(items) and all(0 < item.quantity <= bought.get(item.id, 0) for item in items)


def choose_items(order: Order, text: str) -> tuple[ReturnedItem, ...]:
    """The items of ``order`` that a shopper names by words, or all of them; empty when none is named."""
    if _ALL.search(text):
        chosen = order.items
    else:
        scores = [matching_words(text, item.title) for item in order.items]
        chosen = tuple(
            item for item, score in zip(order.items, scores, strict=True) if score and score == max(scores)
        )
    return tuple(ReturnedItem(item.id, item.quantity) for item in chosen)
