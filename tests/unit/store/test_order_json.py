"""Order JSON is checked value by value; what cannot be taken is named with file, path and reason."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.orders.errors import LoadError
from bot.store.order_json import check_document, read_json

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
FILE = Path("shop.json")
TICKET = {"kind": "customer_service", "summary": "late", "opened_at": "-1h", "status": "open"}


def an_order(**fields):
    return {
        "id": "a",
        "customer_id": "c-1",
        "seller_id": "s-1",
        "placed_at": "-1d",
        "total": "19.90",
        "payment": {"method": "card", "label": "Visa ••4242", "amount": "19.90"},
        "items": [{"id": "i-1", "title": "Desk lamp", "price": "9.95", "quantity": 2}],
        **fields,
    }


def checked(**fields):
    """The one order of a document, in its inside form."""
    return check_document(FILE, {"format": 1, "currency": "USD", "orders": [an_order(**fields)]}, NOW)[
        "orders"
    ][0]


def refusal(**fields):
    """Path and reason of the refusal of an order."""
    with pytest.raises(LoadError) as refused:
        checked(**fields)
    return str(refused.value).removeprefix("shop.json: orders[0].")


@pytest.mark.parametrize(
    ("age", "at"),
    [
        ("-3d", NOW - timedelta(days=3)),
        ("+4d", NOW + timedelta(days=4)),
        ("-0.5d", NOW - timedelta(hours=12)),
        ("-6h", NOW - timedelta(hours=6)),
        ("-40m", NOW - timedelta(minutes=40)),
        ("2026-11-23T14:00:00+02:00", NOW),
        ("2026-11-23T12:00:00Z", NOW),
    ],
)
def test_a_time_is_a_moment_with_zone_or_an_age(age, at):
    assert checked(placed_at=age)["placed_at"] == at


@pytest.mark.parametrize(
    "time",
    [
        "3d",
        "-3",
        "-3w",
        "- 3d",
        "-٣d",
        "--3d",
        "-1e3d",
        "yesterday",
        "2026-11-23",
        "2026-13-01T00:00:00Z",
        "",
        5,
        {},
    ],
)
def test_anything_else_is_no_time(time):
    assert refusal(placed_at=time).startswith("placed_at: must ")


@pytest.mark.parametrize(
    "time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "+99999d9", "-99999d"]
)
def test_a_time_out_of_this_world_is_refused(time):
    assert refusal(placed_at=time).startswith("placed_at: must ")


@pytest.mark.parametrize(("amount", "cents"), [("19.90", 1990), ("19.9", 1990), ("7", 700), ("0.05", 5)])
def test_money_is_whole_cents_inside(amount, cents):
    assert checked(total=amount)["total"] == cents


@pytest.mark.parametrize(
    "amount",
    [
        19.9,
        19,
        True,
        None,
        "",
        "-1.00",
        "1e3",
        "1,000.00",
        "1.999",
        "$5",
        "NaN",
        "٣",
        "9" * 13,
        "99999999.00",
    ],
)
def test_anything_else_is_no_amount(amount):
    assert refusal(total=amount).startswith("total: ")


def test_a_refusal_shows_little_of_a_long_value():
    assert len(refusal(total="9" * 100_000)) < 200


@pytest.mark.parametrize("quantity", [0, -1, 1.0, True, "2", 10_001, 10**40, None])
def test_a_quantity_is_a_small_whole_number(quantity):
    item = {"id": "i-1", "title": "Desk lamp", "price": "1.00", "quantity": quantity}
    assert refusal(items=[item]) == "items[0].quantity: must be a whole number from 1 to 10000"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"cancelled_by": "nobody"}, "cancelled_by: must be one of buyer, seller, platform"),
        ({"cancelled_by": ["buyer"]}, "cancelled_by: must be one of"),
        ({"payment": None}, "payment: must be an object"),
        ({"payment": {"method": "card", "label": "Visa"}}, "payment.amount: is missing"),
        ({"items": {}}, "items: must be a list"),
        ({"tracking_number": " "}, "tracking_number: must be a text that is not empty"),
        ({"id": "x" * 65}, "id: must have at most 64 characters"),
        ({"id": 8012345678901234}, "id: must be a text"),
        ({"items": [{**an_order()["items"][0], "options": ["blue"]}]}, "items[0].options: must be an object"),
        ({"returns": [{"items": [{"id": "i-1"}]}]}, "returns[0].reason: is missing"),
        ({"disputes": ["broken"]}, "disputes[0]: must be an object"),
        ({"colour": "red"}, "colour: is not a field"),
        ({"a\x1b[31m\n": 1}, r'"a\u001b[31m\n": is not a field'),
        ({"\ud800": 1}, r'"\ud800": is not a field'),
    ],
)
def test_what_is_wrong_is_named_by_its_path(fields, said):
    assert refusal(**fields).startswith(said)


@pytest.mark.parametrize(
    "reference", ["T-1", "T-000000", "T-²00001", "T-0000001", "X-000001", "T-99999999999", 7]
)
def test_a_reference_that_no_ticket_can_have_is_refused(reference):
    said = refusal(tickets=[{**TICKET, "reference": reference}])
    assert said == "tickets[0].reference: must be a reference such as T-000123"


@pytest.mark.parametrize("reference", ["T-000001", "T-123456", "T-1234567"])
def test_a_reference_is_kept(reference):
    assert checked(tickets=[{**TICKET, "reference": reference}])["tickets"][0]["reference"] == int(
        reference[2:]
    )


def test_what_is_absent_is_none_or_empty():
    order = checked()
    assert (order["paid_at"], order["coupon"], order["refunds"], order["replacement"]) == (
        None,
        None,
        [],
        None,
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not valid JSON"),
        (b"{", "is not valid JSON"),
        (b'{"a": 1, "a": 2}', '"a" stands twice in one object'),
        (b'{"a": Infinity}', "Infinity is not a JSON value"),
        (b"[" * 100_000, "it is nested too deeply"),
        (b"\xff\xfe", "it is not UTF-8"),
    ],
)
def test_a_file_that_is_no_json_is_refused_by_its_name(tmp_path, content, said):
    file = tmp_path / "shop.json"
    file.write_bytes(content)
    with pytest.raises(LoadError) as refused:
        read_json(file)
    assert str(refused.value).startswith(f"{file}: ")
    assert said in str(refused.value)


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_read_is_refused_by_its_name(tmp_path, name):
    with pytest.raises(LoadError, match="cannot be read"):
        read_json(tmp_path / name)


@pytest.mark.parametrize(
    "body", [[], None, "orders", 5, {}, {"format": 1}, {"format": True, "currency": "USD"}]
)
def test_what_is_no_document_is_refused(body):
    with pytest.raises(LoadError, match=r"^shop\.json: "):
        check_document(FILE, json.loads(json.dumps(body)), NOW)


ADDRESS = {
    "name": "Ada Moss",
    "lines": ["14 Alder Lane"],
    "city": "Millbrook",
    "postal_code": "97000",
    "country": "US",
}


def test_an_order_may_say_where_it_is_sent():
    assert checked(ship_to=ADDRESS)["ship_to"] == {**ADDRESS, "region": None}


@pytest.mark.parametrize("fields", [{}, {"ship_to": None}])
def test_an_order_need_not_say_where_it_is_sent(fields):
    assert checked(**fields)["ship_to"] is None


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"lines": []}, "ship_to.lines: must be a list of 1 to 5"),
        ({"lines": None}, "ship_to.lines: must be a list of 1 to 5"),
        ({"lines": ["x"] * 6}, "ship_to.lines: must be a list of 1 to 5"),
        ({"lines": "14 Alder Lane"}, "ship_to.lines: must be a list"),
        ({"lines": ["a", ""]}, "ship_to.lines[1]: must be a text that is not empty"),
        ({"city": None}, "ship_to.city: must be a text"),
        ({"country": "USA"}, 'ship_to.country: must be a code such as "US"'),
        ({"postal_code": 97000}, "ship_to.postal_code: must be a text"),
        ({"zip": "97000"}, "ship_to.zip: is not a field that is known here"),
    ],
)
def test_an_address_that_cannot_be_taken_is_named(fields, reason):
    assert refusal(ship_to={**ADDRESS, **fields}) == reason


def test_a_refund_need_not_say_when_it_is_due():
    refund = {"amount": "1.00", "method": "Visa", "cause": "return", "requested_at": "-1d"}
    assert checked(refunds=[refund])["refunds"][0]["due_at"] is None
