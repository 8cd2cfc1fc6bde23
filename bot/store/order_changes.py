"""Reads and changes of orders. A change names the state it expects and says whether it happened."""

from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, delete, exists, insert, or_, select, update
from sqlalchemy.engine import Connection

from bot.orders.order import (
    Actor,
    CancelReason,
    Customer,
    Dispute,
    DisputeStatus,
    Message,
    Order,
    Refund,
    RequestStatus,
    Return,
    ReturnStatus,
    Ticket,
)
from bot.store import tables
from bot.store.port import Orders, Reminder
from bot.store.reading import read_orders, ticket_reference

_ORDERS = tables.orders


class SqlOrders(Orders):
    """Orders in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def customer(self, customer_id: str) -> Customer | None:
        row = self._connection.execute(
            select(tables.customers).where(tables.customers.c.id == customer_id)
        ).first()
        return Customer(row.id, row.name, row.email, row.country) if row else None

    def get(self, order_id: str, customer_id: str) -> Order | None:
        found = read_orders(self._connection, _ORDERS.c.id == order_id, _ORDERS.c.customer_id == customer_id)
        return found[0] if found else None

    def of_customer(self, customer_id: str) -> tuple[Order, ...]:
        return read_orders(self._connection, _ORDERS.c.customer_id == customer_id)

    def paid_with(self, coupon_code: str, customer_id: str) -> tuple[Order, ...]:
        return read_orders(
            self._connection, _ORDERS.c.coupon_code == coupon_code, _ORDERS.c.customer_id == customer_id
        )

    def cancel_unshipped(self, order_id: str, reason: CancelReason, at: datetime) -> bool:
        return self._changed(
            update(_ORDERS)
            .where(
                _ORDERS.c.id == order_id,
                _ORDERS.c.cancelled_at.is_(None),
                _ORDERS.c.shipped_at.is_(None),
                _ORDERS.c.delivered_at.is_(None),
            )
            .values(cancelled_at=at, cancelled_by=Actor.BUYER.value, cancel_reason=reason.value)
        )

    def ask_seller_to_cancel(self, order_id: str, reason: CancelReason, at: datetime) -> bool:
        table = tables.cancellation_requests
        allowed = self._is_order(
            order_id,
            _ORDERS.c.shipped_at.is_not(None),
            _ORDERS.c.delivered_at.is_(None),
            _ORDERS.c.cancelled_at.is_(None),
        )
        if not allowed or self._has(table, table.c.order_id == order_id):
            return False
        waiting = RequestStatus.WAITING.value
        self._add(table, order_id=order_id, reason=reason.value, asked_at=at, status=waiting)
        return True

    def answer_request(self, order_id: str, status: RequestStatus, at: datetime) -> bool:
        return self._change_waiting_request(order_id, status=status.value, answered_at=at)

    def remind_seller(self, order_id: str, at: datetime) -> bool:
        return self._change_waiting_request(order_id, reminded_at=at)

    def withdraw_request(self, order_id: str) -> bool:
        table = tables.cancellation_requests
        # What the seller accepted or refused, and what is cancelled, cannot be taken back.
        if not self._is_order(order_id, _ORDERS.c.cancelled_at.is_(None)):
            return False
        waiting = table.c.status == RequestStatus.WAITING.value
        return self._changed(delete(table).where(table.c.order_id == order_id, waiting))

    def _change_waiting_request(self, order_id: str, **values: Any) -> bool:
        table = tables.cancellation_requests
        waiting = table.c.status == RequestStatus.WAITING.value
        return self._changed(update(table).where(table.c.order_id == order_id, waiting).values(**values))

    def agree_replacement(self, order_id: str, at: datetime) -> bool:
        table = tables.replacements
        if not self._is_order(order_id) or self._has(table, table.c.order_id == order_id):
            return False
        self._add(table, order_id=order_id, agreed_at=at)
        return True

    def add_refund(self, order_id: str, refund: Refund) -> bool:
        table = tables.refunds
        same = and_(table.c.order_id == order_id, table.c.cause == refund.cause.value)
        if not self._is_order(order_id) or self._has(table, same):
            return False
        self._add(
            table,
            order_id=order_id,
            amount_cents=refund.amount.cents,
            method=refund.method,
            cause=refund.cause.value,
            requested_at=refund.requested_at,
            due_at=refund.due_at,
            paid_at=refund.paid_at,
        )
        return True

    def open_dispute(self, order_id: str, dispute: Dispute) -> bool:
        table = tables.disputes
        allowed = self._is_order(
            order_id, _ORDERS.c.shipped_at.is_not(None), _ORDERS.c.cancelled_at.is_(None)
        )
        lasting = table.c.status != DisputeStatus.WITHDRAWN.value
        if not allowed or self._has(table, and_(table.c.order_id == order_id, lasting)):
            return False
        self._add(
            table,
            order_id=order_id,
            reason=dispute.reason,
            text=dispute.text,
            photos=list(dispute.photos),
            opened_at=dispute.opened_at,
            status=dispute.status.value,
        )
        return True

    def withdraw_dispute(self, order_id: str) -> bool:
        return self._end_open(tables.disputes, order_id, DisputeStatus.WITHDRAWN.value)

    def open_return(self, order_id: str, opened: Return) -> bool:
        table = tables.returns
        allowed = self._is_order(
            order_id, _ORDERS.c.delivered_at.is_not(None), _ORDERS.c.cancelled_at.is_(None)
        )
        if not allowed or self._has(table, and_(table.c.order_id == order_id, table.c.status == "open")):
            return False
        self._add(
            table,
            order_id=order_id,
            items=[{"id": item.id, "quantity": item.quantity} for item in opened.items],
            reason=opened.reason,
            opened_at=opened.opened_at,
            status=opened.status.value,
        )
        return True

    def withdraw_return(self, order_id: str) -> bool:
        return self._end_open(tables.returns, order_id, ReturnStatus.CLOSED.value)

    def _end_open(self, table: Table, order_id: str, status: str) -> bool:
        open_one = update(table).where(table.c.order_id == order_id, table.c.status == "open")
        return self._changed(open_one.values(status=status))

    def add_message(self, order_id: str, message: Message) -> None:
        self._add(
            tables.messages,
            order_id=order_id,
            sender=message.sender,
            text=message.text,
            sent_at=message.sent_at,
        )

    def open_ticket(self, customer_id: str | None, order_id: str | None, ticket: Ticket) -> str:
        # A shopper can be signed in and unknown here; the audit row of the ticket names them.
        is_known = customer_id is not None and self.customer(customer_id) is not None
        key = self._add(
            tables.tickets,
            customer_id=customer_id if is_known else None,
            order_id=order_id,
            kind=ticket.kind.value,
            summary=ticket.summary,
            opened_at=ticket.opened_at,
            status=ticket.status,
        )
        return ticket_reference(key)

    def set_reminder(self, customer_id: str, order_id: str, conversation_id: str, at: datetime) -> bool:
        table = tables.reminders
        # A restarted conversation has another id and is the same shopper: one reminder is enough.
        open_one = and_(table.c.order_id == order_id, table.c.given_at.is_(None))
        same = and_(table.c.order_id == order_id, table.c.conversation_id == conversation_id)
        is_own = self._is_order(order_id, _ORDERS.c.customer_id == customer_id)
        if not is_own or self._has(table, or_(open_one, same)):
            return False
        self._add(
            table, customer_id=customer_id, order_id=order_id, conversation_id=conversation_id, asked_at=at
        )
        return True

    def has_reminder(self, customer_id: str, order_id: str) -> bool:
        return self._has(tables.reminders, _waiting_reminder(customer_id, order_id))

    def withdraw_reminder(self, customer_id: str, order_id: str) -> bool:
        return self._changed(delete(tables.reminders).where(_waiting_reminder(customer_id, order_id)))

    def due_reminders(self, now: datetime) -> tuple[Reminder, ...]:
        table = tables.reminders
        query = (
            select(table)
            .join(_ORDERS, _ORDERS.c.id == table.c.order_id)
            .where(table.c.given_at.is_(None), _ORDERS.c.delivered_at <= now)
            .order_by(table.c.id)
        )
        rows = self._connection.execute(query)
        return tuple(Reminder(row.id, row.customer_id, row.order_id, row.conversation_id) for row in rows)

    def settle_reminder(self, reminder_id: int, at: datetime) -> bool:
        table = tables.reminders
        open_one = update(table).where(table.c.id == reminder_id, table.c.given_at.is_(None))
        return self._changed(open_one.values(given_at=at))

    def _changed(self, statement: Any) -> bool:
        return self._connection.execute(statement).rowcount == 1

    def _add(self, table: Table, **values: Any) -> int:
        return self._connection.execute(insert(table).values(**values)).inserted_primary_key[0]

    def _has(self, table: Table, condition: Any) -> bool:
        return self._connection.execute(select(exists().where(condition).select_from(table))).scalar_one()

    def _is_order(self, order_id: str, *conditions: Any) -> bool:
        """Whether the order meets the conditions; locks it until the transaction ends.

        Asked before anything is looked up that another transaction may be adding just now.
        """
        query = select(_ORDERS.c.id).where(_ORDERS.c.id == order_id, *conditions).with_for_update()
        return self._connection.execute(query).first() is not None


def _waiting_reminder(customer_id: str, order_id: str) -> Any:
    table = tables.reminders
    return and_(table.c.customer_id == customer_id, table.c.order_id == order_id, table.c.given_at.is_(None))
