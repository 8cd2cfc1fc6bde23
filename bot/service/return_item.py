"""Return chosen items of a delivered order, or keep them after all."""

import re
from datetime import datetime
from itertools import combinations

from bot.guidance.letters import clean_words
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.orders.order import Item, Order, Return, ReturnedItem
from bot.service.advise import still_proposed
from bot.service.desk import Desk, Outcome, Wish
from bot.service.effect import carry_out
from bot.service.wording import matching_words
from bot.store.port import UnitOfWork

# The longest reason that is kept, in characters.
LONGEST_REASON = 300
_ALL = re.compile(r"\b(all|both|everything|whole|entire)\b", re.IGNORECASE)
# "something from the tent order" names the order by what is in it.
_WHOLE = re.compile(r"\b(?:orders?|something|parcels?|packages?|delivery)\b", re.IGNORECASE)
_BECAUSE = ("because", "cause", "cuz", "coz", "cos")
_WHY = re.compile(
    rf"\b(?:{'|'.join(_BECAUSE)})\b"
    r"|\btoo (?:small|big|large|tight|loose|long|short|wide|narrow|heavy|thin|thick|loud|dark|bright)\b"
    r"|\b(?:(?:does|do|did) ?n[o'’]?t|no longer) (?:fit|like|suit|match|work|need)\b|\bchanged my mind\b"
    r"|\bnot (?:fit|my size|what i (?:expected|wanted|thought))\b",
    re.IGNORECASE,
)


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


def choose_items(order: Order, text: str) -> tuple[ReturnedItem, ...]:
    """The items of ``order`` that a shopper names by words, or all of them; empty when none is named."""
    if _ALL.search(text):
        chosen = list(order.items)
    else:
        named = [item for item in order.items if matching_words(text, item.title)]
        chosen = [item for item in named if not _is_outdone(item, named, text)]
    return tuple(ReturnedItem(item.id, item.quantity) for item in chosen)


def named_items(order: Order, text: str) -> tuple[ReturnedItem, ...]:
    """The items that go back without a doubt; empty where the shopper has to be asked.

    Without a doubt are the only one, all of them, and things bought once whose names share no word.
    """
    if len(order.items) == 1 and order.items[0].quantity == 1:
        return choose_items(order, order.items[0].title)
    if _WHOLE.search(text) and not _ALL.search(text):
        return ()
    chosen = choose_items(order, text)
    titles = [item.title for item in order.items if item.id in {each.id for each in chosen}]
    are_alike = any(matching_words(left, right) for left, right in combinations(titles, 2))
    is_sure = not are_alike and all(each.quantity == 1 for each in chosen)
    return chosen if is_sure or _ALL.search(text) else ()


def reason_in(text: str) -> str | None:
    """Why something goes back, in the shopper's own words; None where the message does not say.

    >>> reason_in("return the tent, it's too small")
    "it's too small"
    >>> reason_in("can i return the mat too") is None
    True
    """
    why = _WHY.search(text)
    if why is None:
        return None
    is_joined = why.group().lower() in _BECAUSE
    begin = why.end() if is_joined else _beginning_of_clause(text, why.start())
    return text[begin:].strip(" ,.;:-")[:LONGEST_REASON] or None


def _beginning_of_clause(text: str, position: int) -> int:
    return max(text.rfind(mark, 0, position) + 1 for mark in ",.;!?\n")


def _is_outdone(item: Item, named: list[Item], text: str) -> bool:
    """Whether another item, such as the blue shirt beside the red one, is named by more of its words."""
    score = matching_words(text, item.title)
    return any(
        matching_words(text, other.title) > score and matching_words(item.title, other.title)
        for other in named
    )
