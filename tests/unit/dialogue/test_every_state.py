"""Every open question × every kind of reply: what is done, what stays open, and that something is said."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dialogue.heard import Ranked
from bot.dialogue.references import Kind, Mention, References
from bot.orders.order import (
    CancellationRequest,
    CancelReason,
    Dispute,
    RequestStatus,
    Return,
    ReturnedItem,
)
from tests.unit.dialogue.orders import NOW, an_order
from tests.unit.dialogue.talking import Talking, a_description, a_mention, an_answer, replies, titles

LAMP, RUG, KETTLE, MUGS = (f"80000000000000{number:02d}" for number in (1, 2, 3, 4))


def _days(count):
    return timedelta(days=count)


def _shopper():
    waiting = CancellationRequest(CancelReason.OTHER, NOW - _days(5), RequestStatus.WAITING)
    return Talking(
        an_order(LAMP, "Reading lamp @30.00"),
        an_order(RUG, "Wool rug @90.00", 6, "shipped", tracking="TR1"),
        an_order(KETTLE, "Kettle @25.00", 12, "delivered"),
        an_order(MUGS, "Mug x4 @5.00; Teapot @20.00", 13, "delivered"),
        replace(an_order("8000000000000005", "Tent @80.00", 9, "shipped"), cancellation_request=waiting),
        replace(
            an_order("8000000000000006", "Radio @40.00", 11, "delivered"),
            disputes=(Dispute("broken", "It hums.", NOW - _days(1)),),
        ),
        replace(
            an_order("8000000000000007", "Scarf @15.00", 11, "delivered"),
            returns=(Return((ReturnedItem("i-1", 1),), "itchy", NOW - _days(1)),),
        ),
    )


def _named(order_id):
    return {"references": a_mention(number=order_id)}


def _cancel(talk):
    talk.hears("cancel_order", **_named(LAMP))


def _request(talk):
    talk.hears("cancel_order", **_named(RUG))


def _remind_seller(talk):
    talk.hears("cancel_order", **_named("8000000000000005"))


def _letter(talk):
    talk.hears("contact_seller", content="I moved house", **_named(RUG))


def _dispute(talk):
    talk.hears("open_dispute", facet="broken", told="it does not boil", **_named(KETTLE))


def _return(talk):
    talk.hears("return_item", told="it is too loud", **_named(KETTLE))


def _ticket(talk):
    talk.hears("payment_issue", facet="ticket", **_named(LAMP))


def _reminder(talk):
    talk.hears("order_status", facet="remind_me", **_named(RUG))


def _withdraw_request(talk):
    talk.hears("cancel_order", facet="withdraw", **_named("8000000000000005"))


def _withdraw_dispute(talk):
    talk.hears("open_dispute", facet="withdraw", **_named("8000000000000006"))


def _withdraw_return(talk):
    talk.hears("return_item", facet="withdraw", **_named("8000000000000007"))


CONFIRMS = {
    "cancel_order": _cancel,
    "request_cancellation": _request,
    "remind_seller": _remind_seller,
    "message_seller": _letter,
    "open_dispute": _dispute,
    "open_return": _return,
    "open_ticket": _ticket,
    "set_reminder": _reminder,
    "withdraw_request": _withdraw_request,
    "withdraw_dispute": _withdraw_dispute,
    "withdraw_return": _withdraw_return,
}


def _describe_dispute(talk):
    talk.hears("open_dispute", **_named(KETTLE))


def _describe_return(talk):
    talk.hears("return_item", **_named(KETTLE))


def _describe_letter(talk):
    talk.hears("contact_seller", **_named(RUG))


DESCRIBES = {"dispute": _describe_dispute, "return": _describe_return, "letter": _describe_letter}


def _choose_order(talk):
    talk.hears("open_dispute")


def _choose_near(talk):
    talk.hears("cancel_order", references=a_mention(number="8000000000009901"))


def _choose_item(talk):
    talk.hears("return_item", **_named(MUGS))


def _choose_quantity(talk):
    talk.hears(
        "return_item", references=References((Mention(number=MUGS), Mention(words=("mug",), kind=Kind.ITEM)))
    )


CHOOSES = {
    "order": _choose_order,
    "near_order": _choose_near,
    "item": _choose_item,
    "quantity": _choose_quantity,
}
EVERY = {**CONFIRMS, **DESCRIBES, **CHOOSES}

# What a shopper may say that is no answer to any of these questions, by what is heard.
DIGRESSIONS = {
    "a general question": ("refund_timing", {}),
    "which reason": ("cancel_reason", {}),
    "what words mean": ("explain_terms", {}),
    "the list of orders": ("list_orders", {}),
    "a greeting": ("greet", {}),
    "something not covered": ("out_of_scope", {}),
    "something that is not understood": ("nlu_fallback", {}),
    "a fact": ("order_facts", {"facet": "total", **_named(LAMP)}),
}


def _begun(begin):
    talk = _shopper()
    begin(talk)
    assert talk.state.question is not None
    return talk


@pytest.mark.parametrize("what", CHOOSES)
def test_each_choice_is_the_one_that_is_named(what):
    assert _begun(CHOOSES[what]).state.question.what == what


@pytest.mark.parametrize("kind", CONFIRMS)
def test_a_clear_yes_does_it_once(kind):
    talk = _begun(CONFIRMS[kind])
    talk.hears("affirm", "yes", answers=an_answer("yes"))
    assert talk.changes == [kind]
    assert talk.state.question is None


@pytest.mark.parametrize("kind", CONFIRMS)
def test_the_question_names_the_kind_of_change(kind):
    talk = _begun(CONFIRMS[kind])
    assert talk.state.question.write == kind
    assert talk.changes == []


@pytest.mark.parametrize("kind", CONFIRMS)
def test_a_nod_to_a_fresh_question_does_it(kind):
    talk = _begun(CONFIRMS[kind])
    talk.hears("affirm", "ok", answers=an_answer("nod"))
    assert talk.changes == [kind]


@pytest.mark.parametrize("label", ["nod", "ack"])
@pytest.mark.parametrize("kind", CONFIRMS)
def test_a_nod_after_something_else_does_nothing_and_keeps_the_question(kind, label):
    talk = _begun(CONFIRMS[kind])
    talk.hears("refund_timing")
    talk.hears("affirm", "ok", answers=an_answer(label))
    assert talk.changes == []
    assert talk.state.question.write == kind


@pytest.mark.parametrize("kind", CONFIRMS)
def test_a_yes_after_something_else_does_it(kind):
    talk = _begun(CONFIRMS[kind])
    talk.hears("refund_timing")
    talk.hears("affirm", "yes, do it", answers=an_answer("yes"))
    assert talk.changes == [kind]


@pytest.mark.parametrize("label", ["yes_but", "ack", "not_now", "amend", "other"])
@pytest.mark.parametrize("kind", CONFIRMS)
def test_what_is_no_clear_yes_changes_nothing_and_keeps_the_question(kind, label):
    talk = _begun(CONFIRMS[kind])
    response = talk.hears("", "hm", answers=an_answer(label))
    assert talk.changes == []
    assert talk.state.question is not None
    assert response.says


@pytest.mark.parametrize("kind", CONFIRMS)
def test_a_no_drops_it(kind):
    talk = _begun(CONFIRMS[kind])
    response = talk.hears("deny", "no", answers=an_answer("no"))
    assert "utter_declined" in replies(response)
    assert (talk.changes, talk.state.question) == ([], None)


@pytest.mark.parametrize("kind", CONFIRMS)
def test_a_yes_after_a_no_does_nothing(kind):
    talk = _begun(CONFIRMS[kind])
    talk.hears("deny", "no", answers=an_answer("no"))
    talk.hears("affirm", "yes", answers=an_answer("yes"))
    assert talk.changes == []


@pytest.mark.parametrize("kind", CONFIRMS)
def test_a_yes_half_an_hour_later_does_nothing(kind):
    talk = _begun(CONFIRMS[kind])
    talk.shop.next_message(after=timedelta(minutes=31))
    talk.hears("affirm", "yes", answers=an_answer("yes"))
    assert talk.changes == []


@pytest.mark.parametrize("kind", CONFIRMS)
def test_a_yes_to_another_order_does_nothing_to_this_one(kind):
    talk = _begun(CONFIRMS[kind])
    asked = talk.state.question.order_ids
    other = LAMP if LAMP not in asked else RUG
    talk.hears("affirm", "yes, that one", answers=an_answer("yes"), **_named(other))
    assert talk.changes == []


@pytest.mark.parametrize("digression", DIGRESSIONS)
@pytest.mark.parametrize("name", EVERY)
def test_something_in_between_is_answered_and_the_question_comes_back(name, digression):
    talk = _begun(EVERY[name])
    before = talk.state.question
    intent, heard = DIGRESSIONS[digression]
    response = talk.hears(intent, **heard)
    assert talk.changes == []
    assert len(response.says) >= 2
    assert talk.state.question.id == before.id


@pytest.mark.parametrize("name", EVERY)
def test_a_person_is_called_at_once_and_the_question_is_closed(name):
    talk = _begun(EVERY[name])
    response = talk.hears("human_handoff")
    assert "utter_handoff_done" in replies(response)
    assert len(talk.shop.calls) == 1
    assert talk.state.question is None


@pytest.mark.parametrize("name", EVERY)
def test_goodbye_says_what_is_left_undone(name):
    talk = _begun(EVERY[name])
    response = talk.hears("goodbye")
    assert replies(response) == ["utter_goodbye_open"]
    assert (talk.changes, talk.state.question) == ([], None)


@pytest.mark.parametrize("move", ["repeat", "why", "what_now", "wait"])
@pytest.mark.parametrize("name", EVERY)
def test_a_move_of_the_conversation_keeps_the_question(name, move):
    talk = _begun(EVERY[name])
    before = talk.state.question
    response = talk.hears("", answers={"move": (Ranked(move, 0.95),)})
    assert response.says
    assert talk.changes == []
    assert talk.state.question.id == before.id


@pytest.mark.parametrize("name", EVERY)
def test_letting_go_of_everything_leaves_nothing_open(name):
    talk = _begun(EVERY[name])
    response = talk.hears("", answers={"move": (Ranked("drop_all", 0.95),)})
    assert replies(response) == ["utter_declined"]
    assert talk.changes == []
    assert (talk.state.question, talk.state.parked, talk.state.is_over) == (None, (), True)


def test_letting_go_of_everything_is_no_move_where_nothing_is_open():
    talk = _shopper()
    response = talk.hears("", answers={"move": (Ranked("drop_all", 0.95),)})
    assert "utter_declined" not in replies(response)


@pytest.mark.parametrize("name", EVERY)
def test_another_wish_is_served_and_what_was_asked_is_come_back_to(name):
    talk = _begun(EVERY[name])
    wanted = talk.state.question.request.intent
    is_cancel = wanted == "cancel_order"
    talk.hears("coupon_recovery" if is_cancel else "cancel_order", **_named(LAMP))
    assert talk.changes == []
    if is_cancel:
        assert talk.state.question.request.intent == wanted
    else:
        assert wanted in [request.intent for request in talk.state.parked]


@pytest.mark.parametrize("what", DESCRIBES)
@pytest.mark.parametrize("label", ["question", "elsewhere"])
def test_a_free_text_swallows_no_question_and_no_other_wish(what, label):
    talk = _begun(DESCRIBES[what])
    talk.hears("refund_timing", "how long does a refund take", answers=a_description(label))
    assert talk.state.question.kind == "describe"


@pytest.mark.parametrize("what", DESCRIBES)
def test_an_answer_is_read_back_before_anything_is_done(what):
    talk = _begun(DESCRIBES[what])
    response = talk.hears("", "the lid is bent", answers=a_description("answer"))
    assert talk.state.question.kind == "confirm"
    assert any("the lid is bent" in str((say.words, say.card)) for say in response.says)
    assert talk.changes == []


@pytest.mark.parametrize("what", DESCRIBES)
def test_a_free_text_is_given_up(what):
    talk = _begun(DESCRIBES[what])
    response = talk.hears("deny", "forget it", answers=a_description("stop"))
    assert replies(response) == ["utter_declined"]
    assert talk.state.question is None


@pytest.mark.parametrize("what", DESCRIBES)
def test_who_does_not_know_what_to_write_is_asked_in_a_narrower_way(what):
    talk = _begun(DESCRIBES[what])
    response = talk.hears("", "dunno", answers=a_description("unsure"))
    assert replies(response)[-1].endswith("_again")
    assert talk.state.question.kind == "describe"


@pytest.mark.parametrize("name", EVERY)
def test_the_third_time_nothing_is_understood_a_person_is_offered(name):
    talk = _begun(EVERY[name])
    said = [replies(talk.hears("nlu_fallback"))[0] for _ in range(3)]
    assert said == ["utter_unclear", "utter_unclear_again", "utter_unclear_person"]


def test_the_third_time_nothing_is_found_a_person_is_offered():
    talk = _shopper()
    lost = {"references": a_mention(text="wubble", words=("wubble",))}
    said = [talk.hears("order_status", "wubble", **lost) for _ in range(3)]
    assert [replies(each)[0] for each in said] == [
        "utter_not_bought",
        "utter_not_bought",
        "utter_missing_person",
    ]
    assert "Talk to a person" in titles(said[2])


def test_what_is_found_in_between_begins_the_count_anew():
    talk = _shopper()
    lost = {"references": a_mention(text="wubble", words=("wubble",))}
    for _ in range(2):
        talk.hears("order_status", "wubble", **lost)
    talk.hears("order_status", references=a_mention(number=KETTLE))
    assert replies(talk.hears("order_status", "wubble", **lost))[0] == "utter_not_bought"
