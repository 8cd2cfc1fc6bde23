"""A change is stated, asked about, done once, and reported from what was committed."""

import uuid

LAMP, SOCKS = "8012345678904321", "8099999999991111"


def test_a_yes_cancels_and_the_receipt_names_amount_method_and_due_date(talk, an_order):
    conversations = talk(an_order("to_ship"))
    shopper = conversations.shopper()
    shopper.say("cancel my order")
    answer = shopper.say("yes please")
    assert conversations.order(LAMP).cancelled_at == conversations.clock.at
    lines = dict(answer.cards["receipt"]["lines"])
    assert (lines["Refund"], lines["To"], lines["Usually there by"]) == (
        "$19.90",
        "Visa ••4242",
        "28 November 2026",
    )


def test_a_second_yes_is_told_that_it_is_done(talk, an_order):
    conversations = talk(an_order("to_ship"))
    shopper = conversations.shopper()
    shopper.say("cancel my order")
    shopper.say("yes")
    answer = shopper.say("yes")
    assert "receipt" not in answer.cards
    assert len(conversations.order(LAMP).refunds) == 1


def test_the_same_message_delivered_twice_gets_the_same_answer_and_one_refund(talk, an_order):
    conversations = talk(an_order("to_ship"))
    shopper = conversations.shopper()
    shopper.say("cancel my order")
    message_id = uuid.uuid4().hex
    first = shopper.say("yes", message_id)
    assert shopper.say("yes", message_id).messages == first.messages
    assert len(conversations.order(LAMP).refunds) == 1


def test_the_button_of_an_older_question_does_not_answer_a_newer_one(talk, an_order):
    conversations = talk(an_order("to_ship"), an_order("to_ship", SOCKS, "Wool socks"))
    shopper = conversations.shopper()
    older = shopper.say("cancel the desk lamp")
    shopper.say("no, cancel the wool socks instead")
    shopper.press(older, "Yes, cancel it")
    assert conversations.order(LAMP).cancelled_at is None
    assert conversations.order(SOCKS).cancelled_at is None


def test_an_order_shipped_between_question_and_yes_is_not_cancelled_and_the_shopper_is_told(talk, an_order):
    conversations = talk(an_order("to_ship"))
    shopper = conversations.shopper()
    shopper.say("cancel my order")
    conversations.happens(LAMP, shipped_at=conversations.clock.at)
    answer = shopper.say("yes")
    assert conversations.order(LAMP).cancelled_at is None
    assert answer.row == "CAN-04"


def test_an_unpaid_order_is_cancelled_without_a_refund(talk, an_order):
    conversations = talk(an_order("unpaid"))
    shopper = conversations.shopper()
    shopper.say("cancel my order")
    answer = shopper.say("yes")
    assert conversations.order(LAMP).refunds == ()
    assert "Refund" not in dict(answer.cards["receipt"]["lines"])
