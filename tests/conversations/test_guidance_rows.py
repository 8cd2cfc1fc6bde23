"""Every row of the guidance in a conversation: real understanding, real rules, real actions, a real store."""

import pytest

REQUEST = {"reason": "other", "asked_at": "-3d", "status": "waiting", "answered_at": None}
FRESH_REQUEST = {**REQUEST, "asked_at": "-1d"}
REFUSED = {**REQUEST, "status": "refused", "answered_at": "-2d"}
ACCEPTED = {**REQUEST, "status": "accepted", "answered_at": "-2d"}
PENDING = {
    "amount": "19.90",
    "method": "Visa ••4242",
    "cause": "cancellation",
    "requested_at": "-2d",
    "due_at": "+3d",
    "paid_at": None,
}
LATE = {**PENDING, "requested_at": "-9d", "due_at": "-4d"}
PAID = {**PENDING, "requested_at": "-4d", "due_at": "+1d", "paid_at": "-1d"}
DISPUTE = {"reason": "broken", "text": "The shade is cracked.", "opened_at": "-1d", "status": "open"}
COUPON = {"code": "WELCOME3", "kind": "platform", "expires_at": "+30d"}

# row, stage, further fields, what the shopper says, what the answer must hold
ROWS = [
    ("CAN-01", "unpaid", {}, "please cancel my order", ["$19.90"]),
    ("CAN-02", "payment_processing", {}, "I want to cancel this order", ["5 days"]),
    ("CAN-03", "to_ship", {}, "cancel my order pls", ["$19.90", "Visa ••4242", "28 November 2026"]),
    ("CAN-04", "shipped", {}, "cancel order 8012345678904321", ["Other Reasons"]),
    ("CAN-05", "shipped", {"cancellation_request": FRESH_REQUEST}, "cancel my order", ["22 November 2026"]),
    ("CAN-05", "shipped", {"cancellation_request": REQUEST}, "cancel my order", ["20 November 2026"]),
    ("CAN-06", "shipped", {"cancellation_request": REFUSED}, "cancel my order now", ["dispute"]),
    (
        "CAN-07",
        "shipped",
        {"cancellation_request": ACCEPTED, "refunds": [PENDING]},
        "cancel my order",
        ["$19.90"],
    ),
    ("CAN-08", "delivered", {}, "i want to cancel the order", ["seller"]),
    (
        "CAN-09",
        "buyer_cancelled",
        {"refunds": [PENDING]},
        "cancel my order",
        ["22 November 2026", "Deleted Orders"],
    ),
    ("CAN-10", "seller_cancelled", {}, "cancel my order", ["seller"]),
    ("CAN-11", "shipped", {"disputes": [DISPUTE]}, "cancel my order", ["dispute"]),
    ("CHG-01", "to_ship", {}, "can you change the delivery address of my order", ["cancel"]),
    ("CHG-02", "shipped", {}, "I need to change the size of what I ordered", ["seller"]),
    ("SEL-01", "seller_cancelled", {}, "the seller cancelled my shipment, why?", ["replacement"]),
    (
        "SEL-02",
        "seller_cancelled",
        {"replacement": {"agreed_at": "-1d", "tracking_number": None}},
        "the shop cancelled my order",
        ["tracking number"],
    ),
    ("SEL-03", "to_ship", {}, "seller cancelled my order", ["not"]),
    ("SEL-04", "shipped", {"cancellation_request": REFUSED}, "the seller refuses to cancel", ["dispute"]),
    ("SEL-04", "to_ship", {}, "the seller doesn't answer my cancel request", ["seller"]),
    ("REF-01", "to_ship", {}, "I want my money back", ["cancel"]),
    (
        "REF-02",
        "buyer_cancelled",
        {"refunds": [PENDING]},
        "where is my refund?",
        ["$19.90", "Visa ••4242", "26 November 2026", "View Details"],
    ),
    (
        "REF-03",
        "buyer_cancelled",
        {"refunds": [LATE]},
        "my refund still hasn't arrived",
        ["Customer Service"],
    ),
    (
        "REF-04",
        "buyer_cancelled",
        {"refunds": [PAID]},
        "status of my refund please",
        ["$19.90", "22 November 2026"],
    ),
    ("REF-05", "seller_cancelled", {}, "where is my refund", ["replacement"]),
    ("REF-06", "to_ship", {}, "how long does a refund usually take?", ["5 days"]),
    ("DSP-01", "delivered", {}, "I received a broken lamp and want to open a dispute", ["seller"]),
    ("DSP-02", "shipped", {}, "I want to open a dispute", ["28 November 2026"]),
    ("DSP-03", "late", {}, "my parcel never came, open a dispute", ["seller"]),
    ("DSP-04", "to_ship", {}, "open a dispute for this order", ["cancel"]),
    ("DSP-05", "shipped", {"disputes": [DISPUTE]}, "I want to open a dispute", ["22 November 2026"]),
    ("RET-01", "delivered", {}, "I'd like to return the lamp, it doesn't fit my desk", ["free"]),
    ("RET-02", "delivered", {"customer_id": "c-2"}, "I want to send the lamp back", ["seller"]),
    ("RET-03", "to_ship", {}, "I want to return my lamp", ["cancel"]),
    ("CPN-01", "buyer_cancelled", {}, "do i get my coupon back?", ["coupon"]),
    ("CPN-02", "buyer_cancelled", {"coupon": "SELLERCODE"}, "do i get my coupon back?", ["SELLERCODE"]),
    ("CPN-03", "buyer_cancelled", {"coupon": "OLD"}, "do i get my coupon back?", ["OLD"]),
    ("CPN-04", "buyer_cancelled", {"coupon": "WELCOME3"}, "do i get my coupon back?", ["WELCOME3", "may"]),
    ("CPN-05", "to_ship", {"coupon": "WELCOME3"}, "will my coupon be returned", ["WELCOME3", "all"]),
    ("STA-01", "unpaid", {}, "where is my order?", ["payment"]),
    ("STA-02", "payment_processing", {}, "where is my order?", ["payment"]),
    ("STA-03", "to_ship", {}, "has my order been shipped yet", ["22 November 2026"]),
    ("STA-04", "shipped", {}, "where is my parcel?", ["19 November 2026", "RX123456789", "28 November 2026"]),
    ("STA-04", "late", {}, "my parcel is late, where is it", ["20 November 2026"]),
    ("STA-05", "delivered", {}, "where is order 8012345678904321", ["21 November 2026"]),
    (
        "STA-06",
        "buyer_cancelled",
        {"refunds": [PENDING]},
        "status of order 8012345678904321",
        ["22 November 2026"],
    ),
    ("STA-07", "shipped", {"disputes": [DISPUTE]}, "what is the status of my order", ["dispute"]),
    (
        "CST-01",
        "buyer_cancelled",
        {"refunds": [PENDING]},
        "did my cancellation go through?",
        ["22 November 2026", "Deleted Orders"],
    ),
    (
        "CST-02",
        "shipped",
        {"cancellation_request": REQUEST},
        "did the seller approve my cancellation request?",
        ["20 November 2026"],
    ),
    ("CST-03", "shipped", {"cancellation_request": REFUSED}, "was my cancellation approved?", ["dispute"]),
    ("CST-04", "to_ship", {}, "has my order been cancelled?", ["no"]),
    ("PAY-01", "unpaid", {}, "I have a question about a payment for my order, is it paid?", ["charged"]),
    ("PAY-02", "payment_processing", {}, "my payment is still pending", ["5 days"]),
    ("PAY-03", "buyer_cancelled", {"refunds": [PENDING]}, "I cancelled but my card was charged", ["$19.90"]),
    ("PAY-04", "to_ship", {}, "I was charged twice!", ["Customer Service"]),
    ("MSG-01", "shipped", {}, "I want to write to the seller", ["Old Mill"]),
    ("INF-01", "to_ship", {}, "what is the difference between a refund and a dispute?", ["delivery"]),
    ("INF-02", "to_ship", {}, "which cancellation reason should I select?", ["Other Reasons"]),
    ("INF-03", "to_ship", {}, "is there a fee for cancelling?", ["seller"]),
    ("INF-04", "to_ship", {}, "any tips for buying safely?", ["before"]),
    ("INF-05", "to_ship", {}, "do you offer free returns?", ["live"]),
]
COUPONS = (
    COUPON,
    {"code": "SELLERCODE", "kind": "seller", "expires_at": "+30d"},
    {"code": "OLD", "kind": "platform", "expires_at": "-1d"},
)


@pytest.mark.parametrize(
    ("row", "stage", "more", "said", "holds"),
    [pytest.param(*case, id=f"{case[0]}-{case[1]}-{n}") for n, case in enumerate(ROWS)],
)
def test_the_answer_is_that_of_the_row(talk, an_order, row, stage, more, said, holds):
    order = an_order(stage, **more)
    conversations = talk(order, coupons=COUPONS)
    answer = conversations.shopper(order["customer_id"]).say(said)
    assert answer.row == row, answer.text
    for fact in holds:
        assert fact.lower() in answer.text.lower(), answer.text


def test_every_row_of_the_guide_is_covered():
    from bot.guidance.table import rows

    beyond_the_guide = {"CAN-12", "DSP-06", "DSP-07", "REF-07", "RET-04", "RET-05", "RET-06", "SEL-05"}
    assert {row.id for row in rows()} - beyond_the_guide == {row for row, *_ in ROWS}
