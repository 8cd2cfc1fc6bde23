"""A shopper with an order at every stage, and a way to ask about them."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import yaml

from bot.dialogue.heard import Heard, Ranked
from bot.dialogue.references import Kind, Mention, References
from bot.dialogue.topics.facts import AskWhich, FactAnswer, answer_facts
from bot.orders.money import Money
from bot.orders.order import (
    Actor,
    Address,
    CancellationRequest,
    CancelReason,
    Coupon,
    CouponKind,
    Dispute,
    DisputeStatus,
    Item,
    Message,
    Order,
    Payment,
    Refund,
    RefundCause,
    Replacement,
    RequestStatus,
    Return,
    ReturnedItem,
    ReturnStatus,
    Seller,
    Ticket,
    TicketKind,
)
from bot.orders.policy import Policy

ROOT = Path(__file__).parents[4]
NOW = datetime(2026, 11, 28, 12, tzinfo=timezone.utc)
NORTH, TALLY = Seller("s-1", "Northfold Living"), Seller("s-2", "Tally & Sons")
VISA, PAYPAL = ("card", "Visa ••1188"), ("paypal", "PayPal")
HOME = Address("Rae Moss", ("4 Mill Lane",), "Leeds", None, "LS1 4AB", "GB")


def ago(days):
    return NOW - timedelta(days=days)


def money(text, currency="USD"):
    return Money(int(text.replace(".", "")), currency)


def item(number, title, price, quantity=1, currency="USD", **options):
    return Item(f"i-{number}", title, money(price, currency), quantity, tuple(options.items()))


def order(number, total, items, *, placed, seller=NORTH, method=VISA, paid=True, currency="USD", **more):
    amount = money(total, currency)
    return Order(
        id=f"80000000000000{number:02}",
        customer_id="c-1",
        seller=seller,
        placed_at=ago(placed),
        total=amount,
        payment=more.pop("payment", Payment(*method, amount)),
        items=tuple(items),
        paid_at=ago(placed) if paid else None,
        payment_settled_at=ago(placed) if paid else None,
        **more,
    )


@pytest.fixture(scope="session")
def everything():
    """One order for each thing that can be on record, by a short name; newest first."""
    return {
        "socks": order(1, "12.00", [item(1, "Wool socks", "6.00", 2, size="M")], placed=1, paid=False),
        "lamp": order(
            2,
            "74.50",
            [item(1, "Reading lamp", "49.50", colour="teal"), item(2, "Light bulb", "12.50", 2)],
            placed=2,
            ship_to=HOME,
            coupon=Coupon("HELLO10", CouponKind.PLATFORM, ago(-30)),
        ),
        "drill": order(
            3,
            "120.00",
            [item(1, "Cordless drill", "120.00")],
            placed=6,
            seller=TALLY,
            method=PAYPAL,
            shipped_at=ago(4),
            estimated_delivery=ago(-3),
            tracking_number="TS55810GB",
            cancellation_request=CancellationRequest(CancelReason.OTHER, ago(3)),
        ),
        "rug": order(
            4,
            "89.00",
            [item(1, "Jute rug", "89.00", colour="sand", size="160 cm")],
            placed=15,
            shipped_at=ago(13),
            estimated_delivery=ago(2),
            messages=(
                Message("buyer", "Where is the rug?", ago(2)),
                Message("seller", "It left our depot late.", ago(1)),
            ),
        ),
        "tent": order(
            5,
            "210.00",
            [item(1, "Dome tent", "180.00", colour="green"), item(2, "Tent pegs", "3.00", 10)],
            placed=20,
            seller=TALLY,
            shipped_at=ago(17),
            delivered_at=ago(5),
            returns=(Return((ReturnedItem("i-2", 10),), "too short", ago(3)),),
        ),
        "clock": order(
            6,
            "35.00",
            [item(1, "Wall clock", "35.00")],
            placed=25,
            shipped_at=ago(22),
            delivered_at=ago(8),
            disputes=(Dispute("broken", "The hands do not move.", ago(6)),),
            tickets=(Ticket(TicketKind.CUSTOMER_SERVICE, "broken clock", ago(4), "open", "T-000417"),),
        ),
        "kettle": order(
            7,
            "40.00",
            [item(1, "Steel kettle", "40.00")],
            placed=30,
            cancelled_at=ago(28),
            cancelled_by=Actor.SELLER,
            cancel_reason=CancelReason.OUT_OF_STOCK,
            refunds=(
                Refund(
                    money("40.00"), "Visa ••1188", RefundCause.SELLER_CANCELLED, ago(28), ago(23), ago(25)
                ),
            ),
        ),
        "chairs": order(
            8,
            "150.00",
            [item(1, "Folding chair", "75.00", 2)],
            placed=33,
            method=PAYPAL,
            cancelled_at=ago(9),
            cancelled_by=Actor.BUYER,
            cancel_reason=CancelReason.FOUND_CHEAPER,
            refunds=(Refund(money("150.00"), "PayPal", RefundCause.CANCELLATION, ago(9), ago(4)),),
        ),
        "mugs": order(
            9,
            "24.00",
            [item(1, "Stone mug", "8.00", 3)],
            placed=60,
            seller=TALLY,
            shipped_at=ago(58),
            delivered_at=ago(52),
        ),
    }


def with_changes():
    """Orders for what the others lack, by a short name."""
    base = {"placed": 12, "shipped_at": ago(10)}
    bag = [item(1, "Canvas bag", "30.00")]
    request = CancellationRequest(CancelReason.OTHER, ago(8), RequestStatus.REFUSED, ago(7))
    waiting = CancellationRequest(CancelReason.OTHER, ago(8))
    letter = (Message("seller", "Sorry, we   cannot\nstop it. " + "really " * 60, ago(7)),)
    in_part = (
        Refund(money("10.00"), "PayPal", RefundCause.DISPUTE, ago(9), ago(4), ago(5)),
        Refund(money("5.00"), "Visa ••1188", RefundCause.DISPUTE, ago(1), ago(-4)),
    )
    cancelled = {"cancelled_at": ago(3)}
    return {
        "refused": order(20, "30.00", bag, cancellation_request=request, **base),
        "accepted": order(
            21,
            "30.00",
            bag,
            cancellation_request=CancellationRequest(
                CancelReason.OTHER, ago(8), RequestStatus.ACCEPTED, ago(7)
            ),
            **base,
        ),
        "by letter": order(22, "30.00", bag, cancellation_request=waiting, messages=letter, **base),
        "only they wrote": order(23, "30.00", bag, messages=letter, **base),
        "only I wrote": order(24, "30.00", bag, messages=(Message("buyer", "Hello?", ago(1)),), **base),
        "in part": order(25, "30.00", bag, refunds=in_part, **base),
        "refund due": order(26, "30.00", bag, refunds=in_part[1:], **base),
        "platform": order(27, "30.00", bag, placed=5, cancelled_by=Actor.PLATFORM, **cancelled),
        "nobody": order(28, "30.00", bag, placed=5, **cancelled),
        "cancelled unpaid": order(29, "30.00", bag, placed=5, paid=False, **cancelled),
        "replaced": order(
            30, "30.00", bag, placed=9, replacement=Replacement(ago(2), "NEW777"), tracking_number="OLD1"
        ),
        "discounted": order(31, "30.00", bag, placed=9, payment=Payment(*VISA, money("27.00"))),
        "coupon without end": order(32, "30.00", bag, placed=9, coupon=Coupon("FOREVER", CouponKind.SELLER)),
        "received": order(
            33,
            "30.00",
            bag,
            placed=9,
            returns=(Return((ReturnedItem("i-1", 1),), "r", ago(2), ReturnStatus.RECEIVED),),
        ),
        "returned": order(
            34,
            "30.00",
            bag,
            placed=9,
            returns=(Return((ReturnedItem("i-1", 1),), "r", ago(2), ReturnStatus.CLOSED),),
        ),
        "resolved": order(
            35,
            "30.00",
            bag,
            placed=9,
            disputes=(Dispute("not_received", "", ago(2), DisputeStatus.RESOLVED),),
        ),
        "withdrawn": order(
            36, "30.00", bag, placed=9, disputes=(Dispute("fake", "x", ago(2), DisputeStatus.WITHDRAWN),)
        ),
        "closed ticket": order(
            37,
            "30.00",
            bag,
            placed=9,
            tickets=(Ticket(TicketKind.CUSTOMER_SERVICE, "s", ago(2), "closed", "T-000009"),),
        ),
        "expected": order(38, "30.00", bag, placed=9, shipped_at=ago(3), estimated_delivery=ago(-2)),
        "fresh": order(41, "30.00", bag, placed=9, shipped_at=ago(7), delivered_at=ago(3)),
        "undated": order(42, "30.00", bag, placed=9, shipped_at=ago(7)),
        "euro": order(39, "18.00", [item(1, "Tea tin", "18.00", currency="EUR")], placed=9, currency="EUR"),
        "two kinds": order(
            40,
            "50.00",
            [item(1, "T-shirt", "25.00", colour="red"), item(2, "T-shirt", "25.00", colour="blue")],
            placed=9,
        ),
    }


@pytest.fixture(scope="session")
def others():
    return with_changes()


@dataclass(frozen=True)
class Reply:
    """An answer as the shopper reads it, by the first wording of its response."""

    text: str
    answer: FactAnswer | AskWhich


@pytest.fixture(scope="session")
def wordings():
    body = yaml.safe_load((ROOT / "domain/responses/facts.yml").read_text(encoding="utf-8"))
    return {name: [each["text"] for each in texts] for name, texts in body["responses"].items()}


@pytest.fixture
def ask(wordings):
    """``ask(facet, orders)`` answers; what is named or in focus comes by keyword."""

    def asked(facet, orders, *, words=(), chosen=None, focus=(), kind=Kind.ANY):
        groups = words if words and not isinstance(words[0], str) else [words]
        is_empty = not words and kind is Kind.ANY
        mentions = () if is_empty else tuple(Mention(words=tuple(group), kind=kind) for group in groups)
        heard = Heard(
            text="…",
            whole="…",
            intents=(Ranked("order_facts", 0.9),),
            facets={"order_facts": facet} if facet else {},
            references=References(mentions),
        )
        answer = answer_facts(heard, tuple(orders), NOW, Policy(), focus, chosen=chosen)
        if isinstance(answer, AskWhich):
            return Reply("", answer)
        if answer.instead:
            return Reply(f"the answer to {answer.instead}", answer)
        # every wording must be fillable; the first one is read
        texts = [text.format(**answer.words) for text in wordings[answer.reply]]
        return Reply(texts[0], answer)

    return asked
