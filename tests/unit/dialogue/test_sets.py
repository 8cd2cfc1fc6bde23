"""Several orders in one request: one list, one sum, one yes, and each order reported from its own commit."""

import pytest

from bot.dialogue.references import Mention, Quantifier, References
from tests.unit.dialogue.orders import NOW, an_order
from tests.unit.dialogue.talking import Talking, a_mention, an_answer, replies

LAMP, RUG, DESK, TENT, RADIO = (f"80000000000000{number:02d}" for number in range(1, 6))
SHIPPED = {"shipped_at": NOW}


def shopper(*orders):
    return Talking(
        *(orders or (an_order(LAMP, "Reading lamp @30.00"), an_order(RUG, "Wool rug @90.00", 2))),
    )


def both():
    return References((Mention(quantifier=Quantifier.BOTH, is_plural=True),))


def all_of_them():
    return References((Mention(quantifier=Quantifier.ALL, is_plural=True),))


def named(*words, but=()):
    mention = {word: Mention(text=word, words=(word,)) for word in (*words, *but)}
    return References(tuple(mention[w] for w in words), tuple(mention[w] for w in but))


def says_yes(talk, **heard):
    return talk.hears("affirm", "yes", answers=an_answer("yes"), **heard)


def test_two_orders_are_one_list_one_sum_and_one_question():
    talk = shopper()
    response = talk.hears("cancel_order", references=both())
    assert replies(response) == ["utter_ask_cancel_orders"]
    assert response.says[0].words["sum"] == "$120.00"
    assert len(response.says[0].card["orders"]) == 2
    assert set(talk.state.question.order_ids) == {LAMP, RUG}


def test_one_yes_cancels_all_of_them():
    talk = shopper()
    talk.hears("cancel_order", references=both())
    response = says_yes(talk)
    assert replies(response) == ["utter_cancel_orders_done"]
    assert talk.changes == ["cancel_order", "cancel_order"]
    assert all(talk.shop.order(order_id).cancelled_at for order_id in (LAMP, RUG))


def test_a_no_cancels_none_of_them():
    talk = shopper()
    talk.hears("cancel_order", references=both())
    response = talk.hears("deny", "no", answers=an_answer("no"))
    assert replies(response) == ["utter_declined"]
    assert talk.changes == []


def test_what_shipped_meanwhile_is_said_by_itself_and_the_rest_is_cancelled():
    talk = shopper()
    talk.hears("cancel_order", references=both())
    talk.shop.change(RUG, **SHIPPED)
    response = says_yes(talk)
    assert replies(response)[:2] == ["utter_cancel_orders_part_done", "utter_cancel_order_no_longer_possible"]
    assert talk.shop.order(LAMP).cancelled_at
    assert talk.shop.order(RUG).cancelled_at is None


def test_what_is_reported_as_done_counts_only_what_was_committed():
    talk = shopper()
    talk.hears("cancel_order", references=both())
    talk.shop.change(RUG, **SHIPPED)
    words = says_yes(talk).says[0].words
    assert (words["count"], words["asked"], words["sum"]) == ("1", "2", "$30.00")


def test_what_shipped_meanwhile_is_put_to_its_seller_next():
    talk = shopper()
    talk.hears("cancel_order", references=both())
    talk.shop.change(RUG, **SHIPPED)
    says_yes(talk)
    assert talk.state.question.write == "request_cancellation"
    assert talk.state.question.order_ids == (RUG,)


def test_where_none_can_be_cancelled_any_more_it_is_said_that_none_was():
    talk = shopper()
    talk.hears("cancel_order", references=both())
    for order_id in (LAMP, RUG):
        talk.shop.change(order_id, **SHIPPED)
    response = says_yes(talk)
    assert replies(response)[0] == "utter_cancel_orders_none_done"
    assert talk.changes == []


def test_one_paid_and_one_unpaid_are_asked_about_as_such():
    talk = shopper(an_order(LAMP, "Reading lamp @30.00"), an_order(RUG, "Wool rug @90.00", 2, "unpaid"))
    response = talk.hears("cancel_order", references=both())
    assert replies(response) == ["utter_ask_cancel_orders_part_paid"]


def test_only_what_was_paid_is_said_to_come_back():
    talk = shopper(an_order(LAMP, "Reading lamp @30.00"), an_order(RUG, "Wool rug @90.00", 2, "unpaid"))
    asked = talk.hears("cancel_order", references=both()).says[0].words["sum"]
    done = says_yes(talk).says[0].words["sum"]
    assert (asked, done) == ("$30.00", "$30.00")


