"""Taking back what was done, each kind of change; and a plain word where nothing can be taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dialogue.heard import Ranked
from bot.dialogue.references import Mention, Quantifier, References
from bot.orders.order import CancellationRequest, CancelReason, DisputeStatus, RequestStatus
from tests.unit.dialogue.orders import NOW, an_order
from tests.unit.dialogue.talking import Talking, a_mention, an_answer, replies, titles

LAMP, RUG, KETTLE, TENT = (f"80000000000000{number:02d}" for number in (1, 2, 3, 4))


def _named(order_id):
    return {"references": a_mention(number=order_id)}


DONE = {
    "request_cancellation": lambda talk: talk.hears("cancel_order", **_named(RUG)),
    "remind_seller": lambda talk: talk.hears("cancel_order", **_named(TENT)),
    "open_dispute": lambda talk: talk.hears("open_dispute", facet="broken", told="it hums", **_named(KETTLE)),
    "open_return": lambda talk: talk.hears("return_item", told="it is too loud", **_named(KETTLE)),
    "set_reminder": lambda talk: talk.hears("order_status", facet="remind_me", **_named(RUG)),
}
BACK = {
    "request_cancellation": "withdraw_request",
    "remind_seller": "withdraw_request",
    "open_dispute": "withdraw_dispute",
    "open_return": "withdraw_return",
    "set_reminder": "withdraw_reminder",
}


def shopper():
    waiting = CancellationRequest(CancelReason.OTHER, NOW - timedelta(days=5), RequestStatus.WAITING)
    return Talking(
        an_order(LAMP, "Reading lamp @30.00"),
        an_order(RUG, "Wool rug @90.00", 6, "shipped", tracking="TR1"),
        an_order(KETTLE, "Kettle @25.00", 12, "delivered"),
        replace(an_order(TENT, "Tent @80.00", 9, "shipped"), cancellation_request=waiting),
    )


def says_yes(talk):
    return talk.hears("affirm", "yes", answers=an_answer("yes"))


def undoes(talk):
    return talk.hears("", "undo that", answers={"move": (Ranked("undo", 0.95),)})


def after(write):
    talk = shopper()
    DONE[write](talk)
    says_yes(talk)
    assert talk.changes == [write]
    return talk


@pytest.mark.parametrize("write", DONE)
def test_what_was_done_is_asked_about_before_it_is_taken_back(write):
    talk = after(write)
    undoes(talk)
    assert talk.state.question.write == BACK[write]
    assert talk.changes == [write]


@pytest.mark.parametrize("write", DONE)
def test_on_a_yes_it_is_taken_back(write):
    talk = after(write)
    undoes(talk)
    says_yes(talk)
    assert talk.changes == [write, BACK[write]]


@pytest.mark.parametrize("write", DONE)
def test_on_a_no_it_stays_done(write):
    talk = after(write)
    undoes(talk)
    talk.hears("deny", "no", answers=an_answer("no"))
    assert talk.changes == [write]


@pytest.mark.parametrize("write", DONE)
def test_what_was_taken_back_is_asked_for_anew_by_another_undo_and_not_done_at_once(write):
    talk = after(write)
    undoes(talk)
    says_yes(talk)
    response = undoes(talk)
    assert response.says
    assert talk.changes == [write, BACK[write]]


def test_a_cancelled_order_is_said_to_be_cancelled_for_good():
    talk = shopper()
    talk.hears("cancel_order", **_named(LAMP))
    says_yes(talk)
    response = undoes(talk)
    assert replies(response)[0].startswith("utter_cannot_undo_cancel")
    assert "Where is my refund?" in titles(response)
    assert talk.changes == ["cancel_order"]


def test_a_message_that_was_sent_is_said_to_be_sent():
    talk = shopper()
    talk.hears("contact_seller", content="I moved house", **_named(RUG))
    says_yes(talk)
    assert replies(undoes(talk)) == ["utter_cannot_undo_message"]


def test_where_nothing_was_done_there_is_nothing_to_take_back():
    assert replies(undoes(shopper())) == ["utter_nothing_to_undo"]


def test_several_cancelled_orders_are_cancelled_for_good():
    talk = Talking(an_order(LAMP, "Reading lamp @30.00"), an_order(RUG, "Wool rug @90.00", 2))
    both = References((Mention(quantifier=Quantifier.BOTH, is_plural=True),))
    talk.hears("cancel_order", references=both)
    says_yes(talk)
    response = undoes(talk)
    assert all(reply.startswith("utter_cannot_undo_cancel") for reply in replies(response))
    assert [say.words["item"] for say in response.says] == ["Reading lamp", "Wool rug"]
    assert set(talk.state.focus) == {LAMP, RUG}


def test_an_undo_while_something_is_only_asked_takes_nothing_back():
    talk = shopper()
    talk.hears("cancel_order", **_named(LAMP))
    undoes(talk)
    assert talk.changes == []


def test_a_request_the_seller_has_answered_is_said_to_be_past_taking_back():
    talk = after("request_cancellation")
    request = talk.shop.order(RUG).cancellation_request
    talk.shop.change(RUG, cancellation_request=replace(request, status=RequestStatus.REFUSED))
    assert replies(undoes(talk)) == ["utter_withdraw_request_no_longer_possible"]


def test_a_request_that_is_answered_between_question_and_yes_is_not_withdrawn():
    talk = after("request_cancellation")
    undoes(talk)
    request = talk.shop.order(RUG).cancellation_request
    talk.shop.change(RUG, cancellation_request=replace(request, status=RequestStatus.REFUSED))
    response = says_yes(talk)
    assert replies(response)[0] == "utter_withdraw_request_no_longer_possible"
    assert talk.changes == ["request_cancellation"]


def test_a_wish_to_withdraw_where_nothing_was_asked_of_the_seller_is_answered_plainly():
    talk = shopper()
    response = talk.hears("cancel_order", facet="withdraw", **_named(RUG))
    assert replies(response) == ["utter_withdraw_request_no_longer_possible"]


def test_the_request_for_a_cancelled_order_is_not_withdrawn_but_said_to_be_for_good():
    talk = shopper()
    talk.hears("cancel_order", **_named(LAMP))
    says_yes(talk)
    response = talk.hears("cancel_order", facet="withdraw", **_named(LAMP))
    assert replies(response)[0].startswith("utter_cannot_undo_cancel")


def test_where_nothing_is_left_to_take_back_the_order_is_shown_as_it_stands():
    talk = shopper()
    response = talk.hears("open_dispute", facet="withdraw", **_named(KETTLE))
    assert [(say.reply, say.card["type"]) for say in response.says] == [
        ("utter_withdraw_dispute_no_longer_possible", "order_card")
    ]


def test_what_was_settled_between_question_and_yes_is_said_once():
    talk = after("open_dispute")
    talk.hears("open_dispute", facet="withdraw", **_named(KETTLE))
    dispute = talk.shop.order(KETTLE).last_dispute
    talk.shop.change(KETTLE, disputes=(replace(dispute, status=DisputeStatus.RESOLVED),))
    assert replies(says_yes(talk)) == ["utter_withdraw_dispute_no_longer_possible"]
