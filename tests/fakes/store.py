"""The store in memory: the same changes from the same states as the SQL one, kept only when committed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.orders.errors import EffectConflict, StoreUnavailable
from bot.orders.order import (
    Actor,
    CancellationRequest,
    CancelReason,
    Customer,
    Dispute,
    DisputeStatus,
    Message,
    Order,
    Refund,
    Replacement,
    RequestStatus,
    Return,
    ReturnStatus,
    Ticket,
)
from bot.store.port import Audit, EffectKey, Effects, Orders, Reminder, UnitOfWork


@dataclass
class Shelves:
    """Everything the store holds. What lies in it is immutable, so that a flat copy is a copy."""

    customers: dict[str, Customer] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    tickets: dict[str, tuple[str | None, str | None, Ticket]] = field(default_factory=dict)
    reminders: dict[int, tuple[Reminder, datetime | None]] = field(default_factory=dict)
    effects: dict[EffectKey, tuple[str, dict]] = field(default_factory=dict)
    audit: dict[int, tuple] = field(default_factory=dict)

    def copy(self) -> "Shelves":
        return Shelves(**{name: dict(shelf) for name, shelf in vars(self).items()})


class MemoryStore:
    """A store of its own; ``unit_of_work`` is what a desk takes. ``is_away``: it cannot be reached."""

    def __init__(self, customers: Iterable[Customer], orders: Iterable[Order]) -> None:
        known = {customer.id: customer for customer in customers}
        self.shelves = Shelves(known, {order.id: order for order in orders})
        self.is_away = False

    def unit_of_work(self) -> "MemoryUnitOfWork":
        return MemoryUnitOfWork(self)


class MemoryUnitOfWork(UnitOfWork):
    """One transaction on a copy."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def __enter__(self) -> "MemoryUnitOfWork":
        if self._store.is_away:
            raise StoreUnavailable("The store is away.")
        self._shelves = self._store.shelves.copy()
        self.orders = MemoryOrders(self._shelves)
        self.effects = MemoryEffects(self._shelves)
        self.audit = MemoryAudit(self._shelves)
        return self

    def __exit__(self, *_error: object) -> None:
        self._shelves = self._store.shelves

    def commit(self) -> None:
        self._store.shelves = self._shelves


class MemoryEffects(Effects):
    def __init__(self, shelves: Shelves) -> None:
        self._effects = shelves.effects

    def find(self, key: EffectKey, fingerprint: str) -> dict | None:
        if key not in self._effects:
            return None
        known, result = self._effects[key]
        if known != fingerprint:
            raise EffectConflict(f"{key.operation} was asked for by the same message with other parameters.")
        return dict(result)

    def record(self, key: EffectKey, fingerprint: str, result: dict) -> None:
        self._effects[key] = (fingerprint, result)


class MemoryAudit(Audit):
    def __init__(self, shelves: Shelves) -> None:
        self._rows = shelves.audit

    def note(
        self, customer_id: str | None, order_id: str | None, event: str, detail: str, at: datetime
    ) -> None:
        self._rows[len(self._rows)] = (customer_id, order_id, event, detail, at)