def test_unpaid_orders_are_cancelled_without_a_word_of_a_refund():
    talk = shopper(
        an_order(LAMP, "Reading lamp @30.00", state="unpaid"), an_order(RUG, "Wool rug @90.00", 2, "unpaid")
    )
    asked = talk.hears("cancel_order", references=both())
    done = says_yes(talk)
    assert replies(asked) == ["utter_ask_cancel_orders_unpaid"]
    assert replies(done) == ["utter_cancel_orders_unpaid_done"]


@pytest.mark.parametrize("label", ["amend", "other"])
def test_one_that_is_to_stay_is_taken_out_before_the_yes(label):
    talk = shopper()
    talk.hears("cancel_order", references=both())
    talk.hears("", "the rug can stay after all", answers=an_answer(label), references=named(but=("rug",)))
    assert talk.state.question.order_ids == (LAMP,)
    says_yes(talk)
    assert talk.shop.order(LAMP).cancelled_at
    assert talk.shop.order(RUG).cancelled_at is None


def test_a_yes_to_only_one_of_them_cancels_nothing_before_it_is_asked_about_alone():
    talk = shopper()
    talk.hears("cancel_order", references=both())
    says_yes(talk, references=named("lamp"))
    assert talk.changes == []
    assert talk.state.question.order_ids == (LAMP,)


def test_one_more_order_joins_those_that_were_asked_about():
    talk = shopper()
    talk.hears("cancel_order", references=named("lamp"))
    response = talk.hears("cancel_order", "the rug too", references=named("rug"), is_addition=True)
    assert replies(response) == ["utter_ask_cancel_orders"]
    assert talk.state.question.order_ids == (LAMP, RUG)
    assert talk.state.parked == ()


def test_one_more_order_is_asked_about_alone_where_the_first_was_shipped_meanwhile():
    talk = shopper()
    talk.hears("cancel_order", references=named("lamp"))
    talk.shop.change(LAMP, shipped_at=NOW)
    talk.hears("cancel_order", "the rug too", references=named("rug"), is_addition=True)
    assert (talk.state.question.write, talk.state.question.order_ids) == ("cancel_order", (RUG,))
    assert [request.order_ids for request in talk.state.parked] == [(LAMP,)]


def test_an_order_that_is_no_addition_takes_its_turn_after_the_other():
    talk = shopper()
    talk.hears("cancel_order", references=named("lamp"))
    talk.hears("cancel_order", "cancel the rug", references=named("rug"))
    assert talk.state.question.order_ids == (RUG,)
    assert [request.order_ids for request in talk.state.parked] == [(LAMP,)]


def mixed():
    return shopper(
        an_order(LAMP, "Reading lamp @30.00"),
        an_order(RUG, "Wool rug @90.00", 2),
        an_order(DESK, "Oak desk @200.00", 6, "shipped", tracking="TR1"),
    )


def three():
    return named("lamp", "rug", "desk")


def test_what_is_on_its_way_waits_while_the_others_are_asked_about():
    talk = mixed()
    talk.hears("cancel_order", references=three())
    assert talk.state.question.order_ids == (LAMP, RUG)
    assert [request.order_ids for request in talk.state.parked] == [(DESK,)]


def test_what_is_on_its_way_is_taken_up_after_the_yes_and_said_so():
    talk = mixed()
    talk.hears("cancel_order", references=three())
    response = says_yes(talk)
    assert replies(response)[:2] == ["utter_cancel_orders_done", "utter_back_to"]
    assert (talk.state.question.write, talk.state.question.order_ids) == ("request_cancellation", (DESK,))


def test_what_is_on_its_way_is_taken_up_after_a_no_too():
    talk = mixed()
    talk.hears("cancel_order", references=three())
    talk.hears("deny", "no", answers=an_answer("no"))
    assert talk.state.question.order_ids == (DESK,)


def test_the_letter_to_the_seller_is_sent_only_on_its_own_yes():
    talk = mixed()
    talk.hears("cancel_order", references=three())
    says_yes(talk)
    assert talk.changes == ["cancel_order", "cancel_order"]
    says_yes(talk)
    assert talk.changes[2:] == ["request_cancellation"]


def test_an_order_that_cannot_be_cancelled_at_all_is_said_before_the_question():
    talk = shopper(
        an_order(LAMP, "Reading lamp @30.00"),
        an_order(RUG, "Wool rug @90.00", 2),
        an_order(TENT, "Tent @80.00", 12, "cancelled"),
    )
    response = talk.hears("cancel_order", references=named("lamp", "rug", "tent"))
    assert replies(response) == ["utter_orders_left_out", "utter_ask_cancel_orders"]


