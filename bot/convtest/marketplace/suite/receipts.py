"""Which replies a yes is answered by, and the question before it: told from the order as it then stands."""

from bot.orders.decision import Write
from bot.orders.order import Order, RequestStatus

_ANSWERS = {
    RequestStatus.WAITING: "utter_seller_answered_silent",
    RequestStatus.ACCEPTED: "utter_seller_answered_accepted",
    RequestStatus.REFUSED: "utter_seller_answered_refused",
}


def question(write: Write, order: Order) -> str:
    """The reply that asks whether to do it; nobody is promised a refund of what was not charged."""
    unpaid = write is Write.CANCEL_ORDER and order.paid_at is None
    return "utter_ask_cancel_order_unpaid" if unpaid else f"utter_ask_{write.value}"


def receipts(write: Write, after: Order) -> tuple[str, ...]:
    """The replies that say it is done; ``after`` is the order with it done."""
    if write is Write.CANCEL_ORDER and after.paid_at is None:
        return ("utter_cancel_order_unpaid_done",)
    done = (f"utter_{write.value}_done",)
    if write is Write.REQUEST_CANCELLATION:
        return (*done, _ANSWERS[after.cancellation_request.status])
    if write is Write.MESSAGE_SELLER and after.messages[-1].sender == "seller":
        return (*done, "utter_seller_wrote_back")
    return done


def already_done(write: Write) -> str:
    """The reply to a second yes."""
    return f"utter_{write.value}_already_done"
