"""A shop in memory with real orders, the real guidance and the real use cases."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from bot.orders.decision import Write
from bot.orders.order import Customer, Order
from bot.orders.policy import Policy
from bot.service.desk import Desk, Outcome
from bot.service.shop import OpenShop
from tests.fakes.store import MemoryStore

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
ADA = Customer("c-1", "Ada Moss", "ada@example.org", "US")
CONVERSATION = "conversation-1"


class FakeShop(OpenShop):
    """The shop of one shopper during a talk.

    Pass it the orders there are, those of other shoppers too. ``carried_out`` lists what was asked to be
    done, as (write, order id, parameters, outcome), and ``calls`` the summaries of calls for a person.
    With ``store.is_away`` set it raises StoreUnavailable. Two shops may share a ``store``.
    """

    def __init__(
        self,
        *orders: Order,
        customer: Customer | None = ADA,
        now: datetime = NOW,
        policy: Policy | None = None,
        store: MemoryStore | None = None,
        message_id: str = "m-1",
    ) -> None:
        self._at = now
        self._messages = 1
        self.store = store or MemoryStore([customer] if customer else [], orders)
        desk = Desk(self.store.unit_of_work, lambda: self._at, policy or Policy())
        super().__init__(desk, customer.id if customer else None, CONVERSATION, message_id)
        self.carried_out: list[tuple[Write, str, dict[str, Any], Outcome]] = []
        self.calls: list[tuple[str, str | None]] = []

    @property
    def now(self) -> datetime:
        return self._at

    def next_message(self, after: timedelta = timedelta(minutes=1)) -> None:
        """Go on to the shopper's next message, which comes ``after`` the one before."""
        self._at += after
        self._messages += 1
        self._message_id = f"m-{self._messages}"
        self._seen = None

    def order(self, order_id: str) -> Order:
        """The order as it stands in the store, whosever it is."""
        return self.store.shelves.orders[order_id]

    def change(self, order_id: str, **fields: Any) -> None:
        """Let something happen to an order behind the shopper's back; seen with the next message."""
        self.store.shelves.orders[order_id] = replace(self.order(order_id), **fields)

    def carry_out(self, write: Write, order_id: str, **parameters: Any) -> Outcome:
        outcome = super().carry_out(write, order_id, **parameters)
        self.carried_out.append((write, order_id, parameters, outcome))
        return outcome

    def call_a_person(self, summary: str, order_id: str | None = None) -> str:
        reference = super().call_a_person(summary, order_id)
        self.calls.append((summary, order_id))
        return reference