def test_an_order_that_is_delivered_is_said_where_only_one_other_can_be_cancelled():
    talk = shopper(an_order(LAMP, "Reading lamp @30.00"), an_order(TENT, "Tent @80.00", 12, "delivered"))
    response = talk.hears("cancel_order", references=named("lamp", "tent"))
    assert replies(response)[0] == "utter_orders_left_out"
    assert talk.state.question.order_ids == (LAMP,)


def test_part_of_an_order_is_refused_before_anything_is_proposed():
    talk = shopper(an_order(LAMP, "Reading lamp @30.00; Cushion @12.00"), an_order(RUG, "Wool rug @90.00"))
    response = talk.hears("cancel_order", facet="part", references=named("cushion"))
    assert replies(response) == ["utter_only_whole_order"]
    assert talk.state.question is None


def test_after_part_of_an_order_was_refused_all_of_it_can_be_cancelled_by_button():
    talk = shopper(an_order(LAMP, "Reading lamp @30.00; Cushion @12.00"), an_order(RUG, "Wool rug @90.00"))
    talk.hears("cancel_order", facet="part", references=named("cushion"))
    talk.presses("Cancel the whole order")
    assert (talk.state.question.write, talk.state.question.order_ids) == ("cancel_order", (LAMP,))


def test_all_of_them_means_those_that_can_still_be_cancelled():
    talk = mixed()
    talk.hears("cancel_order", references=all_of_them())
    assert talk.state.question.write == "cancel_order"
    assert set(talk.state.question.order_ids) == {LAMP, RUG}


def test_the_button_of_two_says_both():
    talk = shopper()
    response = talk.hears("cancel_order", references=both())
    assert "both" in response.says[0].buttons[0]["title"].lower()


def test_the_button_of_three_says_how_many():
    talk = shopper(
        *(an_order(id, f"{name} @10.00") for id, name in ((LAMP, "Lamp"), (RUG, "Rug"), (RADIO, "Radio")))
    )
    response = talk.hears("cancel_order", references=named("lamp", "rug", "radio"))
    assert "3" in response.says[0].buttons[0]["title"]


@pytest.mark.parametrize(("intent", "facet"), [("change_order", "take_out"), ("cancellation_policy", "part")])
def test_taking_a_thing_out_and_asking_about_it_are_cancelling_a_part_of_the_order(intent, facet):
    talk = shopper(an_order(LAMP, "Reading lamp @30.00; Cushion @12.00"))
    response = talk.hears(intent, facet=facet, references=named("cushion"))
    assert replies(response) == ["utter_only_whole_order"]


def test_asked_whether_a_part_can_be_cancelled_it_is_said_that_only_all_of_it_can():
    talk = shopper()
    response = talk.hears("cancellation_policy", facet="part")
    assert (replies(response), response.rows) == (["utter_advice_cancel_part"], ("INF-03",))


def test_a_second_yes_to_a_set_says_it_is_done_and_does_nothing():
    talk = shopper()
    talk.hears("cancel_order", references=both())
    says_yes(talk)
    response = says_yes(talk)
    assert replies(response) == ["utter_cancel_order_already_done"]
    assert len(talk.changes) == 2


def test_an_order_of_somebody_else_joins_no_set():
    from dataclasses import replace

    foreign = replace(an_order(TENT, "Tent @80.00"), customer_id="c-2")
    talk = shopper(an_order(LAMP, "Reading lamp @30.00"), an_order(RUG, "Wool rug @90.00", 2), foreign)
    talk.hears("cancel_order", references=References((Mention(number=LAMP), Mention(number=TENT))))
    assert talk.changes == []
    assert TENT not in talk.state.question.options


def test_a_mention_by_number_reaches_one_order_only():
    talk = shopper()
    talk.hears("cancel_order", references=a_mention(number=RUG))
    assert talk.state.question.order_ids == (RUG,)


def test_a_letter_for_each_of_many_orders_on_their_way_is_put_one_after_another():
    ids = [f"80000000000001{number:02d}" for number in range(8)]
    talk = shopper(*(an_order(id, f"Chair {id[-1]} @10.00", 6, "shipped") for id in ids))
    talk.hears("cancel_order", references=all_of_them())
    for _ in ids:
        says_yes(talk)
    assert talk.changes == ["request_cancellation"] * len(ids)
    assert talk.state.question is None
