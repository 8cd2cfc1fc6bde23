"""What a yes changes is worked out by the service itself, on a store of its own."""

from datetime import datetime, timezone

import pytest

from bot.convtest.marketplace.seeding import SeededStores
from bot.convtest.marketplace.suite.outcome import outcome_of
from bot.orders.decision import Write
from bot.orders.policy import Policy
from bot.service.desk import Desk

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
ORDER = {
    "id": "8099999999990001",
    "customer_id": "c-7",
    "seller_id": "s-3",
    "placed_at": "-1d",
    "paid_at": "-1d",
    "payment_settled_at": "-1d",
    "total": "64.00",
    "payment": {"method": "card", "label": "Visa ••7310", "amount": "64.00"},
    "items": [{"id": "i-1", "title": "Oak side table", "price": "64.00", "quantity": 1}],
}
SHIPPED = {"placed_at": "-6d", "shipped_at": "-4d", "estimated_delivery": "+5d"}
SAID = {"answer": "One leg is cracked.", "problem": "broken", "reason": "no_longer_needed"}


@pytest.fixture
def outcome(tmp_path):
    """The rows, as table and fields, that a yes to a question changes for an order."""
    stores = SeededStores(tmp_path)

    def outcome(write, **fields):
        database, _ = stores.open([{**ORDER, **fields}], NOW)
        desk = Desk(database.unit_of_work, lambda: NOW, Policy())
        with desk.unit_of_work() as uow:
            order = uow.orders.get(ORDER["id"], ORDER["customer_id"])
        rows = outcome_of(write, database, desk, order, SAID).rows
        return {row.table: row.fields for row in rows}

    yield outcome
    stores.close()


def test_a_cancelled_order_is_refunded_with_the_reason_that_was_given(outcome):
    rows = outcome(Write.CANCEL_ORDER)
    assert set(rows) == {"orders", "refunds"}
    assert (rows["orders"]["id"], rows["orders"]["cancel_reason"]) == (ORDER["id"], "no_longer_needed")
    assert rows["refunds"]["amount"] == "64.00"


def test_of_a_changed_row_only_what_changed_is_expected(outcome):
    assert "total" not in outcome(Write.CANCEL_ORDER)["orders"]


def test_a_dispute_is_opened_with_what_the_shopper_said(outcome):
    rows = outcome(Write.OPEN_DISPUTE, **SHIPPED, delivered_at="-1d")
    assert (rows["disputes"]["reason"], rows["disputes"]["text"]) == ("broken", "One leg is cracked.")


def test_a_parcel_that_never_came_is_disputed_as_that_whatever_was_said(outcome):
    late = {**SHIPPED, "placed_at": "-30d", "shipped_at": "-28d", "estimated_delivery": "-3d"}
    assert outcome(Write.OPEN_DISPUTE, **late)["disputes"]["reason"] == "never_arrived"


def test_the_free_words_of_a_ticket_are_not_expected(outcome):
    fields = outcome(Write.OPEN_TICKET)["tickets"]
    assert "summary" not in fields and fields["status"] == "open"


def test_what_the_service_would_refuse_is_no_outcome(outcome):
    with pytest.raises(ValueError, match="cancel_order is proposed for an order that the service refuses"):
        outcome(Write.CANCEL_ORDER, **SHIPPED)
