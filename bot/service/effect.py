"""One confirmed wish, one effect: the change, its key and its audit row in one transaction."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime

from bot.orders.order import Order
from bot.service.desk import Desk, Done, Outcome, Wish
from bot.store.port import EffectKey, UnitOfWork

Change = Callable[[UnitOfWork, Order, datetime], dict | None]


def carry_out(desk: Desk, wish: Wish, operation: str, parameters: dict, change: Change) -> Outcome:
    """Do ``change`` once for this wish and tell how it ended.

    ``change`` gets the open transaction, the order and the time, and returns what the receipt
    needs, or None when the order does not allow it any more; then nothing is kept.

    Raises:
        EffectConflict: when the same message asked for the same operation with other parameters.
        StoreUnavailable: when the database cannot be reached; nothing was done.
    """
    key = EffectKey(wish.customer_id, wish.order_id, operation, wish.message_id)
    fingerprint = _fingerprint(parameters)
    with desk.unit_of_work() as uow:
        order = uow.orders.get(wish.order_id, wish.customer_id)
        if order is None:
            return Outcome(Done.UNKNOWN_ORDER)
        result = uow.effects.find(key, fingerprint)
        if result is None:
            now = desk.now()
            result = change(uow, order, now)
            if result is None:
                return Outcome(Done.REFUSED, order)
            uow.effects.record(key, fingerprint, result)
            uow.audit.note(wish.customer_id, wish.order_id, operation, "", now)
            uow.commit()
    return Outcome(Done.DONE, _reload(desk, wish), result)


def _reload(desk: Desk, wish: Wish) -> Order | None:
    """The order as committed: a receipt is written from this, never from what was intended."""
    with desk.unit_of_work() as uow:
        return uow.orders.get(wish.order_id, wish.customer_id)


def _fingerprint(parameters: dict) -> str:
    text = json.dumps(parameters, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
