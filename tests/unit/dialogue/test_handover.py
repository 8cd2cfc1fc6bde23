"""What whoever takes a case over is told."""

import pytest

from tests.unit.dialogue.orders import an_order
from tests.unit.dialogue.talking import Talking, a_mention, an_answer, replies

LAMP, RUG = (f"80000000000000{number:02d}" for number in (1, 2))


def _named(order_id):
    return {"references": a_mention(number=order_id)}


def shopper(**shop):
    return Talking(
        an_order(LAMP, "Reading lamp @30.00"),
        an_order(RUG, "Wool rug @90.00", 6, "shipped", tracking="TR1"),
        **shop,
    )


def summary(talk):
    (text, _order_id), *_ = talk.shop.calls
    return text


def order_of_call(talk):
    return talk.shop.calls[0][1]


def call(talk):
    return talk.hears("human_handoff", "get me a person")


def test_the_summary_carries_what_was_asked_and_not_the_call_itself():
    talk = shopper()
    talk.hears("cancel_order", "the lamp must go", **_named(LAMP))
    call(talk)
    assert "the lamp must go" in summary(talk)
    assert "get me a person" not in summary(talk)


def test_the_summary_names_the_order_and_the_row_that_held():
    talk = shopper()
    response = talk.hears("cancel_order", "the lamp must go", **_named(LAMP))
    call(talk)
    assert order_of_call(talk) == LAMP
    assert LAMP in summary(talk)
    assert response.rows[-1] in summary(talk)


def test_what_was_done_in_the_conversation_is_told():
    talk = shopper()
    talk.hears("cancel_order", "stop the rug", **_named(RUG))
    talk.hears("affirm", "yes", answers=an_answer("yes"))
    call(talk)
    assert "request_cancellation" in summary(talk)


@pytest.mark.parametrize("digression", ["greet", "out_of_scope", "refund_timing", "nlu_fallback"])
def test_the_summary_is_never_about_a_digression(digression):
    talk = shopper()
    talk.hears("cancel_order", "the lamp must go", **_named(LAMP))
    talk.hears(digression, "by the way, something else")
    call(talk)
    assert "the lamp must go" in summary(talk)
    assert "something else" not in summary(talk)


def test_after_a_choice_the_summary_has_the_words_of_the_wish_and_not_of_the_choice():
    talk = shopper()
    talk.hears("cancel_order", "I want one of them gone")
    talk.hears("inform_order", "the second one", references=a_mention(number=RUG))
    call(talk)
    assert "I want one of them gone" in summary(talk)
    assert order_of_call(talk) == RUG


def test_where_nothing_was_asked_before_the_call_is_told_by_itself():
    talk = shopper()
    call(talk)
    assert "get me a person" in summary(talk)
    assert order_of_call(talk) is None


def test_a_call_at_a_free_text_tells_the_wish_that_it_was_asked_for():
    talk = shopper()
    talk.hears("contact_seller", "write to the rug people", **_named(RUG))
    call(talk)
    assert "write to the rug people" in summary(talk)
    assert order_of_call(talk) == RUG


def test_a_second_call_is_answered_with_the_first_reference():
    talk = shopper()
    first = call(talk)
    second = call(talk)
    assert replies(second) == ["utter_handoff_already"]
    assert len(talk.shop.calls) == 1
    assert second.says[0].words["ticket"] == first.says[0].words["ticket"]


def test_somebody_who_is_not_known_gets_a_person_too():
    talk = Talking(customer=None)
    response = call(talk)
    assert replies(response) == ["utter_handoff_done"]


def test_a_call_gets_a_card_with_the_reference_and_the_hours():
    talk = shopper()
    card = call(talk).says[0].card
    assert card["type"] == "handoff"
    assert card["reference"] == talk.state.handover


@pytest.mark.parametrize(
    ("intent", "facet"), [("out_of_scope", "hacked"), ("out_of_scope", "danger"), ("open_dispute", "danger")]
)
def test_what_endangers_somebody_calls_a_person_at_once(intent, facet):
    talk = shopper()
    response = talk.hears(intent, "smoke comes out of it", facet=facet)
    assert replies(response) == ["utter_urgent_person"]
    assert len(talk.shop.calls) == 1


@pytest.mark.parametrize("facet", ["hacked", "danger"])
def test_the_summary_of_an_urgent_call_has_the_words_that_made_it_urgent(facet):
    talk = shopper()
    talk.hears("cancel_order", "the lamp must go", **_named(LAMP))
    talk.hears("out_of_scope", "smoke comes out of it", facet=facet)
    assert "smoke comes out of it" in summary(talk)


def test_the_ticket_for_customer_service_has_the_words_it_was_asked_with():
    talk = shopper()
    talk.hears("payment_issue", "you charged me twice", facet="ticket", **_named(LAMP))
    talk.hears("affirm", "yes", answers=an_answer("yes"))
    (_, order_id, parameters, _) = talk.shop.carried_out[0]
    assert "you charged me twice" in parameters["summary"]
    assert order_id == LAMP
