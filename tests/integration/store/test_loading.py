"""Order JSON is taken whole or not at all, and what is dumped can be loaded."""

import json

import pytest

from bot.orders.errors import LoadError
from bot.store.loading import DEMO_ORDERS, dump_orders, load_demo, load_orders
from tests.integration.store.conftest import NOW, a_document, an_order

FULL = an_order(
    "full",
    paid_at="-9d",
    shipped_at="-7d",
    delivered_at="-3d",
    coupon="WELCOME3",
    cancellation_request={"reason": "other", "asked_at": "-6d", "status": "refused", "answered_at": "-5d"},
    replacement={"agreed_at": "-2d", "tracking_number": "RX1"},
    refunds=[
        {
            "amount": "19.90",
            "method": "Visa ••4242",
            "cause": "return",
            "requested_at": "-1d",
            "due_at": "+4d",
            "paid_at": None,
        }
    ],
    disputes=[
        {"reason": "broken", "text": "Cracked.", "opened_at": "-2d", "status": "open", "photos": ["a.jpg"]}
    ],
    returns=[
        {"items": [{"id": "i-1", "quantity": 1}], "reason": "small", "opened_at": "-1d", "status": "open"}
    ],
    messages=[{"sender": "buyer", "text": "Hello", "sent_at": "-6d"}],
    tickets=[{"kind": "customer_service", "summary": "late", "opened_at": "-1h", "status": "open"}],
)


def load(database, tmp_path, document, **options):
    file = tmp_path / "in.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return load_orders(database, file, now=NOW, **options)


def test_loading_what_was_dumped_gives_the_same_store(empty_database, tmp_path):
    loose = {
        "customer_id": "c-1",
        "kind": "handover",
        "summary": "call",
        "opened_at": "-1h",
        "status": "open",
    }
    load(empty_database, tmp_path, a_document(FULL, tickets=[loose]))
    dumped = dump_orders(empty_database)
    load(empty_database, tmp_path, dumped, reset=True)
    assert dump_orders(empty_database) == dumped


def test_ages_count_from_the_moment_of_loading(empty_database, tmp_path):
    load(empty_database, tmp_path, a_document(an_order("a", placed_at="-0.5d")))
    assert dump_orders(empty_database)["orders"][0]["placed_at"] == "2026-11-23T00:00:00+00:00"


def test_a_dump_of_one_customer_holds_nobody_elses_orders(empty_database, tmp_path):
    load(empty_database, tmp_path, a_document(an_order("a"), an_order("b", customer_id="c-2")))
    dumped = dump_orders(empty_database, "c-2")
    assert [order["id"] for order in dumped["orders"]] == ["b"]
    assert [customer["id"] for customer in dumped["customers"]] == ["c-2"]


def test_the_demo_data_is_loaded_into_an_empty_store_only(empty_database):
    loaded = [load_demo(empty_database, NOW) for _ in range(2)]
    assert loaded == [len(json.loads(DEMO_ORDERS.read_text(encoding="utf-8"))["orders"]), 0]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("{", "is not valid JSON"),
        ('{"format": NaN}', "NaN"),
        ("[" * 100_000, "is nested too deeply"),
        ("[]", "document: must be an object"),
        ('{"format": 2, "currency": "USD"}', "format: must be 1"),
        (a_document(colour="red"), "colour: is not a field"),
        (a_document({**an_order("a"), "colour": "red"}), "orders[0].colour: is not a field"),
        (a_document({**an_order("a"), "total": 19.9}), "orders[0].total:"),
        (a_document({**an_order("a"), "total": "99999999999.00"}), "orders[0].total: is more"),
        (a_document(an_order("a", items=[])), "orders[0].items: an order has at least one item"),
        (a_document(an_order("a", customer_id="c-9")), "orders[0].customer_id: 'c-9' is not known"),
        (a_document(an_order("a", seller_id="s-9")), "orders[0].seller_id: 's-9' is not known"),
        (a_document(an_order("a", coupon="NONE")), "orders[0].coupon: 'NONE' is not known"),
        (a_document(an_order("a"), an_order("a")), "orders[1].id: 'a' stands twice"),
        (a_document(an_order("a", placed_at="yesterday")), "orders[0].placed_at: must be a time"),
        (a_document(an_order("a", placed_at="2026-11-23T10:00:00")), "must name its zone"),
        (a_document(an_order("a", cancelled_at="-1d")), "orders[0].cancelled_by: goes together"),
        (a_document(an_order("a\0b")), "orders[0].id: holds characters"),
        (a_document(an_order("a\ud800")), "orders[0].id: holds characters"),
        (a_document(an_order("a", refunds={"amount": "1"})), "orders[0].refunds: must be a list"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_file_path_and_reason(empty_database, tmp_path, document, said):
    with pytest.raises(LoadError) as refused:
        load(empty_database, tmp_path, document)
    assert "in.json: " in str(refused.value)
    assert said in str(refused.value)


def test_a_refused_load_changes_nothing(database, tmp_path):
    before = dump_orders(database)
    with pytest.raises(LoadError):
        load(database, tmp_path, a_document(an_order("a"), an_order("b", seller_id="s-9")), reset=True)
    assert dump_orders(database) == before
