"""Each row of the guidance by hand: these facts, so this row, this proposal and these offers."""

import pytest

from bot.guidance.decide import decide
from bot.guidance.table import rows
from bot.orders.ask import Ask
from bot.orders.decision import (
    CouponState,
    Facts,
    Offer,
    RefundState,
    ReplacementState,
    RequestState,
    Write,
)
from bot.orders.order import Actor
from bot.orders.stage import Stage


def paid(stage, **more):
    return Facts(stage=Stage(stage), charged=True, **more)


UNPAID = Facts(stage=Stage.UNPAID)
PROCESSING, TO_SHIP, SHIPPED = paid("payment_processing"), paid("to_ship"), paid("shipped")
ON_TIME = paid("shipped", estimate_known=True)
LATE = paid("shipped", estimate_known=True, estimate_passed=True)
DELIVERED, DELIVERED_FREE = paid("delivered"), paid("delivered", free_returns=True)
IN_DISPUTE = paid("in_dispute", disputed=True)
CLOSED, CLOSED_AFTER_DISPUTE = paid("closed"), paid("closed", disputed=True)

ASKED = paid("shipped", request=RequestState.WAITING)
ASKED_LONG_AGO = paid("shipped", request=RequestState.WAITING, reminder_due=True)
REFUSED = paid("shipped", request=RequestState.REFUSED)
ACCEPTED = paid("shipped", request=RequestState.ACCEPTED, refund=RefundState.PENDING)


def cancelled(by, refund=RefundState.NONE, **more):
    return paid("cancelled", cancelled_by=Actor(by), refund=refund, **more)


def unpaid_cancelled(by):
    return Facts(stage=Stage.CANCELLED, cancelled_by=Actor(by))


PENDING, LATE_REFUND, PAID_BACK = RefundState.PENDING, RefundState.LATE, RefundState.PAID
BUYER_PENDING = cancelled("buyer", PENDING)
BUYER_LATE = cancelled("buyer", LATE_REFUND)
BUYER_LATE_TICKET = cancelled("buyer", LATE_REFUND, ticket_open=True)
SOLD_OUT = cancelled("seller")
REPLACED = cancelled("seller", replacement=ReplacementState.WITHOUT_TRACKING)
REPLACEMENT_SENT = cancelled("seller", replacement=ReplacementState.WITH_TRACKING)
WRONG_CHARGE = {"payment_disputed": True}

