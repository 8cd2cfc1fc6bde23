"""What the guidance answers: facts in, a decision out."""

from dataclasses import dataclass
from enum import Enum

from bot.orders.order import Actor
from bot.orders.stage import Stage


class RefundState(str, Enum):
    """Where the money is. ``LATE`` is pending past the refund period."""

    NONE = "none"
    PENDING = "pending"
    LATE = "late"
    PAID = "paid"


class RequestState(str, Enum):
    """The shopper's cancellation request to the seller."""

    NONE = "none"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class CouponState(str, Enum):
    """The coupon an order was paid with, as far as getting it back goes."""

    NONE = "none"
    SELLER = "seller"
    EXPIRED = "expired"
    PLATFORM_ALL_CANCELLED = "platform_all_cancelled"
    PLATFORM_SOME_OPEN = "platform_some_open"


class ReplacementState(str, Enum):
    """A new shipment agreed with the seller."""

    NONE = "none"
    WITHOUT_TRACKING = "without_tracking"
    WITH_TRACKING = "with_tracking"


@dataclass(frozen=True)
class Facts:
    """All the guidance looks at; derived from the order and the clock, never typed in.

    ``charged``: the order was paid. ``reminder_due``: the seller was asked to cancel and has been
    waited for long enough. ``return_open``: a return is under way. ``disputed``: there is a
    dispute that was not withdrawn, so a closed order without it was closed by the end of the window.
    ``ticket_open``: Customer Service already has the case.

    ``payment_disputed`` is the one exception: it says that the shopper reports a charge that the
    record does not show (charged twice, wrong amount, not on record).
    """

    stage: Stage
    cancelled_by: Actor | None = None
    refund: RefundState = RefundState.NONE
    request: RequestState = RequestState.NONE
    coupon: CouponState = CouponState.NONE
    replacement: ReplacementState = ReplacementState.NONE
    estimate_known: bool = False
    estimate_passed: bool = False
    free_returns: bool = False
    charged: bool = False
    reminder_due: bool = False
    return_open: bool = False
    disputed: bool = False
    ticket_open: bool = False
    payment_disputed: bool = False


class Offer(str, Enum):
    """Something the bot can offer next; each has a button and can be typed."""

    CANCEL = "cancel"
    ASK_SELLER_TO_CANCEL = "ask_seller_to_cancel"
    REMIND_SELLER = "remind_seller"
    MESSAGE_SELLER = "message_seller"
    ASK_FOR_REPLACEMENT = "ask_for_replacement"
    ASK_FOR_REFUND = "ask_for_refund"
    ASK_FOR_TRACKING = "ask_for_tracking"
    OPEN_DISPUTE = "open_dispute"
    OPEN_RETURN = "open_return"
    OPEN_TICKET = "open_ticket"
    REMIND_ME_AT_DELIVERY = "remind_me_at_delivery"
    SHOW_STATUS = "show_status"
    SHOW_REFUND = "show_refund"


class Write(str, Enum):
    """A change the bot proposes and carries out only after a yes."""

    CANCEL_ORDER = "cancel_order"
    REQUEST_CANCELLATION = "request_cancellation"
    REMIND_SELLER = "remind_seller"
    MESSAGE_SELLER = "message_seller"
    OPEN_DISPUTE = "open_dispute"
    OPEN_RETURN = "open_return"
    OPEN_TICKET = "open_ticket"
    SET_REMINDER = "set_reminder"
    WITHDRAW_REQUEST = "withdraw_request"
    WITHDRAW_DISPUTE = "withdraw_dispute"
    WITHDRAW_RETURN = "withdraw_return"
    WITHDRAW_REMINDER = "withdraw_reminder"


@dataclass(frozen=True)
class Decision:
    """The one guidance row that holds, and what follows from it.

    ``reply`` names a response in ``domain/responses``. ``write`` is what the bot proposes at once
    and asks about; ``offers`` are further things it can do.
    """

    row_id: str
    reply: str
    offers: tuple[Offer, ...] = ()
    write: Write | None = None
