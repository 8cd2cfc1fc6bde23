"""Each fact of a single order: as it is on record, and as it is not."""

import pytest

from bot.dialogue.topics.facts import Card

# facet, order, what must be said
SAID = [
    ("price", "rug", ["Jute rug", "$89.00"]),
    ("price", "mugs", ["$8.00 each", "$24.00 for all 3"]),
    ("price", "lamp", ["Reading lamp: $49.50", "2 × Light bulb: $12.50", "$74.50"]),
    ("total", "lamp", ["$74.50"]),
    ("total", "discounted", ["$30.00", "$27.00"]),
    ("payment_method", "drill", ["PayPal"]),
    ("payment_method", "socks", ["not paid yet", "Visa ••1188"]),
    ("payment_amount", "rug", ["$89.00", "Visa ••1188", "13 November 2026"]),
    ("payment_amount", "socks", ["Nothing has been paid", "$12.00 is open"]),
    ("paid_when", "drill", ["22 November 2026"]),
    ("paid_when", "socks", ["not paid yet"]),
    ("coupon", "lamp", ["HELLO10", "28 December 2026"]),
    ("coupon", "coupon without end", ["FOREVER"]),
    ("coupon", "rug", ["No coupon"]),
    ("refund_amount", "kettle", ["$40.00 was refunded"]),
    ("refund_amount", "chairs", ["$150.00", "not paid out yet"]),
    ("refund_amount", "in part", ["$15.00", "$10.00 is paid out", "$5.00 is not yet"]),
    ("refund_amount", "rug", ["the answer to refund_status"]),
    ("refund_amount", "socks", ["the answer to refund_status"]),
    ("refund_method", "kettle", ["went to Visa ••1188"]),
    ("refund_method", "chairs", ["set to go to PayPal"]),
    ("refund_method", "rug", ["the answer to refund_status"]),
    ("refund_when", "kettle", ["went back", "3 November 2026"]),
    ("refund_when", "chairs", ["was due on 24 November 2026", "late"]),
    ("refund_when", "refund due", ["2 December 2026"]),
    ("refund_when", "rug", ["the answer to refund_status"]),
    ("contents", "lamp", ["3 pieces", "Reading lamp (teal): $49.50", "2 × Light bulb: $12.50"]),
    ("contents", "rug", ["Only Jute rug (sand, 160 cm)", "$89.00"]),
    ("option", "rug", ["colour sand", "size 160 cm"]),
    ("option", "two kinds", ["T-shirt: colour red", "T-shirt: colour blue"]),
    ("option", "drill", ["No colour, size or other choice"]),
    ("seller", "drill", ["Tally & Sons"]),
    ("placed_when", "rug", ["13 November 2026"]),
    ("shipped_when", "rug", ["15 November 2026"]),
    ("shipped_when", "lamp", ["not been shipped"]),
    ("shipped_when", "kettle", ["was cancelled on 31 October 2026"]),
    ("delivered_when", "tent", ["23 November 2026"]),
    ("delivered_when", "lamp", ["No delivery"]),
    ("delivered_when", "rug", ["expected by 26 November 2026", "late"]),
    ("delivered_when", "drill", ["expected by 1 December 2026"]),
    ("delivered_when", "kettle", ["cancelled"]),
    ("expected_when", "drill", ["1 December 2026"]),
    ("expected_when", "rug", ["26 November 2026", "late"]),
    ("expected_when", "lamp", ["No delivery date"]),
    ("expected_when", "tent", ["delivered on 23 November 2026"]),
    ("expected_when", "chairs", ["cancelled"]),
    ("cancelled_when", "kettle", ["31 October 2026", "Not you"]),
    ("cancelled_when", "rug", ["is not cancelled"]),
    ("cancelled_by", "kettle", ["Not you", "Northfold Living"]),
    ("cancelled_by", "chairs", ["You cancelled"]),
    ("cancelled_by", "platform", ["Not you", "Marketo"]),
    ("cancelled_by", "nobody", ["by whom is not on record"]),
    ("cancelled_by", "rug", ["is not cancelled"]),
    ("cancel_reason", "kettle", ["out of stock", "did not choose"]),
    ("cancel_reason", "chairs", ["You cancelled", "found cheaper"]),
    ("cancel_reason", "nobody", ["no reason is on record"]),
    ("cancel_reason", "rug", ["is not cancelled"]),
    ("tracking_number", "drill", ["TS55810GB"]),
    ("tracking_number", "rug", ["15 November 2026", "gave no tracking number"]),
    ("tracking_number", "lamp", ["not shipped yet"]),
    ("tracking_number", "kettle", ["cancelled"]),
    ("tracking_number", "replaced", ["replacement", "NEW777"]),
    ("carrier", "drill", ["not on record", "TS55810GB"]),
    ("carrier", "lamp", ["not on record"]),
    ("address", "lamp", ["Rae Moss, 4 Mill Lane, Leeds LS1 4AB, GB"]),
    ("address", "rug", ["No address is on record"]),
    ("request_state", "drill", ["the answer to cancellation_status"]),
    ("request_state", "refused", ["said no on 21 November 2026"]),
    ("request_state", "accepted", ["said yes on 21 November 2026"]),
    ("request_state", "by letter", ["not decided yet", "Sorry, we cannot stop it."]),
    ("request_state", "only they wrote", ["Sorry, we cannot stop it."]),
    ("request_state", "rug", ["It left our depot late."]),
    ("request_state", "lamp", ["No request to cancel", "Northfold Living has not written"]),
    ("last_letter", "rug", ["Where is the rug?", "It left our depot late."]),
    ("last_letter", "only I wrote", ["Hello?", "No answer"]),
    ("last_letter", "only they wrote", ["Sorry, we cannot stop it."]),
    ("last_letter", "lamp", ["No messages"]),
    ("return_state", "tent", ["10 × Tent pegs", "25 November 2026", "is open"]),
    ("return_state", "received", ["received by Northfold Living"]),
    ("return_state", "returned", ["is closed"]),
    ("return_state", "lamp", ["No return"]),
    ("return_items", "tent", ["10 × Tent pegs", "too short"]),
    ("return_items", "lamp", ["No return"]),
    ("dispute_state", "clock", ["22 November 2026", "broken", "is open"]),
    ("dispute_state", "resolved", ["not received", "is resolved"]),
    ("dispute_state", "withdrawn", ["was withdrawn"]),
    ("dispute_state", "lamp", ["No dispute"]),
    ("dispute_reason", "clock", ["broken", "The hands do not move."]),
    ("dispute_reason", "resolved", ["not received"]),
    ("dispute_reason", "lamp", ["No dispute"]),
    ("ticket_number", "clock", ["T-000417", "24 November 2026"]),
    ("ticket_number", "lamp", ["No ticket"]),
    ("ticket_state", "clock", ["T-000417", "is open"]),
    ("ticket_state", "closed ticket", ["T-000009", "is closed"]),
    ("ticket_state", "lamp", ["No ticket"]),
    ("not_on_record", "lamp", ["not on record", "Northfold Living"]),
    ("item_count", "lamp", ["3 pieces"]),
    ("item_count", "rug", ["Just one piece"]),
]


