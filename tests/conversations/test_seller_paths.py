"""The long paths of the guidance: the seller accepts, refuses, is silent, cancels; the refund is late."""

LAMP = "8012345678904321"


def ask_to_cancel(talk, an_order, seller_id):
    conversations = talk(an_order("shipped", seller_id=seller_id))
    shopper = conversations.shopper()
    shopper.say("cancel my order")
    return conversations, shopper, shopper.say("yes, send it")


def test_refused_then_delivered_then_dispute(talk, an_order):
    conversations, shopper, _ = ask_to_cancel(talk, an_order, "s-refuse")
    assert shopper.say("the seller said no, what now?").row == "SEL-04"
    conversations.happens(LAMP, delivered_at=conversations.clock.at)
    answer = shopper.say("it arrived today and the shade is broken, I want to open a dispute")
    assert (answer.row, answer.question) == ("DSP-01", "open_dispute")
    shopper.say("yes")
    assert conversations.order(LAMP).open_dispute.reason == "broken"


def test_a_silent_seller_can_be_reminded_after_two_days(talk, an_order):
    conversations, shopper, _ = ask_to_cancel(talk, an_order, "s-silent")
    conversations.clock.advance(days=3)
    answer = shopper.say("did the seller accept my cancellation?")
    assert answer.row == "CST-02"
    shopper.press(answer, "Remind the seller")
    shopper.say("yes")
    assert conversations.order(LAMP).cancellation_request.reminded_at == conversations.clock.at


def test_a_replacement_agreed_without_a_tracking_number_is_asked_after(talk, an_order):
    conversations = talk(an_order("seller_cancelled", seller_id="s-accept"))
    shopper = conversations.shopper()
    shopper.press(shopper.say("the seller cancelled my order"), "Ask for a replacement")
    shopper.say("yes")
    assert conversations.order(LAMP).replacement is not None
    answer = shopper.say("the seller cancelled my shipment, what happens now?")
    assert answer.row == "SEL-02"
    shopper.press(answer, "Ask for a tracking number")
    shopper.say("yes")
    assert sum(message.sender == "buyer" for message in conversations.order(LAMP).messages) == 2


def test_a_late_refund_becomes_a_ticket_once(talk, an_order):
    late = {
        "amount": "19.90",
        "method": "Visa ••4242",
        "cause": "cancellation",
        "requested_at": "-9d",
        "due_at": "-4d",
        "paid_at": None,
    }
    conversations = talk(an_order("buyer_cancelled", refunds=[late]))
    shopper = conversations.shopper()
    assert shopper.say("where is my refund??").question == "open_ticket"
    answer = shopper.say("yes please")
    (ticket,) = conversations.order(LAMP).tickets
    assert ticket.reference in answer.text
    assert shopper.say("where is my refund??").question is None
