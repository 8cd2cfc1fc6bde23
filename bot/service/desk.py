"""What every use case works with, and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from bot.orders.decision import Decision, Facts
from bot.orders.order import Customer, Order
from bot.orders.policy import Policy
from bot.store.port import UnitOfWork


@dataclass(frozen=True)
class Desk:
    """The store, the clock and the numbers of the guidance, joined once per process."""

    unit_of_work: Callable[[], UnitOfWork]
    now: Callable[[], datetime]
    policy: Policy


@dataclass(frozen=True)
class Wish:
    """A confirmed wish of one shopper: the same message about the same order is the same wish."""

    customer_id: str
    order_id: str
    message_id: str
    conversation_id: str


@dataclass(frozen=True)
class Advice:
    """The order as it stands and the one guidance row that holds for it."""

    customer: Customer
    order: Order
    facts: Facts
    decision: Decision
    now: datetime


class Done(str, Enum):
    """How a confirmed wish ended."""

    DONE = "done"
    REFUSED = "refused"
    UNKNOWN_ORDER = "unknown_order"


@dataclass(frozen=True)
class Outcome:
    """The end of a confirmed wish, read after the commit.

    ``DONE`` means that the change is committed, now or by an earlier delivery of the same message.
    ``REFUSED`` means that nothing was changed because the order no longer stands where it stood
    when the shopper was asked. ``result`` holds what the receipt needs.
    """

    status: Done
    order: Order | None = None
    result: dict = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        return self.status is Done.DONE
