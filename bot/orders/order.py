"""An order and all that hangs on it, as immutable snapshots of what the store holds."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from bot.orders.money import Money


class Actor(str, Enum):
    """Who cancelled an order."""

    BUYER = "buyer"
    SELLER = "seller"
    PLATFORM = "platform"


class AutoReply(str, Enum):
    """How a demo seller answers a request."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    SILENT = "silent"


class CouponKind(str, Enum):
    """Who gave the coupon: the marketplace, or one seller (a special or promotional code)."""

    PLATFORM = "platform"
    SELLER = "seller"


class CancelReason(str, Enum):
    """Why an order is cancelled. ``OTHER`` is the one the guidance advises (INF-02)."""

    OTHER = "other"
    NO_LONGER_NEEDED = "no_longer_needed"
    ORDERED_BY_MISTAKE = "ordered_by_mistake"
    FOUND_CHEAPER = "found_cheaper"
    WRONG_ITEM_CHOSEN = "wrong_item_chosen"
    SELLER_ASKED = "seller_asked"
    OUT_OF_STOCK = "out_of_stock"
    SHIPPING_TROUBLE = "shipping_trouble"


class RequestStatus(str, Enum):
    """What the seller said to a cancellation request."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class RefundCause(str, Enum):
    """Why money goes back."""

    CANCELLATION = "cancellation"
    RETURN = "return"
    DISPUTE = "dispute"
    SELLER_CANCELLED = "seller_cancelled"


class DisputeStatus(str, Enum):
    """Where a dispute stands."""

    OPEN = "open"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


class ReturnStatus(str, Enum):
    """Where a return stands."""

    OPEN = "open"
    RECEIVED = "received"
    CLOSED = "closed"


class TicketKind(str, Enum):
    """Who takes the ticket: Customer Service on a case, or a person taking over the chat."""

    CUSTOMER_SERVICE = "customer_service"
    HANDOVER = "handover"


@dataclass(frozen=True)
class Seller:
    id: str
    name: str
    auto_reply: AutoReply = AutoReply.SILENT


@dataclass(frozen=True)
class Customer:
    """A shopper; ``country`` is an ISO 3166 alpha-2 code."""

    id: str
    name: str
    email: str
    country: str


@dataclass(frozen=True)
class Coupon:
    code: str
    kind: CouponKind
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Item:
    id: str
    title: str
    price: Money
    quantity: int = 1
    options: tuple[tuple[str, str], ...] = ()
    image: str | None = None


@dataclass(frozen=True)
class Payment:
    """How the order is paid: ``label`` is what the shopper recognises, such as ``Visa ••4242``."""

    method: str
    label: str
    amount: Money


@dataclass(frozen=True)
class CancellationRequest:
    """The shopper's request to the seller to cancel a shipped order."""

    reason: CancelReason
    asked_at: datetime
    status: RequestStatus = RequestStatus.WAITING
    answered_at: datetime | None = None
    reminded_at: datetime | None = None


@dataclass(frozen=True)
class Replacement:
    """A new shipment the seller agreed to instead of the money back."""

    agreed_at: datetime
    tracking_number: str | None = None


@dataclass(frozen=True)
class Refund:
    amount: Money
    method: str
    cause: RefundCause
    requested_at: datetime
    due_at: datetime
    paid_at: datetime | None = None


@dataclass(frozen=True)
class Dispute:
    reason: str
    text: str
    opened_at: datetime
    status: DisputeStatus = DisputeStatus.OPEN
    photos: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReturnedItem:
    id: str
    quantity: int


@dataclass(frozen=True)
class Return:
    items: tuple[ReturnedItem, ...]
    reason: str
    opened_at: datetime
    status: ReturnStatus = ReturnStatus.OPEN


@dataclass(frozen=True)
class Message:
    """A line between shopper and seller; ``sender`` is ``buyer`` or ``seller``."""

    sender: str
    text: str
    sent_at: datetime


@dataclass(frozen=True)
class Ticket:
    """A case for people. ``reference`` is what the shopper is told, such as ``T-000123``."""

    kind: TicketKind
    summary: str
    opened_at: datetime
    status: str = "open"
    reference: str = ""


@dataclass(frozen=True)
class Address:
    """Where an order is sent."""

    name: str
    lines: tuple[str, ...]
    city: str
    region: str | None
    postal_code: str
    country: str


@dataclass(frozen=True)
class Order:
    """One order with everything known about it. All times are aware UTC datetimes."""

    id: str
    customer_id: str
    seller: Seller
    placed_at: datetime
    total: Money
    payment: Payment
    items: tuple[Item, ...]
    paid_at: datetime | None = None
    payment_settled_at: datetime | None = None
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    estimated_delivery: datetime | None = None
    tracking_number: str | None = None
    cancelled_at: datetime | None = None
    cancelled_by: Actor | None = None
    cancel_reason: CancelReason | None = None
    coupon: Coupon | None = None
    cancellation_request: CancellationRequest | None = None
    replacement: Replacement | None = None
    refunds: tuple[Refund, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    returns: tuple[Return, ...] = ()
    messages: tuple[Message, ...] = ()
    tickets: tuple[Ticket, ...] = field(default=())
    ship_to: Address | None = None

    @property
    def open_dispute(self) -> Dispute | None:
        """The dispute that is still open; an order has at most one."""
        return next((d for d in self.disputes if d.status is DisputeStatus.OPEN), None)

    @property
    def last_dispute(self) -> Dispute | None:
        """The most recent dispute, open or not."""
        return self.disputes[-1] if self.disputes else None

    @property
    def open_return(self) -> Return | None:
        """The return that is on its way to the seller; an order has at most one."""
        return next((each for each in self.returns if each.status is ReturnStatus.OPEN), None)

    @property
    def open_ticket(self) -> Ticket | None:
        """The case that Customer Service has not closed yet."""
        kind = TicketKind.CUSTOMER_SERVICE
        return next((case for case in self.tickets if case.kind is kind and case.status == "open"), None)

    @property
    def last_refund(self) -> Refund | None:
        """The most recent refund, paid or pending."""
        return self.refunds[-1] if self.refunds else None
