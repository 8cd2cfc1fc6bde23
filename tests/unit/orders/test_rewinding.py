"""An order as it stood before something happened to it."""

from datetime import datetime, timedelta, timezone

import pytest

from bot.orders.rewinding import as_of

AT = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
BEFORE, AFTER = (AT - timedelta(days=2)).isoformat(), (AT + timedelta(minutes=1)).isoformat()
PAID = {"id": "1", "placed_at": BEFORE, "paid_at": BEFORE, "payment_settled_at": BEFORE, "shipped_at": None,
        "cancelled_at": None, "cancelled_by": None, "cancel_reason": None, "refunds": []}  # fmt: skip
REQUEST = {"asked_at": BEFORE, "status": "waiting", "answered_at": None}


def test_a_cancellation_after_that_time_is_taken_back_with_its_refund():
    later = {
        **PAID,
        "cancelled_at": AFTER,
        "cancelled_by": "buyer",
        "cancel_reason": "other",
        "refunds": [{"requested_at": AFTER, "paid_at": None}],
    }
    rewound = as_of(later, AT)
    assert [rewound[key] for key in ("cancelled_at", "cancelled_by", "cancel_reason", "refunds")] == [
        None,
        None,
        None,
        [],
    ]


def test_what_happened_before_stays():
    cancelled = {**PAID, "cancelled_at": BEFORE, "cancelled_by": "seller"}
    assert as_of(cancelled, AT)["cancelled_by"] == "seller"
    assert as_of(PAID, AT)["paid_at"] == BEFORE


def test_what_happens_at_the_very_time_has_not_happened_yet():
    assert as_of({**PAID, "cancelled_at": AT.isoformat()}, AT)["cancelled_at"] is None


def test_shipping_is_taken_back_with_its_tracking_number():
    shipped = {**PAID, "shipped_at": AFTER, "tracking_number": "RX1"}
    assert as_of(shipped, AT)["tracking_number"] is None


def test_a_refund_paid_later_is_on_its_way():
    refunded = {**PAID, "refunds": [{"requested_at": BEFORE, "paid_at": AFTER}]}
    assert as_of(refunded, AT)["refunds"] == [{"requested_at": BEFORE, "paid_at": None}]


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (None, None),
        ({**REQUEST, "asked_at": AFTER}, None),
        ({**REQUEST, "status": "refused", "answered_at": AFTER}, REQUEST),
        (
            {**REQUEST, "status": "refused", "answered_at": BEFORE},
            {**REQUEST, "status": "refused", "answered_at": BEFORE},
        ),
    ],
)
def test_a_request_stands_as_it_stood(request_, expected):
    assert as_of({**PAID, "cancellation_request": request_}, AT)["cancellation_request"] == expected


@pytest.mark.parametrize(
    ("name", "time_of"),
    [("disputes", "opened_at"), ("returns", "opened_at"), ("messages", "sent_at"), ("tickets", "opened_at")],
)
def test_later_entries_are_left_out_and_earlier_ones_stay(name, time_of):
    entries = [{time_of: BEFORE, "n": 1}, {time_of: AFTER, "n": 2}]
    assert [entry["n"] for entry in as_of({**PAID, name: entries}, AT)[name]] == [1]


def test_an_order_placed_later_is_not_there():
    assert as_of({**PAID, "placed_at": AFTER}, AT) is None
