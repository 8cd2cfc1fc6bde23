"""What a conversation changed in the store: exactly the named rows and fields."""

from datetime import datetime, timezone

import pytest

from bot.convtest.case import ExpectedRow, StoreChanged
from bot.convtest.running.changes import changes_between
from bot.convtest.running.store import check_store, same

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
BEFORE = {
    "orders": {("1",): {"id": "1", "customer_id": "c-1", "cancelled_at": None, "cancelled_by": None}},
    "refunds": {},
}
CANCELLED = {"id": "1", "customer_id": "c-1", "cancelled_at": "2026-11-23T12:00:00Z", "cancelled_by": "buyer"}
REFUND = {"order_id": "1", "amount": "34.90", "due_at": "2026-11-28T12:00:00Z", "paid_at": None}
AFTER = {"orders": {("1",): CANCELLED}, "refunds": {(7,): REFUND}}
ORDER = ExpectedRow("orders", {"id": "1", "cancelled_at": "now", "cancelled_by": "buyer"})
MONEY = ExpectedRow("refunds", {"order_id": "1", "amount": "34.90", "due_at": "+5d"})


def holds(*rows, before=BEFORE, after=AFTER):
    return check_store(StoreChanged(rows), changes_between(before, after), NOW)[0]


def test_all_changed_rows_named_in_any_order_hold():
    assert holds(ORDER, MONEY) and holds(MONEY, ORDER)


def test_a_changed_row_that_is_not_named_fails():
    assert not holds(ORDER)


def test_a_named_row_that_did_not_change_fails():
    assert not holds(ORDER, MONEY, ExpectedRow("tickets", {"order_id": "1"}))


def test_one_change_cannot_meet_two_expected_rows():
    assert not holds(ORDER, MONEY, MONEY)


def test_a_changed_field_that_is_not_named_fails():
    assert not holds(ExpectedRow("orders", {"id": "1", "cancelled_at": "now"}), MONEY)


def test_a_changed_row_needs_only_its_changed_fields():
    assert holds(ExpectedRow("orders", {"cancelled_at": "now", "cancelled_by": "buyer"}), MONEY)


def test_an_added_row_needs_only_the_fields_that_matter():
    assert holds(ORDER, ExpectedRow("refunds", {"amount": "34.90"}))


def test_a_field_the_row_does_not_have_fails():
    assert not holds(ORDER, ExpectedRow("refunds", {"sum": "34.90"}))


def test_a_removed_row_is_named_as_removed():
    gone = {**AFTER, "refunds": {}}
    removed = ExpectedRow("refunds", {"order_id": "1"}, removed=True)
    assert holds(removed, before=AFTER, after=gone)
    assert not holds(ExpectedRow("refunds", {"order_id": "1"}), before=AFTER, after=gone)
    assert not holds(ORDER, removed)


def test_nothing_expected_holds_when_nothing_changed():
    assert holds(after=BEFORE)
    assert not holds()


@pytest.mark.parametrize(
    ("wanted", "value"),
    [
        ("now", "2026-11-23T12:00:00Z"),
        ("+5d", "2026-11-28T12:00:00Z"),
        ("-0.5d", "2026-11-23T00:00:00Z"),
        ("+90m", "2026-11-23T13:30:00Z"),
        ("2026-11-28", "2026-11-28T12:00:00Z"),
        ("2026-11-28T13:00:00+01:00", "2026-11-28T12:00:00Z"),
        ("34.90", "34.90"),
        (2, 2),
        ("2", 2),
        (None, None),
        ([{"id": "i-1", "quantity": 1}], [{"id": "i-1", "quantity": 1}]),
    ],
)
def test_a_value_of_a_test_means_a_value_of_the_store(wanted, value):
    assert same(wanted, value, NOW)


@pytest.mark.parametrize(
    ("wanted", "value"),
    [
        ("now", "2026-11-23T12:00:01Z"),
        ("+5d", "2026-11-29T12:00:00Z"),
        ("2026-11-27", "2026-11-28T12:00:00Z"),
        ("soon", "2026-11-28T12:00:00Z"),
        ("34.9", "34.90"),
        ("None", None),
        (None, "None"),
        ([{"id": "i-1"}], [{"id": "i-1", "quantity": 1}]),
        (["a"], ["a", "b"]),
    ],
)
def test_another_value_is_told_apart(wanted, value):
    assert not same(wanted, value, NOW)
