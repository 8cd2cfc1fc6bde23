"""Requests that wait: they are said and taken up again, and none of them is dropped in silence."""

from datetime import timedelta

import pytest

from bot.dialogue.heard import Heard
from bot.dialogue.state import MOST_PARKED, Request, State
from bot.dialogue.talk import Talk
from tests.unit.dialogue.orders import an_order
from tests.unit.dialogue.talking import Talking, a_description, a_mention, an_answer, replies

LAMP, RUG, KETTLE = (f"80000000000000{number:02d}" for number in (1, 2, 3))


def _named(order_id):
    return {"references": a_mention(number=order_id)}


def shopper():
    return Talking(
        an_order(LAMP, "Reading lamp @30.00"),
        an_order(RUG, "Wool rug @90.00", 6, "shipped", tracking="TR1"),
        an_order(KETTLE, "Kettle @25.00", 12, "delivered"),
    )


def says_yes(talk):
    return talk.hears("affirm", "yes", answers=an_answer("yes"))


def says_no(talk):
    return talk.hears("deny", "no", answers=an_answer("no"))


def a_return_behind_a_cancellation():
    talk = shopper()
    talk.hears("return_item", told="too loud", **_named(KETTLE))
    talk.hears("cancel_order", **_named(LAMP))
    assert talk.state.question.write == "cancel_order"
    return talk


def test_another_wish_comes_first_and_what_was_asked_waits():
    talk = a_return_behind_a_cancellation()
    assert [(r.intent, r.order_ids) for r in talk.state.parked] == [("return_item", (KETTLE,))]


@pytest.mark.parametrize("answer", [says_yes, says_no])
def test_what_waits_is_taken_up_and_said_so_after_the_answer(answer):
    talk = a_return_behind_a_cancellation()
    response = answer(talk)
    assert "utter_back_to" in replies(response)
    assert (talk.state.question.write, talk.state.question.order_ids) == ("open_return", (KETTLE,))


def test_what_is_taken_up_is_called_by_its_name():
    talk = a_return_behind_a_cancellation()
    response = says_yes(talk)
    back = next(say for say in response.says if say.reply == "utter_back_to")
    assert back.words["request"]


def test_what_was_told_of_it_is_not_asked_again():
    talk = a_return_behind_a_cancellation()
    says_yes(talk)
    assert talk.state.question.request.reason == "too loud"


def test_what_was_taken_up_waits_no_more():
    talk = a_return_behind_a_cancellation()
    says_yes(talk)
    assert talk.state.parked == ()


def test_what_was_taken_up_is_done_on_its_own_yes():
    talk = a_return_behind_a_cancellation()
    says_yes(talk)
    says_yes(talk)
    assert talk.changes == ["cancel_order", "open_return"]


def test_two_that_wait_are_taken_up_one_after_another():
    talk = a_return_behind_a_cancellation()
    talk.hears("contact_seller", content="I moved house", **_named(RUG))
    seen = [talk.state.question.write]
    for _ in range(2):
        says_yes(talk)
        seen.append(talk.state.question.write)
    assert sorted(seen) == ["cancel_order", "message_seller", "open_return"]
    says_yes(talk)
    assert talk.state.question is None


def test_a_free_text_waits_while_another_wish_is_served():
    talk = shopper()
    talk.hears("open_dispute", **_named(KETTLE))
    talk.hears("cancel_order", answers=a_description("elsewhere"), **_named(LAMP))
    says_yes(talk)
    assert (talk.state.question.kind, talk.state.question.what) == ("describe", "dispute")


def test_a_choice_waits_while_another_wish_is_served():
    talk = Talking(*(an_order(id, f"Lamp {id[-1]} @30.00") for id in (LAMP, RUG)))
    talk.hears("cancel_order")
    assert talk.state.question.kind == "choose"
    talk.hears("contact_seller", content="I moved house", **_named(RUG))
    says_yes(talk)
    assert (talk.state.question.kind, talk.state.question.request.intent) == ("choose", "cancel_order")


def test_the_same_wish_about_the_same_order_waits_only_once():
    talk = a_return_behind_a_cancellation()
    talk.hears("return_item", told="too loud", **_named(KETTLE))
    talk.hears("cancel_order", **_named(LAMP))
    assert [request.intent for request in talk.state.parked].count("return_item") == 1


def test_the_same_wish_about_another_order_makes_the_first_one_wait():
    talk = Talking(an_order(LAMP, "Reading lamp @30.00"), an_order(RUG, "Wool rug @90.00", 2))
    talk.hears("cancel_order", **_named(LAMP))
    talk.hears("cancel_order", **_named(RUG))
    response = says_yes(talk)
    assert talk.shop.order(RUG).cancelled_at
    assert "utter_back_to" in replies(response)
    assert talk.state.question.order_ids == (LAMP,)


def test_a_person_lets_go_of_all_that_waits():
    talk = a_return_behind_a_cancellation()
    talk.hears("human_handoff")
    assert (talk.state.question, talk.state.parked, talk.state.is_over) == (None, (), True)


def test_a_goodbye_lets_go_of_all_that_waits_and_says_what_is_open():
    talk = a_return_behind_a_cancellation()
    response = talk.hears("goodbye")
    assert replies(response) == ["utter_goodbye_open"]
    assert (talk.state.question, talk.state.parked, talk.state.is_over) == (None, (), True)


def test_after_a_goodbye_a_yes_does_nothing():
    talk = a_return_behind_a_cancellation()
    talk.hears("goodbye")
    says_yes(talk)
    assert talk.changes == []


def test_half_an_hour_later_nothing_waits_any_more():
    talk = a_return_behind_a_cancellation()
    talk.shop.next_message(after=timedelta(minutes=31))
    talk.hears("greet")
    assert (talk.state.question, talk.state.parked) == (None, ())


def test_no_more_than_a_few_wait_and_the_first_of_them():
    talk = Talk(Heard("", ""), State(), shopper().shop)
    for count in range(MOST_PARKED + 2):
        talk.park(Request("cancel_order", order_ids=(str(count),)))
    assert [request.order_ids[0] for request in talk.state.parked] == [str(n) for n in range(MOST_PARKED)]


def test_a_wish_about_no_order_takes_the_place_of_the_same_one_that_waits():
    talk = Talk(Heard("", ""), State(), shopper().shop)
    talk.park(Request("cancel_order", order_ids=(LAMP,)))
    talk.park(Request("cancel_order"))
    assert talk.state.parked == (Request("cancel_order"),)


def test_a_question_that_is_answered_by_its_rule_alone_is_followed_by_what_was_open():
    talk = a_return_behind_a_cancellation()
    response = talk.resumes()
    assert replies(response) == ["utter_ask_cancel_order"]


def test_a_rule_alone_says_no_more_where_nothing_was_open():
    assert replies(shopper().resumes()) == []


def test_an_order_of_what_waits_that_is_gone_is_said_to_be_not_found():
    talk = a_return_behind_a_cancellation()
    del talk.shop.store.shelves.orders[KETTLE]
    response = says_yes(talk)
    assert "utter_not_found" in replies(response)
