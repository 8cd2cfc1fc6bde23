"""What the service needs of a store; the contract tests hold it on every database."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType

from bot.orders.order import (
    CancelReason,
    Customer,
    Dispute,
    Message,
    Order,
    Refund,
    RequestStatus,
    Return,
    Ticket,
)


@dataclass(frozen=True)
class EffectKey:
    """What makes one confirmed wish one effect: the same key twice is the same wish."""

    customer_id: str
    order_id: str
    operation: str
    message_id: str


@dataclass(frozen=True)
class Reminder:
    """A shopper's wish to be reminded in a conversation once an order is delivered."""

    id: int
    customer_id: str
    order_id: str
    conversation_id: str


class Orders(ABC):
    """Reads are scoped by customer; changes name the state they expect and say whether they happened."""

    @abstractmethod
    def customer(self, customer_id: str) -> Customer | None:
        """The customer, or None when unknown."""

    @abstractmethod
    def get(self, order_id: str, customer_id: str) -> Order | None:
        """The order, or None when it is unknown or another customer's: both look the same."""

    @abstractmethod
    def of_customer(self, customer_id: str) -> tuple[Order, ...]:
        """All orders of a customer, newest first."""

    @abstractmethod
    def paid_with(self, coupon_code: str, customer_id: str) -> tuple[Order, ...]:
        """The customer's orders that were paid with this coupon."""

    @abstractmethod
    def cancel_unshipped(self, order_id: str, reason: CancelReason, at: datetime) -> bool:
        """Cancel for the buyer if the order is neither shipped, delivered nor cancelled; else False."""

    @abstractmethod
    def ask_seller_to_cancel(self, order_id: str, reason: CancelReason, at: datetime) -> bool:
        """Record the request if the order is shipped, not delivered, and has none yet; else False."""

    @abstractmethod
    def answer_request(self, order_id: str, status: RequestStatus, at: datetime) -> bool:
        """Record the seller's answer if the request is waiting; else False."""

    @abstractmethod
    def remind_seller(self, order_id: str, at: datetime) -> bool:
        """Note a reminder if the request is waiting; else False."""

    @abstractmethod
    def withdraw_request(self, order_id: str) -> bool:
        """Remove the request to the seller if it is waiting and the order not cancelled; else False."""

    @abstractmethod
    def agree_replacement(self, order_id: str, at: datetime) -> bool:
        """Record that the seller sends a replacement if none is agreed yet; else False."""

    @abstractmethod
    def add_refund(self, order_id: str, refund: Refund) -> bool:
        """Record a refund unless the order already has one of the same cause; else False."""

    @abstractmethod
    def open_dispute(self, order_id: str, dispute: Dispute) -> bool:
        """Record the dispute if the order is shipped and not cancelled; else False.

        False too when a dispute is open or was resolved. One that was withdrawn does not count.
        """

    @abstractmethod
    def withdraw_dispute(self, order_id: str) -> bool:
        """Mark the open dispute as withdrawn; False when none is open."""

    @abstractmethod
    def open_return(self, order_id: str, opened: Return) -> bool:
        """Record the return if the order is delivered, not cancelled, and has no open return; else False."""

    @abstractmethod
    def withdraw_return(self, order_id: str) -> bool:
        """Close the open return; False when none is open, or the seller has received the items."""

    @abstractmethod
    def add_message(self, order_id: str, message: Message) -> None:
        """Append a line between shopper and seller."""

    @abstractmethod
    def open_ticket(self, customer_id: str | None, order_id: str | None, ticket: Ticket) -> str:
        """Record a ticket and return its reference, such as ``T-000123``.

        A customer who is not in the store may open one; only the audit row can name them then.
        """

    @abstractmethod
    def set_reminder(self, customer_id: str, order_id: str, conversation_id: str, at: datetime) -> bool:
        """Record a reminder for the delivery of a customer's own order; else False.

        False too when one waits already, in this conversation or an earlier one.
        """

    @abstractmethod
    def has_reminder(self, customer_id: str, order_id: str) -> bool:
        """Whether a reminder of this customer waits for the delivery of the order."""

    @abstractmethod
    def withdraw_reminder(self, customer_id: str, order_id: str) -> bool:
        """Remove the customer's reminder for the order if it was not given yet; else False."""

    @abstractmethod
    def due_reminders(self, now: datetime) -> tuple[Reminder, ...]:
        """Reminders whose order has been delivered by ``now`` and that were not given yet."""

    @abstractmethod
    def settle_reminder(self, reminder_id: int, at: datetime) -> bool:
        """Mark a reminder as given; False when it already was."""


class Effects(ABC):
    """What was done for which message, so that a repeated message does nothing twice."""

    @abstractmethod
    def find(self, key: EffectKey, fingerprint: str) -> dict | None:
        """The stored result of this key, or None when it was not done yet.

        Raises:
            EffectConflict: when the key was used with another ``fingerprint`` of its parameters.
        """

    @abstractmethod
    def record(self, key: EffectKey, fingerprint: str, result: dict) -> None:
        """Store the JSON-able result of an effect in the same transaction as the change."""


class Audit(ABC):
    """Who changed what, when; append-only."""

    @abstractmethod
    def note(
        self, customer_id: str | None, order_id: str | None, event: str, detail: str, at: datetime
    ) -> None:
        """Append one row. ``event`` is an operation such as ``cancel_order``; no message text goes in."""


class UnitOfWork(ABC):
    """One transaction. Leaving the ``with`` block rolls back; only ``commit`` keeps anything."""

    orders: Orders
    effects: Effects
    audit: Audit

    @abstractmethod
    def __enter__(self) -> "UnitOfWork":
        """Begin."""

    @abstractmethod
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Roll back whatever was not committed."""

    @abstractmethod
    def commit(self) -> None:
        """Keep what was done.

        Raises:
            StoreUnavailable: when the database cannot be reached or stays locked.
        """
