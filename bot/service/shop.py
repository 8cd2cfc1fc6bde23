"""The shop as one shopper sees it during one message: what a dialogue may read, and what it may do."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from bot.guidance.decide import decide
from bot.guidance.facts import facts_of
from bot.orders.ask import Ask
from bot.orders.decision import Decision, Facts, Write
from bot.orders.order import Customer, Order
from bot.orders.policy import Policy
from bot.service.cancel_order import cancel_order, remind_seller, request_cancellation, withdraw_request
from bot.service.desk import Advice, Desk, Done, Outcome, Wish
from bot.service.dispute import open_dispute, withdraw_dispute
from bot.service.handoff import call_a_person, open_case
from bot.service.reminder import has_reminder, remind_at_delivery, withdraw_reminder
from bot.service.return_item import open_return, withdraw_return
from bot.service.seller import message_seller

USE_CASES: Mapping[Write, Callable[..., Outcome]] = MappingProxyType(
    {
        Write.CANCEL_ORDER: cancel_order,
        Write.REQUEST_CANCELLATION: request_cancellation,
        Write.REMIND_SELLER: remind_seller,
        Write.MESSAGE_SELLER: message_seller,
        Write.OPEN_DISPUTE: open_dispute,
        Write.OPEN_RETURN: open_return,
        Write.OPEN_TICKET: open_case,
        Write.SET_REMINDER: remind_at_delivery,
        Write.WITHDRAW_REQUEST: withdraw_request,
        Write.WITHDRAW_DISPUTE: withdraw_dispute,
        Write.WITHDRAW_RETURN: withdraw_return,
        Write.WITHDRAW_REMINDER: withdraw_reminder,
    }
)
"""What carries a change out; each takes a desk, a wish, and the parameters that ``Shop.carry_out`` names."""


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

    def facts(self, order: Order, payment_disputed: bool = False) -> Facts:
        """What the guidance looks at for one of ``orders``.

        ``payment_disputed``: the shopper reports a charge that the record does not show.
        """
        customer, coupon = self.customer, order.coupon
        return facts_of(
            order,
            now=self.now,
            policy=self.policy,
            country=customer.country if customer else "",
            coupon_orders=[other for other in self.orders() if coupon and other.coupon == coupon],
            payment_disputed=payment_disputed,
        )

    def decide(self, ask: Ask, order_id: str, payment_disputed: bool = False) -> Advice | None:
        """The order and the one guidance row that holds for it; None for an order the shopper has not."""
        order = next((each for each in self.orders() if each.id == order_id), None)
        if order is None or self.customer is None:
            return None
        facts = self.facts(order, payment_disputed)
        return Advice(self.customer, order, facts, decide(ask, facts), self.now)

    def explain(self, ask: Ask) -> Decision:
        """The guidance for a question that needs no order, such as how long a refund takes."""
        return decide(ask, None)

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


class OpenShop(Shop):
    """The shop on the desk of this process, for one shopper and one message.

    ``customer_id`` comes from the signed turn; None for a guest. Orders are read once, and again only
    after something was done.
    """

    def __init__(self, desk: Desk, customer_id: str | None, conversation_id: str, message_id: str) -> None:
        self.policy = desk.policy
        self._desk = desk
        self._customer_id = customer_id
        self._conversation_id = conversation_id
        self._message_id = message_id
        self._now = desk.now()
        self._seen: tuple[Customer | None, tuple[Order, ...]] | None = None

    @property
    def now(self) -> datetime:
        return self._now

    @property
    def customer(self) -> Customer | None:
        return self._look()[0]

    def orders(self) -> tuple[Order, ...]:
        return self._look()[1]

    def _look(self) -> tuple[Customer | None, tuple[Order, ...]]:
        if self._seen is None:
            self._seen = self._read(self._customer_id) if self._customer_id is not None else (None, ())
        return self._seen

    def _read(self, customer_id: str) -> tuple[Customer | None, tuple[Order, ...]]:
        with self._desk.unit_of_work() as uow:
            return uow.orders.customer(customer_id), uow.orders.of_customer(customer_id)

    def carry_out(self, write: Write, order_id: str, **parameters: Any) -> Outcome:
        if self._customer_id is None:
            return Outcome(Done.UNKNOWN_ORDER)
        self._seen = None
        wish = Wish(self._customer_id, order_id, self._message_id, self._conversation_id)
        return USE_CASES[write](self._desk, wish, **parameters)

    def call_a_person(self, summary: str, order_id: str | None = None) -> str:
        self._seen = None
        shopper = (self._customer_id, self._conversation_id, self._message_id)
        return call_a_person(self._desk, *shopper, summary, order_id)

    def has_reminder(self, order_id: str) -> bool:
        return self._customer_id is not None and has_reminder(self._desk, self._customer_id, order_id)
