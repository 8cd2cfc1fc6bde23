"""A reply names a date, an amount or a person only where its row makes sure that there is one."""

import re
from pathlib import Path

import pytest
import yaml

from bot.guidance.table import fact_values, rows
from bot.orders.decision import CouponState, RefundState, ReplacementState, RequestState
from bot.orders.stage import Stage

RESPONSES = Path(__file__).parents[3] / "domain" / "responses"
ON_RECORD = {RefundState.PENDING, RefundState.LATE, RefundState.PAID}
ASKED = set(RequestState) - {RequestState.NONE}
# Each alternative is a set of facts that are enough for the placeholder to be filled.
DELIVERED = [{"stage": {Stage.DELIVERED}}, {"stage": {Stage.CLOSED}, "disputed": {False}}]
DISPUTED = [{"stage": {Stage.IN_DISPUTE}}, {"disputed": {True}}]
ENOUGH = {
    "paid_on": [{"charged": {True}}, {"stage": {Stage.PAYMENT_PROCESSING, Stage.TO_SHIP}}],
    "shipped_on": [{"stage": {Stage.SHIPPED}}],
    "tracking": [{"stage": {Stage.SHIPPED}}],
    "estimate_on": [{"estimate_known": {True}}, {"estimate_passed": {True}}],
    "delivered_on": DELIVERED,
    "dispute_until_on": DELIVERED,
    "cancelled_on": [{"stage": {Stage.CANCELLED}}],
    "cancelled_by": [{"stage": {Stage.CANCELLED}}],
    "asked_on": [{"request": ASKED}],
    "answered_on": [{"request": {RequestState.ACCEPTED, RequestState.REFUSED}}],
    "refund_amount": [{"refund": ON_RECORD}],
    "refund_method": [{"refund": ON_RECORD}],
    "refund_requested_on": [{"refund": ON_RECORD}],
    "refund_due_on": [{"refund": {RefundState.PENDING, RefundState.LATE}}],
    "refund_paid_on": [{"refund": {RefundState.PAID}}],
    "refund_line": [{"refund": ON_RECORD}, {"charged": {False}}],
    "dispute_opened_on": DISPUTED,
    "dispute_reason": DISPUTED,
    "dispute_status": DISPUTED,
    "replacement_tracking": [{"replacement": set(ReplacementState) - {ReplacementState.NONE}}],
    "coupon": [{"coupon": set(CouponState) - {CouponState.NONE}}],
}
# A reply may end with where a refund stands; that is empty when there is none.
MAY_BE_EMPTY_AT_THE_END = {"refund_line"}


def words():
    files = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in RESPONSES.glob("*.yml"))
    return {name: variants for content in files for name, variants in content["responses"].items()}


WORDS = words()


def is_enough(row, alternatives):
    allowed = dict(row.when.allowed)
    possible = {name: set(allowed.get(name, known)) for name, known in fact_values().items()}
    return any(all(possible[name] <= values for name, values in one.items()) for one in alternatives)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.id}-{row.reply}")
def test_what_a_reply_names_is_made_sure_of_by_its_row(row):
    for variant in WORDS[row.reply]:
        for name in re.findall(r"\{(\w+)\}", variant["text"]):
            may_be_empty = name in MAY_BE_EMPTY_AT_THE_END and variant["text"].endswith(f"{{{name}}}")
            if name in ENOUGH and not may_be_empty:
                assert is_enough(row, ENOUGH[name]), f"{name} may be empty"


def test_a_reply_that_ends_with_the_refund_may_only_do_so_where_it_makes_sense_without():
    empty_at_times = {
        row.reply
        for row in rows()
        for variant in WORDS[row.reply]
        if variant["text"].endswith("{refund_line}") and not is_enough(row, ENOUGH["refund_line"])
    }
    assert empty_at_times == {
        "utter_order_status_closed_after_dispute",
        "utter_payment_disputed",
        "utter_payment_disputed_ticket_open",
    }


def test_only_replies_of_seller_rows_say_that_the_seller_cancelled():
    by_seller = re.compile(r"\{seller\},?( the seller,)?( who)? cancelled")
    for row in rows():
        if any(by_seller.search(variant["text"]) for variant in WORDS[row.reply]):
            assert [actor.value for actor in dict(row.when.allowed)["cancelled_by"]] == ["seller"]
