"""A question of fact in a conversation: of another order, answered later, or about what is not there."""

import pytest

from bot.dialogue.references import Extreme, Kind, Mention, References, Status
from tests.unit.dialogue.orders import an_order
from tests.unit.dialogue.talking import Talking, a_mention, replies

LAMP, RUG, SOCKS, TENT = (f"80000000000000{number:02d}" for number in (1, 2, 3, 4))


@pytest.fixture
def talk():
    return Talking(
        an_order(LAMP, "Reading lamp @30.00"),
        an_order(RUG, "Wool rug @90.00", 6, "delivered"),
        an_order(SOCKS, "Hiking socks @12.00", 20, "delivered"),
        an_order(TENT, "Dome tent @80.00", 9, "shipped"),
    )


def _named(word):
    return {"references": a_mention(text=word, words=(word,), kind=Kind.ITEM)}


def test_the_order_that_is_chosen_gets_the_answer_that_was_asked_for(talk):
    assert replies(talk.hears("order_facts", facet="placed_when")) == ["utter_which_order"]
    assert replies(talk.hears("inform_order", "the rug", **_named("rug"))) == ["utter_facts_placed_when"]


def test_the_button_of_an_order_gets_the_answer_that_was_asked_for(talk):
    talk.hears("order_facts", facet="placed_when")
    assert replies(talk.presses("Wool rug · $90.00")) == ["utter_facts_placed_when"]


def test_another_order_named_afterwards_is_asked_the_same(talk):
    talk.hears("order_facts", facet="shipped_when", **_named("tent"))
    read_too = {"facets": {"order_facts": "option"}}
    said = talk.hears("inform_order", "and the rug?", **_named("rug"), **read_too)
    assert replies(said) == ["utter_facts_shipped_when"]


def test_another_end_of_a_scale_is_a_question_of_its_own(talk):
    talk.hears("order_facts", facet="dearest")
    said = talk.hears("inform_order", "and the cheapest?", facets={"order_facts": "cheapest"})
    assert [(say.reply, say.words["things"]) for say in said.says] == [
        ("utter_facts_cheapest", "Hiking socks")
    ]


def test_an_order_named_after_the_newest_is_not_called_the_newest(talk):
    talk.hears("order_facts", facet="newest")
    assert replies(talk.hears("inform_order", "and the rug?", **_named("rug"))) == ["utter_facts_overview"]


def test_the_cheapest_thing_need_not_be_in_the_cheapest_order():
    talk = Talking(
        an_order(LAMP, "Reading lamp @30.00; Light bulb @4.00"), an_order(RUG, "Wool rug @20.00", 6)
    )
    named = References((Mention(text="the cheapest thing", kind=Kind.ITEM, extreme=Extreme.CHEAPEST),))
    said = talk.hears("order_facts", facet="cheapest", references=named)
    assert said.says[0].words["things"] == "Light bulb"


def test_of_what_is_named_beside_an_end_only_that_is_looked_at(talk):
    named = References((Mention(text="the cheapest rug", words=("rug",), extreme=Extreme.CHEAPEST),))
    said = talk.hears("order_facts", facet="cheapest", references=named)
    assert said.says[0].words["things"] == "Wool rug"


def test_what_was_added_up_is_what_is_talked_about_then(talk):
    both = References(tuple(Mention(text=word, words=(word,), kind=Kind.ITEM) for word in ("tent", "rug")))
    talk.hears("order_facts", facet="sum", references=both)
    assert set(talk.state.focus) == {TENT, RUG}


def test_what_all_orders_come_to_leaves_nothing_in_mind(talk):
    talk.hears("order_facts", facet="sum")
    assert talk.state.focus == ()


def test_a_kind_of_order_that_there_is_not_is_no_order_that_was_not_found(talk):
    returned = References((Mention(text="my returned orders", kind=Kind.ORDER, status=Status.RETURNED),))
    assert replies(talk.hears("order_facts", facet="total", references=returned)) == [
        "utter_facts_nothing_fits"
    ]


def test_a_number_that_is_no_order_is_repeated_and_the_orders_are_shown(talk):
    said = talk.hears("order_facts", facet="total", references=a_mention(text="W99", number="W99999999"))
    assert replies(said) == ["utter_not_found", "utter_which_order"]


def test_a_refund_that_there_is_not_is_answered_by_why_there_is_none():
    talk = Talking(an_order(RUG, "Wool rug @90.00", 6))
    said = talk.hears("order_facts", facet="refund_amount", **_named("rug"))
    assert said.rows == ("REF-01",)
