"""Loading what was dumped gives the same store, whatever the document holds."""

import json
import string
from datetime import datetime, timedelta, timezone

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.orders.order import (
    Actor,
    AutoReply,
    CancelReason,
    CouponKind,
    DisputeStatus,
    RefundCause,
    RequestStatus,
    ReturnStatus,
    TicketKind,
)
from bot.store.loading import dump_orders, load_orders
from tests.integration.store.conftest import NOW

PHASES = [Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink]
WORDS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=30)
NAMES = WORDS.filter(str.strip)
SHORT_NAMES = st.text(string.ascii_letters + string.digits + "é#- ", min_size=1, max_size=12).filter(
    str.strip
)
TIMES = st.one_of(
    st.datetimes(
        datetime(1990, 1, 1),  # noqa: DTZ001
        datetime(2200, 1, 1),  # noqa: DTZ001
        timezones=st.just(timezone(timedelta(hours=2))),
    ).map(datetime.isoformat),
    st.builds("{}{}{}".format, st.sampled_from("+-"), st.integers(0, 999), st.sampled_from("dhm")),
)
AMOUNTS = st.builds("{}.{:02}".format, st.integers(0, 20_000_000 - 1), st.integers(0, 99))


def a_word(words):
    return st.sampled_from([word.value for word in words])


def an_object(required, optional):
    return st.fixed_dictionaries(
        required, optional={name: st.none() | value for name, value in optional.items()}
    )


TICKET = {
    "kind": a_word(TicketKind),
    "summary": WORDS,
    "opened_at": TIMES,
    "status": st.sampled_from(["open", "closed"]),
}
DISPUTE = {"reason": SHORT_NAMES, "text": WORDS, "opened_at": TIMES, "status": a_word(DisputeStatus)}
REFUND = {
    "amount": AMOUNTS,
    "method": NAMES,
    "cause": a_word(RefundCause),
    "requested_at": TIMES,
}
ADDRESS = {
    "name": NAMES,
    "lines": st.lists(NAMES, min_size=1, max_size=5),
    "city": NAMES,
    "postal_code": SHORT_NAMES,
    "country": st.sampled_from(["US", "PL"]),
}
ITEM = {"id": SHORT_NAMES, "title": NAMES, "price": AMOUNTS, "quantity": st.integers(1, 10_000)}


def at_most_one_open(entries):
    return sum(entry["status"] == "open" for entry in entries) <= 1


@st.composite
def an_order(draw, order_id, customers, sellers, coupons):
    items = draw(
        st.lists(
            an_object(ITEM, {"options": st.dictionaries(SHORT_NAMES, NAMES, max_size=2), "image": NAMES}),
            min_size=1,
            max_size=3,
            unique_by=lambda item: item["id"],
        )
    )
    returned = st.sampled_from(items).map(lambda item: [{"id": item["id"], "quantity": item["quantity"]}])
    opened = {"items": returned, "reason": WORDS, "opened_at": TIMES, "status": a_word(ReturnStatus)}
    request = {"reason": a_word(CancelReason), "asked_at": TIMES, "status": a_word(RequestStatus)}
    times = ("paid_at", "payment_settled_at", "shipped_at", "delivered_at", "estimated_delivery")
    order = an_object(
        {
            "id": st.just(order_id),
            "customer_id": st.sampled_from(customers),
            "seller_id": st.sampled_from(sellers),
            "placed_at": TIMES,
            "total": AMOUNTS,
            "payment": an_object({"method": SHORT_NAMES, "label": NAMES, "amount": AMOUNTS}, {}),
            "items": st.just(items),
        },
        {
            **dict.fromkeys(times, TIMES),
            "tracking_number": SHORT_NAMES,
            "ship_to": an_object(ADDRESS, {"region": NAMES}),
            "coupon": st.sampled_from(coupons) if coupons else st.none(),
            "cancellation_request": an_object(request, {"answered_at": TIMES, "reminded_at": TIMES}),
            "replacement": an_object({"agreed_at": TIMES}, {"tracking_number": SHORT_NAMES}),
            "refunds": st.lists(
                an_object(REFUND, {"due_at": TIMES, "paid_at": TIMES}),
                max_size=2,
                unique_by=lambda r: r["cause"],
            ),
            "disputes": st.lists(
                an_object(DISPUTE, {"photos": st.lists(NAMES, max_size=2)}), max_size=2
            ).filter(at_most_one_open),
            "returns": st.lists(an_object(opened, {}), max_size=2).filter(at_most_one_open),
            "messages": st.lists(
                an_object(
                    {"sender": st.sampled_from(["buyer", "seller"]), "text": WORDS, "sent_at": TIMES}, {}
                ),
                max_size=2,
            ),
            "tickets": st.lists(an_object(TICKET, {}), max_size=2),
        },
    )
    cancelled = an_object(
        {"cancelled_at": TIMES, "cancelled_by": a_word(Actor)}, {"cancel_reason": a_word(CancelReason)}
    )
    return {**draw(order), **draw(st.just({}) | cancelled)}


@st.composite
def a_document(draw):
    ids = st.lists(SHORT_NAMES, min_size=1, max_size=3, unique=True)
    customers, sellers, coupons, orders = (
        draw(ids),
        draw(ids),
        draw(st.just([]) | ids),
        draw(st.just([]) | ids),
    )
    loose = an_object(TICKET, {"customer_id": st.sampled_from(customers)})
    return {
        "format": 1,
        "currency": "USD",
        "sellers": [
            {"id": key, "name": draw(NAMES), "auto_reply": draw(a_word(AutoReply))} for key in sellers
        ],
        "customers": [
            {
                "id": key,
                "name": draw(NAMES),
                "email": draw(NAMES),
                "country": draw(st.sampled_from(["US", "JP"])),
            }
            for key in customers
        ],
        "coupons": [
            {"code": key, "kind": draw(a_word(CouponKind)), "expires_at": draw(st.none() | TIMES)}
            for key in coupons
        ],
        "orders": [draw(an_order(key, customers, sellers, coupons)) for key in orders],
        "tickets": draw(st.lists(loose, max_size=2)),
    }


def load(database, tmp_path, document):
    file = tmp_path / "in.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    load_orders(database, file, now=NOW, reset=True)


def words_of(entry):
    """What is said in an entry; times are left out, which come back in UTC."""
    return {name: value for name, value in entry.items() if value and name[-3:] != "_at"}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(document=a_document())
def test_whatever_is_loaded_and_dumped_can_be_loaded_and_dumps_the_same(empty_database, tmp_path, document):
    load(empty_database, tmp_path, document)
    dumped = dump_orders(empty_database)
    load(empty_database, tmp_path, dumped)
    assert dump_orders(empty_database) == dumped


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(document=a_document())
def test_a_dump_holds_what_was_loaded(empty_database, tmp_path, document):
    load(empty_database, tmp_path, document)
    dumped = {order["id"]: order for order in dump_orders(empty_database)["orders"]}
    assert dumped.keys() == {order["id"] for order in document["orders"]}
    for order in document["orders"]:
        kept = dumped[order["id"]]
        assert kept["total"] == order["total"]
        assert words_of(kept["ship_to"] or {}) == words_of(order.get("ship_to") or {})
        for name in ("items", "refunds", "disputes", "messages"):
            assert [words_of(entry) for entry in kept[name]] == [
                words_of(entry) for entry in order.get(name) or []
            ]
