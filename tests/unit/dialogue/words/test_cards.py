"""Cards carry the facts of an order as strings, options of items included, and its number once."""

import json
from datetime import timedelta

import pytest

from bot.dialogue.cards import (
    handoff,
    order_card,
    order_list,
    receipt,
    refund_tracker,
    seller_message,
)
from bot.dialogue.word_files import has
from bot.orders.decision import Write
from bot.orders.money import Money
from bot.orders.order import Refund, RefundCause


def test_an_order_card_has_the_items_with_their_options(make_order, item, now, policy):
    order = make_order(items=(item("Shirt", 2500, quantity=2, colour="blue", size="M"),))
    assert order_card(order, now, policy)["items"] == [
        {"title": "Shirt (blue, size M)", "quantity": "2", "price": "$25.00"}
    ]


def test_an_order_card_has_the_dates_that_the_order_has(make_order, now, policy):
    lines = order_card(make_order(shipped_at=now), now, policy)["lines"]
    assert lines == [["Ordered", "20 March 2026"], ["Paid", "20 March 2026"], ["Shipped", "20 March 2026"]]


def test_the_estimate_is_on_the_card_until_the_parcel_is_there(make_order, now, policy):
    on_its_way = make_order(shipped_at=now, estimated_delivery=now)
    there = make_order(shipped_at=now, estimated_delivery=now, delivered_at=now)
    assert ["Expected", "20 March 2026"] in order_card(on_its_way, now, policy)["lines"]
    assert "Expected" not in dict(order_card(there, now, policy)["lines"])


def test_the_long_number_is_on_an_order_card_once(make_order, now, policy):
    assert json.dumps(order_card(make_order(), now, policy)).count("8012345678901234") == 1


def test_a_list_keeps_its_order_and_tells_orders_of_one_thing_apart(make_order, item, now, policy):
    orders = [make_order(id=str(n), items=(item(colour=colour),)) for n, colour in ((1, "red"), (2, "blue"))]
    titles = [entry["title"] for entry in order_list(orders, now, policy)["orders"]]
    assert titles == ["Desk lamp (red)", "Desk lamp (blue)"]


def test_a_receipt_leaves_out_what_has_no_value(make_order):
    card = receipt("cancel_order", make_order(), ("refund", ""), ("cancelled_on", "20 March 2026"))
    assert (card["title"], card["lines"]) == (
        "Order cancelled",
        [["Order", "8012345678901234"], ["Item", "Desk lamp"], ["Cancelled on", "20 March 2026"]],
    )


# A letter is its own receipt, and a reminder a word.
@pytest.mark.parametrize(
    "write", [Write.CANCEL_ORDER, Write.OPEN_DISPUTE, Write.OPEN_RETURN, Write.OPEN_TICKET]
)
def test_every_write_with_a_receipt_has_a_title_for_it(write):
    assert has("labels", f"receipt.{write.value}")


@pytest.fixture
def refunded(make_order, now):
    def order(paid_at=None):
        due_at = now + timedelta(days=5)
        money = Refund(Money(1990), "Visa ••4242", RefundCause.CANCELLATION, now, due_at, paid_at)
        return make_order(refunds=(money,))

    return order


def test_a_refund_on_its_way_is_tracked_to_the_day_it_is_expected(refunded):
    card = refund_tracker(refunded())
    assert (card["is_paid"], card["lines"][1]) == ("no", ["Expected by", "25 March 2026"])


def test_a_paid_refund_is_tracked_to_the_day_it_was_paid(refunded, now):
    card = refund_tracker(refunded(paid_at=now))
    assert (card["is_paid"], card["lines"][1]) == ("yes", ["Paid back", "20 March 2026"])


def test_without_a_refund_there_is_nothing_to_track(make_order):
    assert refund_tracker(make_order()) is None


@pytest.mark.parametrize(("is_sent", "status"), [(True, "sent"), (False, "draft")])
def test_a_letter_is_shown_whole_as_draft_or_as_sent(make_order, is_sent, status):
    card = seller_message(make_order(), "Hello\n\nThank you", is_sent=is_sent)
    assert (card["text"], card["status"]) == ("Hello\n\nThank you", status)


def test_a_called_person_has_a_reference_and_hours(policy):
    assert handoff("T-000123", policy) == {
        "type": "handoff",
        "reference": "T-000123",
        "opening_hours": "every day from 8 am to 8 pm",
    }
