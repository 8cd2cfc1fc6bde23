"""What a reply must name, worked out from the order alone."""

from datetime import datetime, timedelta, timezone

import pytest

from bot.convtest.marketplace.suite.facts import FACTS, facts_to_name
from bot.orders.money import Money
from bot.orders.order import Actor, Item, Order, Payment, Refund, RefundCause, Seller
from bot.orders.policy import Policy

NOW = datetime(2026, 5, 13, 12, tzinfo=timezone.utc)
DAY = timedelta(days=1)


@pytest.fixture
def facts():
    def of(**changes):
        amount = Money(123450)
        fields = {
            "id": "8000000000000001",
            "customer_id": "c-1",
            "seller": Seller("s-1", "Lumen House"),
            "placed_at": NOW - 10 * DAY,
            "total": amount,
            "payment": Payment("card", "Visa ••4242", amount),
            "items": (Item("i-1", "Desk lamp", amount),),
            "paid_at": NOW - 10 * DAY,
            "payment_settled_at": NOW - 10 * DAY,
        }
        return facts_to_name(Order(**{**fields, **changes}), NOW, Policy())

    return of


def refund(requested_at, **more):
    due_at = requested_at + 5 * DAY
    return Refund(Money(1990), "Visa ••4242", RefundCause.CANCELLATION, requested_at, due_at, **more)


def test_a_date_is_written_without_a_leading_zero(facts):
    assert facts()["placed_on"] == ("3 May 2026",)


def test_an_amount_is_written_with_its_currency_and_thousands(facts):
    assert facts()["amount"] == ("$1,234.50",)


def test_what_the_order_does_not_have_need_not_be_named(facts):
    assert facts()["shipped_on"] == () and facts()["dispute_opened_on"] == ()


def test_a_dispute_is_possible_until_fifteen_days_after_delivery(facts):
    assert facts(delivered_at=NOW - DAY)["dispute_until_on"] == ("27 May 2026",)


def test_of_a_refund_on_its_way_amount_method_and_expected_day_must_be_named(facts):
    named = facts(refunds=(refund(NOW - DAY),))["refund_position"]
    assert named == ("$19.90", "Visa ••4242", "17 May 2026")


def test_of_a_late_refund_it_must_be_said_that_it_is_late(facts):
    named = facts(refunds=(refund(NOW - 9 * DAY),))["refund_position"]
    assert named == ("$19.90", "late", "9 May 2026")


def test_of_a_refund_that_was_paid_the_day_it_was_paid_must_be_named(facts):
    paid = refund(NOW - 3 * DAY, paid_at=NOW - DAY)
    assert facts(refunds=(paid,))["refund_position"] == ("$19.90", "Visa ••4242", "12 May 2026")


def test_where_nothing_was_paid_it_must_be_said_that_nothing_was_charged(facts):
    assert facts(paid_at=None)["refund_position"] == ("nothing was charged",)


@pytest.mark.parametrize(
    ("by", "words"), [(Actor.BUYER, "you"), (Actor.SELLER, "the seller"), (Actor.PLATFORM, "Marketo")]
)
def test_who_cancelled_is_named(facts, by, words):
    assert facts(cancelled_at=NOW, cancelled_by=by)["cancelled_by"] == (words,)


def test_without_an_order_only_the_numbers_of_the_guidance_can_be_named():
    named = facts_to_name(None, NOW, Policy())
    assert set(named) == set(FACTS)
    assert {name for name, texts in named.items() if texts} == {
        "marketplace",
        "refund_days",
        "dispute_days",
        "seller_reply_days",
        "opening_hours",
    }
