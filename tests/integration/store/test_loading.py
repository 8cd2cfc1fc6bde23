"""Order JSON is taken whole or not at all, and what is dumped can be loaded."""

import json
from datetime import timedelta

import pytest

from bot.orders.errors import LoadError
from bot.orders.order import Address, Dispute, Return, ReturnedItem, Ticket, TicketKind
from bot.store.conversations import Conversations
from bot.store.loading import DEMO_ORDERS, dump_orders, load_demo
from bot.store.tables import metadata
from tests.integration.store.conftest import NOW, a_document, an_order

LAMP = {"id": "i-1", "quantity": 1}
RETURNED = {"items": [LAMP], "reason": "small", "opened_at": "-1d", "status": "open"}
TICKET = {"kind": "handover", "summary": "call", "opened_at": "-1h", "status": "open"}
FULL = an_order(
    "full",
    paid_at="-9d",
    shipped_at="-7d",
    delivered_at="-3d",
    coupon="WELCOME3",
    ship_to={
        "name": "Ada Moss",
        "lines": ["14 Alder Lane", "Flat 2"],
        "city": "Millbrook",
        "region": "OR",
        "postal_code": "97000",
        "country": "US",
    },
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


def test_loading_what_was_dumped_gives_the_same_store(empty_database, load):
    loose = {
        "customer_id": "c-1",
        "kind": "handover",
        "summary": "call",
        "opened_at": "-1h",
        "status": "open",
    }
    load(a_document(FULL, tickets=[loose]))
    dumped = dump_orders(empty_database)
    load(dumped, reset=True)
    assert dump_orders(empty_database) == dumped


def test_the_address_of_an_order_is_read_back(empty_database, load):
    load(a_document(FULL, an_order("none")))
    with empty_database.unit_of_work() as uow:
        read = [uow.orders.get(order_id, "c-1").ship_to for order_id in ("full", "none")]
    lines = ("14 Alder Lane", "Flat 2")
    assert read == [Address("Ada Moss", lines, "Millbrook", "OR", "97000", "US"), None]


@pytest.mark.parametrize("days", [5, 9])
def test_a_refund_that_does_not_say_when_is_due_after_the_refund_period(empty_database, load, days):
    refund = {name: value for name, value in FULL["refunds"][0].items() if name != "due_at"}
    load(a_document(an_order("a", refunds=[refund])), refund_days=days)
    with empty_database.unit_of_work() as uow:
        (read,) = uow.orders.get("a", "c-1").refunds
    assert read.due_at - read.requested_at == timedelta(days=days)


def test_a_due_date_stays_within_the_times_that_can_be_loaded(empty_database, load):
    refund = {**FULL["refunds"][0], "due_at": None, "requested_at": "2299-12-31T23:00:00Z"}
    load(a_document(an_order("a", refunds=[refund])))
    dumped = dump_orders(empty_database)
    load(dumped, reset=True)
    assert dump_orders(empty_database) == dumped


def test_ages_count_from_the_moment_of_loading(empty_database, load):
    load(a_document(an_order("a", placed_at="-0.5d")))
    assert dump_orders(empty_database)["orders"][0]["placed_at"] == "2026-11-23T00:00:00+00:00"


def test_a_dump_of_one_customer_holds_nobody_elses_orders(empty_database, load):
    load(a_document(an_order("a"), an_order("b", customer_id="c-2")))
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
        (a_document(an_order("a", returns=[{**RETURNED, "items": []}])), "returns[0].items: a return names"),
        (
            a_document(an_order("a", returns=[{**RETURNED, "items": [LAMP] * 3}])),
            "returns[0].items: names what",
        ),
        (a_document(an_order("a", returns=[RETURNED] * 2)), "orders[0].returns: at most one may be open"),
        (a_document(an_order("a\0b")), "orders[0].id: holds characters"),
        (a_document(an_order("a\ud800")), "orders[0].id: holds characters"),
        (a_document(an_order("a", refunds={"amount": "1"})), "orders[0].refunds: must be a list"),
    ],
    ids=lambda value: "" if isinstance(value, str) and len(value) > 100 else None,
)
def test_what_cannot_be_taken_is_refused_with_file_path_and_reason(load, document, said):
    with pytest.raises(LoadError) as refused:
        load(document)
    assert "in.json: " in str(refused.value)
    assert said in str(refused.value)