# ask, facts, row, write, offers
CASES = [
    # Cancel
    ("cancel", UNPAID, "CAN-01", "cancel_order", ""),
    ("cancel", PROCESSING, "CAN-02", "cancel_order", ""),
    ("cancel", TO_SHIP, "CAN-03", "cancel_order", ""),
    ("cancel", SHIPPED, "CAN-04", "request_cancellation", ""),
    ("cancel", LATE, "CAN-04", "request_cancellation", ""),
    ("cancel", ASKED, "CAN-05", None, "remind_me_at_delivery message_seller"),
    ("cancel", ASKED_LONG_AGO, "CAN-05", "remind_seller", "remind_me_at_delivery"),
    ("cancel", REFUSED, "CAN-06", None, "remind_me_at_delivery message_seller"),
    (
        "cancel",
        paid("shipped", request=RequestState.REFUSED, estimate_known=True, estimate_passed=True),
        "CAN-06",
        None,
        "remind_me_at_delivery message_seller open_dispute",
    ),
    ("cancel", ACCEPTED, "CAN-07", None, "show_refund"),
    (
        "cancel",
        paid("delivered", request=RequestState.ACCEPTED, refund=PAID_BACK),
        "CAN-07",
        None,
        "show_refund",
    ),
    ("cancel", DELIVERED, "CAN-08", None, "message_seller open_dispute"),
    ("cancel", DELIVERED_FREE, "CAN-08", None, "message_seller open_dispute open_return"),
    (
        "cancel",
        paid("delivered", request=RequestState.REFUSED),
        "CAN-08",
        None,
        "message_seller open_dispute",
    ),
    (
        "cancel",
        paid("delivered", free_returns=True, return_open=True),
        "CAN-08",
        None,
        "message_seller open_dispute",
    ),
    ("cancel", BUYER_PENDING, "CAN-09", None, "show_refund"),
    ("cancel", cancelled("platform", PAID_BACK), "CAN-09", None, "show_refund"),
    ("cancel", unpaid_cancelled("buyer"), "CAN-09", None, ""),
    ("cancel", SOLD_OUT, "CAN-10", None, "ask_for_replacement ask_for_refund"),
    ("cancel", REPLACED, "CAN-10", None, "ask_for_tracking ask_for_refund"),
    ("cancel", cancelled("seller", PENDING), "CAN-10", None, "show_refund"),
    ("cancel", IN_DISPUTE, "CAN-11", None, "message_seller"),
    ("cancel", CLOSED, "CAN-12", None, "message_seller"),
    ("cancel", CLOSED_AFTER_DISPUTE, "CAN-12", None, "message_seller"),
    # Change
    ("change", UNPAID, "CHG-01", None, "cancel"),
    ("change", PROCESSING, "CHG-01", None, "cancel"),
    ("change", TO_SHIP, "CHG-01", None, "cancel"),
    ("change", BUYER_PENDING, "CHG-01", None, ""),
    ("change", SHIPPED, "CHG-02", None, "message_seller ask_seller_to_cancel"),
    ("change", REFUSED, "CHG-02", None, "message_seller"),
    ("change", DELIVERED, "CHG-02", None, "message_seller"),
    ("change", IN_DISPUTE, "CHG-02", None, "message_seller"),
    ("change", CLOSED, "CHG-02", None, "message_seller"),
    # The seller cancelled
    ("seller_cancelled", SOLD_OUT, "SEL-01", None, "ask_for_replacement ask_for_refund"),
    ("seller_cancelled", cancelled("seller", PENDING), "SEL-01", None, "show_refund message_seller"),
    ("seller_cancelled", unpaid_cancelled("seller"), "SEL-01", None, "message_seller"),
    ("seller_cancelled", REPLACED, "SEL-02", None, "ask_for_tracking ask_for_refund"),
    ("seller_cancelled", TO_SHIP, "SEL-03", None, "show_status"),
    ("seller_cancelled", SHIPPED, "SEL-03", None, "show_status"),
    ("seller_cancelled", BUYER_PENDING, "SEL-03", None, "show_refund"),
    ("seller_cancelled", cancelled("platform", PENDING), "SEL-03", None, "show_refund"),
    ("seller_cancelled", REPLACEMENT_SENT, "SEL-05", None, "message_seller"),
    # The seller refuses or ignores
    ("seller_refused", UNPAID, "SEL-04", None, "cancel"),
    ("seller_refused", TO_SHIP, "SEL-04", None, "cancel"),
    (
        "seller_refused",
        SHIPPED,
        "SEL-04",
        None,
        "ask_seller_to_cancel message_seller remind_me_at_delivery",
    ),
    ("seller_refused", ASKED, "SEL-04", None, "remind_me_at_delivery"),
    ("seller_refused", ASKED_LONG_AGO, "SEL-04", None, "remind_seller remind_me_at_delivery"),
    ("seller_refused", REFUSED, "SEL-04", None, "remind_me_at_delivery message_seller"),
    ("seller_refused", LATE, "SEL-04", None, "message_seller open_dispute ask_seller_to_cancel"),
    ("seller_refused", ACCEPTED, "SEL-04", None, "show_refund"),
    ("seller_refused", DELIVERED, "SEL-04", None, "open_dispute message_seller"),
    ("seller_refused", IN_DISPUTE, "SEL-04", None, "message_seller"),
    ("seller_refused", CLOSED, "SEL-04", None, "message_seller"),
    ("seller_refused", BUYER_PENDING, "SEL-04", None, "show_refund"),
    # Refund
    ("refund", UNPAID, "REF-01", None, "cancel"),
    ("refund", unpaid_cancelled("buyer"), "REF-01", None, ""),
    ("refund", PROCESSING, "REF-01", None, "cancel"),
    ("refund", TO_SHIP, "REF-01", None, "cancel"),
    ("refund", SHIPPED, "REF-01", None, "ask_seller_to_cancel remind_me_at_delivery"),
    ("refund", ASKED_LONG_AGO, "REF-01", None, "remind_seller remind_me_at_delivery"),
    ("refund", REFUSED, "REF-01", None, "remind_me_at_delivery message_seller"),
    ("refund", LATE, "REF-01", None, "message_seller open_dispute"),
    ("refund", DELIVERED, "REF-01", None, "message_seller open_dispute"),
    ("refund", DELIVERED_FREE, "REF-01", None, "message_seller open_dispute open_return"),
    ("refund", IN_DISPUTE, "REF-01", None, "message_seller"),
    ("refund", CLOSED, "REF-01", None, "message_seller"),
    ("refund", CLOSED_AFTER_DISPUTE, "REF-01", None, "open_ticket message_seller"),
    ("refund", BUYER_PENDING, "REF-02", None, ""),
    ("refund", ACCEPTED, "REF-02", None, ""),
    ("refund", cancelled("seller", PENDING), "REF-02", None, ""),
    ("refund", paid("in_dispute", disputed=True, refund=PENDING), "REF-02", None, ""),
    ("refund", BUYER_LATE, "REF-03", "open_ticket", ""),
    ("refund", BUYER_LATE_TICKET, "REF-03", None, ""),
    ("refund", cancelled("buyer", PAID_BACK), "REF-04", None, ""),
    ("refund", paid("closed", disputed=True, refund=PAID_BACK), "REF-04", None, ""),
    ("refund", SOLD_OUT, "REF-05", None, "ask_for_replacement ask_for_refund"),
    ("refund", REPLACED, "REF-05", None, "ask_for_tracking ask_for_refund"),
    ("refund", REPLACEMENT_SENT, "REF-05", None, "message_seller"),
    ("refund", cancelled("buyer"), "REF-07", "open_ticket", ""),
    ("refund", cancelled("platform", ticket_open=True), "REF-07", None, ""),
    ("refund", paid("shipped", request=RequestState.ACCEPTED), "REF-07", "open_ticket", ""),
    # Dispute
    ("dispute", DELIVERED, "DSP-01", "open_dispute", "message_seller"),
    ("dispute", ON_TIME, "DSP-02", None, "remind_me_at_delivery message_seller"),
    ("dispute", SHIPPED, "DSP-02", None, "remind_me_at_delivery message_seller"),
    ("dispute", LATE, "DSP-03", "open_dispute", "message_seller"),
    ("dispute", UNPAID, "DSP-04", None, "cancel"),
    ("dispute", PROCESSING, "DSP-04", None, "cancel"),
    ("dispute", TO_SHIP, "DSP-04", None, "cancel"),
    ("dispute", BUYER_PENDING, "DSP-04", None, "show_refund"),
    ("dispute", SOLD_OUT, "DSP-04", None, "ask_for_replacement ask_for_refund"),
    ("dispute", IN_DISPUTE, "DSP-05", None, "message_seller"),
    ("dispute", CLOSED_AFTER_DISPUTE, "DSP-05", None, "message_seller"),
    ("dispute", ACCEPTED, "DSP-06", None, "show_refund message_seller"),
    ("dispute", CLOSED, "DSP-07", None, "message_seller"),
    # Return
    ("return", DELIVERED_FREE, "RET-01", "open_return", ""),
    ("return", DELIVERED, "RET-02", None, "message_seller open_dispute"),
    (
        "return",
        paid("delivered", free_returns=True, request=RequestState.ACCEPTED, refund=PENDING),
        "RET-02",
        None,
        "message_seller show_refund",
    ),
    ("return", UNPAID, "RET-03", None, "cancel"),
    ("return", TO_SHIP, "RET-03", None, "cancel"),
    ("return", SHIPPED, "RET-03", None, "ask_seller_to_cancel remind_me_at_delivery"),
    ("return", ASKED, "RET-03", None, "remind_me_at_delivery"),
    ("return", REFUSED, "RET-03", None, "remind_me_at_delivery message_seller"),
    ("return", ACCEPTED, "RET-03", None, "message_seller show_refund"),
    ("return", BUYER_PENDING, "RET-03", None, "show_refund"),
    ("return", paid("delivered", free_returns=True, return_open=True), "RET-04", None, "message_seller"),
    ("return", IN_DISPUTE, "RET-05", None, "message_seller"),
    ("return", CLOSED, "RET-06", None, "message_seller"),
    ("return", CLOSED_AFTER_DISPUTE, "RET-06", None, "message_seller"),
    # Coupon
    ("coupon", TO_SHIP, "CPN-01", None, ""),
    ("coupon", paid("cancelled", coupon=CouponState.SELLER), "CPN-02", None, ""),
    ("coupon", paid("cancelled", coupon=CouponState.EXPIRED), "CPN-03", None, ""),
    ("coupon", paid("cancelled", coupon=CouponState.PLATFORM_ALL_CANCELLED), "CPN-04", None, ""),
    ("coupon", paid("to_ship", coupon=CouponState.PLATFORM_SOME_OPEN), "CPN-05", None, ""),
    # Status
    ("status", UNPAID, "STA-01", None, "cancel"),
    ("status", PROCESSING, "STA-02", None, "cancel"),
    ("status", TO_SHIP, "STA-03", None, "cancel message_seller"),
    ("status", ON_TIME, "STA-04", None, "ask_seller_to_cancel message_seller remind_me_at_delivery"),
    ("status", REFUSED, "STA-04", None, "message_seller remind_me_at_delivery"),
    ("status", LATE, "STA-04", None, "message_seller open_dispute ask_seller_to_cancel"),
    ("status", ACCEPTED, "STA-04", None, "show_refund"),
    ("status", DELIVERED, "STA-05", None, "open_dispute"),
    ("status", DELIVERED_FREE, "STA-05", None, "open_return open_dispute"),
    ("status", BUYER_PENDING, "STA-06", None, "show_refund"),
    ("status", SOLD_OUT, "STA-06", None, "ask_for_replacement ask_for_refund"),
    ("status", REPLACED, "STA-06", None, "ask_for_tracking message_seller"),
    ("status", IN_DISPUTE, "STA-07", None, "message_seller"),
    ("status", CLOSED, "STA-07", None, "message_seller"),
    ("status", CLOSED_AFTER_DISPUTE, "STA-07", None, "message_seller"),
    # Did my cancellation go through
    ("cancellation_status", BUYER_PENDING, "CST-01", None, "show_refund"),
    ("cancellation_status", unpaid_cancelled("buyer"), "CST-01", None, ""),
    ("cancellation_status", SOLD_OUT, "CST-01", None, "ask_for_replacement ask_for_refund"),
    ("cancellation_status", ASKED, "CST-02", None, "remind_me_at_delivery"),
    ("cancellation_status", ASKED_LONG_AGO, "CST-02", None, "remind_seller remind_me_at_delivery"),
    (
        "cancellation_status",
        paid("delivered", request=RequestState.WAITING, reminder_due=True),
        "CST-02",
        None,
        "message_seller open_dispute",
    ),
    ("cancellation_status", REFUSED, "CST-03", None, "remind_me_at_delivery message_seller"),
    (
        "cancellation_status",
        paid("delivered", request=RequestState.REFUSED),
        "CST-03",
        None,
        "message_seller open_dispute",
    ),
    ("cancellation_status", ACCEPTED, "CST-03", None, "show_refund"),
    ("cancellation_status", TO_SHIP, "CST-04", None, "cancel"),
    ("cancellation_status", SHIPPED, "CST-04", None, "ask_seller_to_cancel"),
    ("cancellation_status", DELIVERED, "CST-04", None, "message_seller open_dispute"),
    ("cancellation_status", CLOSED, "CST-04", None, "message_seller"),
    # Payment
    ("payment", UNPAID, "PAY-01", None, ""),
    ("payment", unpaid_cancelled("buyer"), "PAY-01", None, ""),
    ("payment", PROCESSING, "PAY-02", None, "cancel"),
    ("payment", BUYER_PENDING, "PAY-03", None, ""),
    ("payment", cancelled("buyer", PAID_BACK), "PAY-03", None, ""),
    ("payment", BUYER_LATE, "PAY-03", "open_ticket", ""),
    ("payment", BUYER_LATE_TICKET, "PAY-03", None, ""),
    ("payment", SOLD_OUT, "PAY-03", None, "ask_for_replacement ask_for_refund"),
    ("payment", cancelled("buyer"), "PAY-03", "open_ticket", ""),
    ("payment", TO_SHIP, "PAY-04", None, "open_ticket"),
    ("payment", paid("to_ship", **WRONG_CHARGE), "PAY-04", "open_ticket", ""),
    ("payment", Facts(stage=Stage.UNPAID, **WRONG_CHARGE), "PAY-04", "open_ticket", ""),
    ("payment", paid("cancelled", refund=PENDING, **WRONG_CHARGE), "PAY-04", "open_ticket", ""),
    ("payment", paid("to_ship", ticket_open=True, **WRONG_CHARGE), "PAY-04", None, ""),
    # Contact the seller, at every stage
    *[("contact_seller", paid(stage.value), "MSG-01", "message_seller", "") for stage in Stage],
    # In general
    ("refund_timing", None, "REF-06", None, ""),
    ("terms", None, "INF-01", None, ""),
    ("cancel_reason", None, "INF-02", None, ""),
    ("cancellation_policy", None, "INF-03", None, ""),
    ("advice", None, "INF-04", None, ""),
    ("free_returns", None, "INF-05", None, ""),
]


