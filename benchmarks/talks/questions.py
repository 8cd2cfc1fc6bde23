"""How a fresh shopper gets to each kind of question that is answered with yes or no."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from benchmarks.talks.shop import Chat, OrderJson, Reply, Shop
from benchmarks.talks.store_changes import apart_from_handovers
from bot.convtest.seen import RowChange

SELLERS = ({"id": "s-talks", "name": "Harbour Lane", "auto_reply": "silent"},)


_NOES = ("no", "no thanks")
_IN_BETWEEN = ("who are you?",)


class NotBroughtThere(Exception):
    """A shopper did not get to a question of this kind, or a plain yes to it did not do what it asks for."""


@dataclass(frozen=True)
class Kind:
    """One kind of question: the orders of the shopper, what they say until it is put, what a yes writes.

    ``writes`` is the table in which a yes adds or changes a row.
    """

    name: str
    orders: tuple[OrderJson, ...]
    says: tuple[str, ...]
    writes: str

    def is_done(self, written: Sequence[RowChange]) -> bool:
        """Whether the order that was asked about has such a row now."""
        asked_about = self.orders[0]["id"]
        named = (change for change in written if change.table == self.writes)
        return any(asked_about in (change.key.get("id"), change.key.get("order_id")) for change in named)


@dataclass(frozen=True)
class Asked:
    """A kind of question as it is put: its yes button, and the replies by which it is dropped."""

    kind: Kind
    yes_button: str
    drops: frozenset[str]

    def is_put_in(self, reply: Reply) -> bool:
        """Whether the same question stands in the reply."""
        return reply.yes_button == self.yes_button

    def is_dropped_by(self, reply: Reply) -> bool:
        """Whether the reply is what a shopper gets to see who says no."""
        return reply.yes_button is None and plain(reply.text) in self.drops


def bring(shop: Shop, kind: Kind) -> tuple[Chat, Reply]:
    """A chat whose last reply puts the question.

    Raises:
        NotBroughtThere: when no reply has a button for yes.
    """
    chat = shop.open(kind.orders)
    for line in kind.says:
        reply = chat.say(line)
        if reply.yes_button is not None:
            return chat, reply
    raise NotBroughtThere(f"{kind.name}: no question was put after {' / '.join(kind.says)}")


def try_out(shop: Shop, kind: Kind) -> Asked:
    """The question as it is put, after a yes was seen to do it and some noes to drop it.

    Raises:
        NotBroughtThere: when the yes button does not do what the kind stands for.
    """
    chat, reply = bring(shop, kind)
    if apart_from_handovers(chat.written()):
        raise NotBroughtThere(f"{kind.name}: something was written before the question was answered")
    yes_button = reply.yes_button or ""
    chat.press(yes_button)
    if not kind.is_done(chat.written()):
        raise NotBroughtThere(f"{kind.name}: {yes_button!r} wrote nothing in {kind.writes}")
    return Asked(kind, yes_button, frozenset(_drops(shop, kind)))


def _drops(shop: Shop, kind: Kind) -> set[str]:
    """The words by which the question is dropped; they may vary with the turn, so some come a turn later."""
    replies = []
    for before, word in product(((), _IN_BETWEEN), _NOES):
        chat, _ = bring(shop, kind)
        replies += [[chat.say(text) for text in (*before, word)][-1]]
    chat, reply = bring(shop, kind)
    no_button = next((title for title in reply.buttons if title.casefold().startswith("no")), None)
    if no_button is not None:
        replies.append(chat.press(no_button))
    return {plain(each.text) for each in replies if each.yes_button is None}


def plain(text: str) -> str:
    """The text without regard to case and spacing."""
    return " ".join(text.casefold().split())


def _order(number: str, title: str, price: str, **times: object) -> OrderJson:
    paid_on = times.pop("paid_on", "-9d")
    return {
        "id": number,
        "seller_id": "s-talks",
        "placed_at": paid_on,
        "paid_at": paid_on,
        "payment_settled_at": paid_on,
        "total": price,
        "payment": {"method": "card", "label": "Visa ••9054", "amount": price},
        "items": [{"id": "i-1", "title": title, "price": price, "quantity": 1}],
        **times,
    }


_REFUND = {
    "amount": "24.50",
    "method": "Visa ••9054",
    "cause": "cancellation",
    "requested_at": "-30d",
    "due_at": "-15d",
}
_OTHER = _order("8130552917460382", "Wool blanket", "39.90", paid_on="-3d")
_TO_SHIP = (_order("8117294460385127", "Table fan", "24.50", paid_on="-1d"), _OTHER)
_SHIPPED = (
    _order(
        "8126640917352284",
        "Table fan",
        "24.50",
        shipped_at="-3d",
        tracking_number="HL552310478US",
        estimated_delivery="+4d",
    ),
    _OTHER,
)
_DELIVERED = (
    _order(
        "8154408273916635",
        "Table fan",
        "24.50",
        shipped_at="-7d",
        tracking_number="HL552310478US",
        delivered_at="-2d",
    ),
    _OTHER,
)
_REFUND_LATE = (
    _order(
        "8161937720548846",
        "Table fan",
        "24.50",
        paid_on="-40d",
        cancelled_at="-30d",
        cancelled_by="buyer",
        cancel_reason="no_longer_needed",
        refunds=[_REFUND],
    ),
    _OTHER,
)

KINDS = {
    kind.name: kind
    for kind in (
        Kind("cancel_order", _TO_SHIP, ("Cancel my order of the table fan",), "orders"),
        Kind(
            "request_cancellation",
            _SHIPPED,
            ("Cancel my order of the table fan", "Ask the seller to cancel it"),
            "cancellation_requests",
        ),
        Kind("open_return", _DELIVERED, ("I want to return the table fan", "It is too loud"), "returns"),
        Kind(
            "open_dispute",
            _DELIVERED,
            ("Open a dispute about the table fan", "It arrived with a broken blade"),
            "disputes",
        ),
        Kind(
            "message_seller",
            _SHIPPED,
            ("I want to write to the seller of the table fan", "Please leave the parcel at the door"),
            "messages",
        ),
        Kind(
            "set_reminder",
            _SHIPPED,
            ("Remind me when the table fan is delivered", "The table fan"),
            "reminders",
        ),
        Kind(
            "open_ticket",
            _REFUND_LATE,
            ("Where is my refund for the table fan?", "Open a ticket with customer service"),
            "tickets",
        ),
    )
}
