"""The shop as one shopper sees it during one message: what a dialogue may read, and what it may do."""

from abc import ABC, abstractmethod
from datetime import datetime
from typing import Any

from bot.orders.ask import Ask
from bot.orders.decision import Decision, Facts, Write
from bot.orders.order import Customer, Order
from bot.orders.policy import Policy
from bot.service.desk import Advice, Outcome


class Shop(ABC):
    """One shopper's own orders, the guidance for them, and the changes this shopper may make.

    Nothing here takes a customer's id: whose shop it is was settled when it was opened. The order of
    somebody else looks like one that does not exist.
    """

    policy: Policy

    @property
    @abstractmethod
    def now(self) -> datetime:
        """The time of this message, aware, in UTC; it stands still while the message is answered."""

    @property
    @abstractmethod
    def customer(self) -> Customer | None:
        """The shopper; None for a guest and for a shopper whom the store does not know."""

    @abstractmethod
    def orders(self) -> tuple[Order, ...]:
        """All orders of the shopper, newest first, as they stand after whatever was done last."""

    @abstractmethod
    def facts(self, order: Order, payment_disputed: bool = False) -> Facts:
        """What the guidance looks at for one of ``orders``.

        ``payment_disputed``: the shopper reports a charge that the record does not show.
        """

    @abstractmethod
    def decide(self, ask: Ask, order_id: str, payment_disputed: bool = False) -> Advice | None:
        """The order and the one guidance row that holds for it; None for an order the shopper has not."""

    @abstractmethod
    def explain(self, ask: Ask) -> Decision:
        """The guidance for a question that needs no order, such as how long a refund takes."""

    @abstractmethod
    def carry_out(self, write: Write, order_id: str, **parameters: Any) -> Outcome:
        """Make one confirmed change of one order; once for the same message, order and change.

        ``parameters`` are those of the change::

            CANCEL_ORDER          reason: CancelReason
            REQUEST_CANCELLATION  letter: str
            REMIND_SELLER         letter: str
            MESSAGE_SELLER        purpose: str, letter: str
            OPEN_DISPUTE          reason: str, text: str
            OPEN_RETURN           items: tuple[ReturnedItem, ...], reason: str
            OPEN_TICKET           summary: str
            SET_REMINDER
            WITHDRAW_REQUEST      letter: str
            WITHDRAW_DISPUTE
            WITHDRAW_RETURN
            WITHDRAW_REMINDER

        The outcome is a refusal when the order no longer stands where it stood when it was proposed.

        Raises:
            TypeError: when a parameter is missing or not one of the change.
            EffectConflict: when the same message asked for the same change with other parameters.
            StoreUnavailable: when the store cannot be reached; nothing was done.
        """

    @abstractmethod
    def call_a_person(self, summary: str, order_id: str | None = None) -> str:
        """Ask for a person to take over the chat; returns the reference, such as ``T-000123``.

        ``order_id`` is the order in question, if there is one. The same message returns the same
        reference. Guests may call a person too.

        Raises:
            StoreUnavailable: when the store cannot be reached.
        """

    @abstractmethod
    def has_reminder(self, order_id: str) -> bool:
        """Whether the shopper is to be reminded once this order is delivered."""