def test_a_refused_load_changes_nothing(database, load):
    before = dump_orders(database)
    with pytest.raises(LoadError):
        load(a_document(an_order("a"), an_order("b", seller_id="s-9")), reset=True)
    assert dump_orders(database) == before


def test_a_reset_removes_orders_and_keeps_conversations_and_the_audit_trail(database, load):
    Conversations(database).open("ab", "c-1", "c-1", NOW)
    with database.unit_of_work() as uow:
        uow.audit.note("c-1", "to_ship", "cancel_order", "", NOW)
        uow.commit()
    load(a_document(), reset=True)
    with database.reading() as connection:
        left = {table.name for table in metadata.sorted_tables if connection.execute(table.select()).first()}
    assert left == {"customers", "sellers", "coupons", "conversations", "audit"}


def test_what_is_in_the_store_is_not_loaded_again(load):
    load(a_document(an_order("a")))
    with pytest.raises(LoadError, match=r"customers\[0\]\.id: 'c-1' is in the store already"):
        load(a_document())


def test_an_order_may_name_who_is_in_the_store(load):
    load(a_document())
    assert load({"format": 1, "currency": "USD", "orders": [an_order("a", coupon="WELCOME3")]}) == 1


def test_orders_in_another_currency_are_refused(empty_database, load):
    load(a_document(an_order("a")))
    with pytest.raises(LoadError, match="currency: the store holds orders in USD"):
        load({"format": 1, "currency": "EUR", "orders": [an_order("b")]})
    load({**a_document(an_order("b")), "currency": "EUR"}, reset=True)
    assert dump_orders(empty_database)["currency"] == "EUR"


def test_tickets_that_are_opened_after_a_load_get_references_of_their_own(empty_database, load):
    loaded = [{**TICKET, "reference": "T-000003"}, TICKET]
    load(a_document(an_order("a", tickets=loaded)))
    with empty_database.unit_of_work() as uow:
        opened = uow.orders.open_ticket("c-1", "a", Ticket(TicketKind.HANDOVER, "call", NOW))
        uow.commit()
    dumped = dump_orders(empty_database)["orders"][0]["tickets"]
    references = [ticket["reference"] for ticket in dumped]
    assert references[0] == "T-000003"
    assert references[-1] == opened
    assert len(set(references)) == 3


@pytest.mark.parametrize("number", [0, 1])
def test_one_reference_is_not_given_to_two_tickets(load, number):
    load(a_document(an_order("a", tickets=[{**TICKET, "reference": "T-000003"}])))
    taken = [{**TICKET, "reference": "T-000009"}, {**TICKET, "reference": ("T-000009", "T-000003")[number]}]
    with pytest.raises(
        LoadError, match=r"tickets\[1\]\.reference: 'T-00000[39]' (stands twice|is in the store)"
    ):
        load({"format": 1, "currency": "USD", "orders": [an_order("b", tickets=taken)]})


def test_the_ticket_of_a_guest_is_dumped_and_loaded(empty_database, load):
    load(a_document(tickets=[TICKET]))
    dumped = dump_orders(empty_database)
    assert [ticket["customer_id"] for ticket in dumped["tickets"]] == [None]
    load(dumped, reset=True)
    assert dump_orders(empty_database) == dumped


def test_what_the_shopper_left_empty_can_be_dumped_and_loaded(database, load):
    with database.unit_of_work() as uow:
        uow.orders.open_dispute("delivered", Dispute("other", "", NOW))
        uow.orders.open_return("delivered", Return((ReturnedItem("i-1", 1),), "", NOW))
        uow.commit()
    dumped = dump_orders(database)
    load(dumped, reset=True)
    assert dump_orders(database) == dumped


def test_there_is_no_dump_of_a_customer_who_does_not_exist(empty_database):
    with pytest.raises(LoadError, match="no customer 'c-9'"):
        dump_orders(empty_database, "c-9")
