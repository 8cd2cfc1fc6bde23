"""How the demo's sellers answer: at once, by their setting, or not at all."""

from datetime import datetime

from bot.orders.order import Actor, AutoReply, Message, Order, Refund, RequestStatus
from bot.store.port import UnitOfWork

_ACCEPTED = "Hello, thank you for writing. That is fine, I agree to the cancellation."
_REFUSED = "Hello, the parcel is already on its way, so I cannot accept the cancellation. Sorry."
_WORDS = {
    ("replacement", AutoReply.ACCEPT): "Hello, sorry about that! I am sending you a new one.",
    ("refund", AutoReply.ACCEPT): "Hello, sorry about that! I am returning your money.",
    (
        "tracking",
        AutoReply.ACCEPT,
    ): "Hello, I am asking the warehouse for the number and will send it.",
}
_FRIENDLY = "Hello, thank you for your message. I will look into it."
_UNFRIENDLY = "Hello, I am sorry, but there is nothing I can do about that."


def answer_cancellation(uow: UnitOfWork, order: Order, refund: Refund, now: datetime) -> str:
    """Let the seller answer a cancellation request; returns ``accepted``, ``refused`` or ``silent``."""
    if order.seller.auto_reply is AutoReply.SILENT:
        return "silent"
    accepted = order.seller.auto_reply is AutoReply.ACCEPT
    uow.orders.answer_request(order.id, RequestStatus.ACCEPTED if accepted else RequestStatus.REFUSED, now)
    uow.orders.add_message(order.id, Message("seller", _ACCEPTED if accepted else _REFUSED, now))
    if accepted and order.paid_at is not None:
        uow.orders.add_refund(order.id, refund)
    return "accepted" if accepted else "refused"


def answer_message(uow: UnitOfWork, order: Order, purpose: str, refund: Refund, now: datetime) -> str:
    """Let the seller answer a message; returns the seller's words, empty when there are none yet."""
    reply = order.seller.auto_reply
    if reply is AutoReply.SILENT:
        return ""
    sold_out = order.cancelled_by is Actor.SELLER
    if reply is AutoReply.ACCEPT and purpose == "replacement" and sold_out:
        uow.orders.agree_replacement(order.id, now)
    if reply is AutoReply.ACCEPT and purpose == "refund" and sold_out and order.paid_at is not None:
        uow.orders.add_refund(order.id, refund)
    words = _WORDS.get((purpose, reply), _FRIENDLY if reply is AutoReply.ACCEPT else _UNFRIENDLY)
    uow.orders.add_message(order.id, Message("seller", words, now))
    return words