@pytest.mark.parametrize(
    ("ask", "facts", "row_id", "write", "offers"),
    [pytest.param(*case, id=f"{case[2]}-{n}") for n, case in enumerate(CASES)],
)
def test_the_facts_lead_to_the_row_its_proposal_and_its_offers(ask, facts, row_id, write, offers):
    decision = decide(Ask(ask), facts)
    assert decision.row_id == row_id
    assert decision.write == (Write(write) if write else None)
    assert set(decision.offers) == {Offer(name) for name in offers.split()}


def test_every_row_has_a_case_written_by_hand():
    assert {row.id for row in rows()} == {case[2] for case in CASES}


# The rows of the guide that state a date or period of a refund about this very order.
@pytest.mark.parametrize(
    ("row_id", "promises"),
    [
        ("CAN-01", False),
        ("CAN-02", True),
        ("CAN-03", True),
        ("CAN-04", False),
        ("CAN-06", False),
        ("REF-01", False),
        ("REF-02", True),
        ("REF-03", False),
        ("REF-05", False),
        ("PAY-01", False),
        ("PAY-02", True),
        ("CPN-04", False),
    ],
)
def test_a_refund_date_is_promised_only_where_the_guide_gives_one(row_id, promises):
    assert {row.has_due for row in rows() if row.id == row_id} == {promises}
