"""Which topic serves what, and how it is gone on with what waits."""

from dataclasses import replace

import pytest

from bot.dialogue.catalogue import intents
from bot.dialogue.heard import Heard
from bot.dialogue.references import Mention, References
from bot.dialogue.serving import called, can_serve, handlers, serve, take_up
from bot.dialogue.state import Request, State
from bot.dialogue.talk import Talk
from tests.fakes.shop import FakeShop
from tests.unit.dialogue.orders import NOW, an_order

LAMP, RUG = "8000000000000001", "8000000000000002"


def turn(*parked, heard=None):
    orders = (an_order(LAMP, "Reading lamp @30.00"), an_order(RUG, "Wool rug @90.00", 2))
    state = State(parked=tuple(parked))
    return Talk(heard or Heard("some words", "some words"), state, FakeShop(*orders, now=NOW))


def replies(talk):
    return [say.reply for say in talk.says]


def test_each_topic_serves_intents_of_its_own():
    names = [(name, handler.__module__) for name, handler in handlers().items()]
    assert len({name for name, _ in names}) == len(names)
    assert len({module for _, module in names}) > 5


@pytest.mark.parametrize("intent", ["thank", "help", "unheard_of", ""])
def test_what_no_topic_serves_is_left_to_the_rules(intent):
    assert not can_serve(intent)


def test_a_request_is_served_by_its_topic():
    talk = turn()
    serve(talk, Request("cancel_order", order_ids=(LAMP,)))
    assert replies(talk)[-1] == "utter_ask_cancel_order"


def test_what_waits_is_said_by_name_and_served():
    talk = turn(Request("cancel_order", order_ids=(LAMP,)))
    take_up(talk)
    assert replies(talk)[0] == "utter_back_to"
    assert talk.says[0].words["request"] == called("cancel_order") == intents()["cancel_order"].about
    assert talk.question.order_ids == (LAMP,)


def test_while_a_question_is_open_nothing_is_taken_up():
    talk = turn(Request("cancel_order", order_ids=(LAMP,)))
    serve(talk, Request("cancel_order", order_ids=(RUG,)))
    said = len(talk.says)
    take_up(talk)
    assert len(talk.says) == said
    assert talk.state.parked == (Request("cancel_order", order_ids=(LAMP,)),)


def test_what_asks_nothing_is_followed_by_the_next_that_waits():
    talk = turn(Request("list_orders"), Request("cancel_order", order_ids=(LAMP,)))
    take_up(talk)
    assert replies(talk).count("utter_back_to") == 2
    assert (talk.state.parked, talk.question.order_ids) == ((), (LAMP,))


def test_the_orders_of_the_message_are_not_those_of_what_waits():
    named = References((Mention(number=RUG),))
    talk = turn(Request("cancel_order", order_ids=(LAMP,)), heard=Heard("x", "x", references=named))
    take_up(talk)
    assert talk.question.order_ids == (LAMP,)


def test_which_order_is_asked_again_whatever_was_talked_about_meanwhile():
    talk = turn(Request("cancel_order"))
    talk.note(focus=(RUG,))
    take_up(talk)
    assert (talk.question.kind, set(talk.question.options)) == ("choose", {LAMP, RUG})


def test_where_nothing_waits_nothing_is_said():
    talk = turn()
    take_up(talk)
    assert talk.says == []


def test_what_is_not_declared_has_no_name():
    assert called("unheard_of") == ""


def test_somebody_who_is_not_known_is_asked_to_sign_in():
    talk = Talk(Heard("x", "x"), State(), FakeShop(customer=None, now=NOW))
    serve(talk, Request("cancel_order"))
    assert replies(talk) == ["utter_sign_in"]


def test_an_order_that_belongs_to_somebody_else_is_not_found():
    foreign = replace(an_order(LAMP, "Reading lamp @30.00"), customer_id="c-2")
    talk = Talk(Heard("x", "x"), State(), FakeShop(foreign, an_order(RUG, "Wool rug @90.00"), now=NOW))
    serve(talk, Request("cancel_order", order_ids=(LAMP,)))
    assert replies(talk)[0] == "utter_not_found"