@pytest.mark.parametrize(("facet", "name", "said"), SAID, ids=[f"{facet}: {name}" for facet, name, _ in SAID])
def test_a_fact_of_an_order_is_read_as_it_is_on_record(ask, everything, others, facet, name, said):
    known = {**everything, **others}
    reply = ask(facet, everything.values(), chosen=(known[name],))
    assert [words for words in said if words not in reply.text] == []
    assert reply.answer.orders == (known[name],)


def test_the_number_of_an_order_stands_on_its_card_alone(ask, everything):
    reply = ask("order_number", everything.values(), chosen=(everything["rug"],))
    assert reply.answer.card is Card.ORDER
    assert everything["rug"].id not in reply.text


def test_a_refund_comes_with_its_tracker_only_where_there_is_one(ask, everything):
    with_refund = ask("refund_when", everything.values(), chosen=(everything["kettle"],))
    without = ask("refund_when", everything.values(), chosen=(everything["rug"],))
    assert (with_refund.answer.card, without.answer.card) == (Card.REFUND, None)


def test_of_several_items_the_named_one_is_priced(ask, everything):
    reply = ask("price", everything.values(), words=["bulb"], chosen=(everything["lamp"],))
    assert reply.text == "Light bulb: $12.50 each, $25.00 for all 2."


def test_a_slip_in_the_name_of_an_item_is_forgiven(ask, everything):
    reply = ask("price", everything.values(), words=["readin", "lmap"], chosen=(everything["lamp"],))
    assert reply.text == "Reading lamp: $49.50."


def test_items_of_one_title_are_told_apart_by_their_options(ask, others):
    reply = ask("price", others.values(), chosen=(others["two kinds"],))
    assert "T-shirt (red): $25.00" in reply.text


def test_an_option_that_is_named_rightly_gets_a_yes(ask, everything):
    reply = ask("option", everything.values(), words=["teal"], chosen=(everything["lamp"],))
    assert reply.text == "Yes: Reading lamp, colour teal."


def test_where_only_one_of_two_options_is_named_the_other_may_be_what_is_asked(ask, everything):
    reply = ask("option", everything.values(), words=["sand", "rug"], chosen=(everything["rug"],))
    assert reply.text == "Jute rug: on record is colour sand, size 160 cm."


def test_an_option_that_is_named_wrongly_gets_what_is_on_record(ask, everything):
    reply = ask("option", everything.values(), words=["brass"], chosen=(everything["lamp"],))
    assert reply.text == "Reading lamp: on record is colour teal."


def test_without_a_known_facet_all_is_shown_on_the_card(ask, everything):
    reply = ask(None, everything.values(), chosen=(everything["rug"],))
    assert reply.answer.card is Card.ORDER


def test_a_long_letter_is_quoted_in_part(ask, others):
    reply = ask("last_letter", others.values(), chosen=(others["only they wrote"],))
    assert reply.text.endswith("…”")
    assert len(reply.text) < 400


def test_a_shopper_without_orders_is_told_so(ask):
    assert ask("price", ()).text == "There are no orders on record for you yet."


def test_what_fits_no_order_is_said_so(ask, everything):
    assert ask("price", everything.values(), chosen=()).answer.reply == "utter_facts_nothing_fits"