class MemoryOrders(Orders):
    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def customer(self, customer_id: str) -> Customer | None:
        return self._shelves.customers.get(customer_id)

    def get(self, order_id: str, customer_id: str) -> Order | None:
        order = self._shelves.orders.get(order_id)
        return order if order is not None and order.customer_id == customer_id else None

    def of_customer(self, customer_id: str) -> tuple[Order, ...]:
        own = (order for order in self._shelves.orders.values() if order.customer_id == customer_id)
        return tuple(sorted(sorted(own, key=lambda each: each.id), key=_age))

    def paid_with(self, coupon_code: str, customer_id: str) -> tuple[Order, ...]:
        own = self.of_customer(customer_id)
        return tuple(order for order in own if order.coupon and order.coupon.code == coupon_code)

    def cancel_unshipped(self, order_id: str, reason: CancelReason, at: datetime) -> bool:
        order = self._shelves.orders.get(order_id)
        if order is None or order.cancelled_at or order.shipped_at or order.delivered_at:
            return False
        return self._put(order, cancelled_at=at, cancelled_by=Actor.BUYER, cancel_reason=reason)

    def ask_seller_to_cancel(self, order_id: str, reason: CancelReason, at: datetime) -> bool:
        order = self._shelves.orders.get(order_id)
        is_on_its_way = order and order.shipped_at and not order.delivered_at and not order.cancelled_at
        if not is_on_its_way or order.cancellation_request:
            return False
        return self._put(order, cancellation_request=CancellationRequest(reason, at))

    def answer_request(self, order_id: str, status: RequestStatus, at: datetime) -> bool:
        return self._change_waiting_request(order_id, status=status, answered_at=at)

    def remind_seller(self, order_id: str, at: datetime) -> bool:
        return self._change_waiting_request(order_id, reminded_at=at)

    def withdraw_request(self, order_id: str) -> bool:
        order = self._waiting(order_id)
        if order is None or order.cancelled_at:
            return False
        return self._put(order, cancellation_request=None)

    def _change_waiting_request(self, order_id: str, **values: object) -> bool:
        order = self._waiting(order_id)
        if order is None:
            return False
        return self._put(order, cancellation_request=replace(order.cancellation_request, **values))

    def _waiting(self, order_id: str) -> Order | None:
        """The order if a request to its seller is waiting."""
        order = self._shelves.orders.get(order_id)
        request = order.cancellation_request if order else None
        return order if request is not None and request.status is RequestStatus.WAITING else None

    def agree_replacement(self, order_id: str, at: datetime) -> bool:
        order = self._shelves.orders.get(order_id)
        if order is None or order.replacement:
            return False
        return self._put(order, replacement=Replacement(at))

    def add_refund(self, order_id: str, refund: Refund) -> bool:
        order = self._shelves.orders.get(order_id)
        if order is None or any(other.cause is refund.cause for other in order.refunds):
            return False
        return self._put(order, refunds=(*order.refunds, refund))

    def open_dispute(self, order_id: str, dispute: Dispute) -> bool:
        order = self._shelves.orders.get(order_id)
        if order is None or not order.shipped_at or order.cancelled_at:
            return False
        if any(other.status is not DisputeStatus.WITHDRAWN for other in order.disputes):
            return False
        return self._put(order, disputes=(*order.disputes, dispute))

    def withdraw_dispute(self, order_id: str) -> bool:
        order = self._shelves.orders.get(order_id)
        if order is None or order.open_dispute is None:
            return False
        ended = (_ended(each, DisputeStatus.OPEN, DisputeStatus.WITHDRAWN) for each in order.disputes)
        return self._put(order, disputes=tuple(ended))

    def open_return(self, order_id: str, opened: Return) -> bool:
        order = self._shelves.orders.get(order_id)
        if order is None or not order.delivered_at or order.cancelled_at or order.open_return:
            return False
        return self._put(order, returns=(*order.returns, opened))

    def withdraw_return(self, order_id: str) -> bool:
        order = self._shelves.orders.get(order_id)
        if order is None or order.open_return is None:
            return False
        ended = (_ended(each, ReturnStatus.OPEN, ReturnStatus.CLOSED) for each in order.returns)
        return self._put(order, returns=tuple(ended))

    def add_message(self, order_id: str, message: Message) -> None:
        order = self._shelves.orders[order_id]
        self._put(order, messages=(*order.messages, message))

    def open_ticket(self, customer_id: str | None, order_id: str | None, ticket: Ticket) -> str:
        reference = f"T-{len(self._shelves.tickets) + 1:06d}"
        opened = replace(ticket, reference=reference)
        self._shelves.tickets[reference] = (customer_id, order_id, opened)
        order = self._shelves.orders.get(order_id) if order_id is not None else None
        if order is not None:
            self._put(order, tickets=(*order.tickets, opened))
        return reference

    def set_reminder(self, customer_id: str, order_id: str, conversation_id: str, at: datetime) -> bool:
        of_order = [pair for pair in self._shelves.reminders.values() if pair[0].order_id == order_id]
        stands = any(given is None or each.conversation_id == conversation_id for each, given in of_order)
        if self.get(order_id, customer_id) is None or stands:
            return False
        key = max(self._shelves.reminders, default=0) + 1
        self._shelves.reminders[key] = (Reminder(key, customer_id, order_id, conversation_id), None)
        return True

    def has_reminder(self, customer_id: str, order_id: str) -> bool:
        return bool(self._waiting_reminders(customer_id, order_id))

    def withdraw_reminder(self, customer_id: str, order_id: str) -> bool:
        waiting = self._waiting_reminders(customer_id, order_id)
        for key in waiting:
            del self._shelves.reminders[key]
        return bool(waiting)

    def _waiting_reminders(self, customer_id: str, order_id: str) -> list[int]:
        wanted = (customer_id, order_id)
        pairs = self._shelves.reminders.values()
        return [each.id for each, given in pairs if (each.customer_id, each.order_id) == wanted and not given]

    def due_reminders(self, now: datetime) -> tuple[Reminder, ...]:
        open_ones = (each for each, given in self._shelves.reminders.values() if given is None)
        delivered = ((each, self._shelves.orders[each.order_id].delivered_at) for each in open_ones)
        return tuple(each for each, at in delivered if at is not None and at <= now)

    def settle_reminder(self, reminder_id: int, at: datetime) -> bool:
        reminder, given = self._shelves.reminders.get(reminder_id, (None, None))
        if reminder is None or given is not None:
            return False
        self._shelves.reminders[reminder_id] = (reminder, at)
        return True

    def _put(self, order: Order, **changes: object) -> bool:
        self._shelves.orders[order.id] = replace(order, **changes)
        return True


def _age(order: Order) -> float:
    return -order.placed_at.timestamp()


def _ended(entry: Dispute | Return, status: object, ended: object) -> Dispute | Return:
    return replace(entry, status=ended) if entry.status is status else entry
