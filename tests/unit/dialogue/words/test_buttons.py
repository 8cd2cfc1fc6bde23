"""Every button has a title of domain/words, and a payload that means what the title says."""

import json

import pytest

from bot.dialogue.buttons import (
    MOST_NUMBERS,
    cancel_whole_order,
    guess_buttons,
    item_buttons,
    offer_buttons,
    order_buttons,
    person_button,
    problem_buttons,
    quantity_buttons,
    titles,
    yes_or_no,
)
from bot.dialogue.catalogue import intents
from bot.orders.decision import Offer, Write


def meaning(button):
    intent, _, entities = button["payload"].removeprefix("/").partition("{")
    return intent, json.loads("{" + entities) if entities else {}


@pytest.mark.parametrize("offer", list(Offer), ids=lambda offer: offer.value)
def test_every_offer_has_a_button_about_its_order_with_an_intent_of_the_domain(offer):
    (button,) = offer_buttons([offer], "8012345678901234")
    intent, entities = meaning(button)
    assert (intent in intents(), entities["order_number"]) == (True, "8012345678901234")


@pytest.mark.parametrize("write", [*(write.value for write in Write), "withdraw_return", "near_order"])
def test_yes_and_no_answer_their_own_question_only(write):
    assert [meaning(button) for button in yes_or_no(write, "q-1")] == [
        ("affirm", {"question": "q-1"}),
        ("deny", {"question": "q-1"}),
    ]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, ["Yes, cancel it", "No, keep it"]),
        (2, ["Yes, cancel both", "No, keep them"]),
        (3, ["Yes, cancel all 3", "No, keep them"]),
    ],
)
def test_a_yes_to_several_orders_says_how_many(count, expected):
    assert [button["title"] for button in yes_or_no("cancel_order", "q-1", count)] == expected


def test_the_orders_to_choose_from_have_different_titles(make_order):
    buttons = order_buttons([make_order(), make_order(id="8099999999991111")])
    assert [button["title"] for button in buttons] == [
        "Desk lamp (…1234) · $19.90",
        "Desk lamp (…1111) · $19.90",
    ]


def test_an_order_is_chosen_by_its_number(make_order):
    (button,) = order_buttons([make_order()])
    assert meaning(button) == ("inform_order", {"order_number": "8012345678901234"})


def test_the_items_to_choose_from_have_a_button_each_and_one_for_all(make_order, item):
    order = make_order(
        items=(item("Mug", item_id="i-1"), item("Bowl", item_id="i-2"), item("Cup", item_id="i-3"))
    )
    assert [(button["title"], meaning(button)) for button in item_buttons(order, ["i-1", "i-3"])] == [
        ("Mug", ("answer", {"item": "i-1"})),
        ("Cup", ("answer", {"item": "i-3"})),
        ("All of them", ("answer", {"item": "all"})),
    ]


def test_one_item_alone_has_no_button_for_all(make_order):
    assert [button["title"] for button in item_buttons(make_order(), ["i-1"])] == ["Desk lamp"]


def test_a_number_of_pieces_is_chosen_from_one_up_to_all():
    assert [meaning(button)[1]["quantity"] for button in quantity_buttons(3)] == ["1", "2", "3"]


def test_numbers_of_pieces_stay_few():
    assert len(quantity_buttons(500)) == MOST_NUMBERS


def test_the_whole_order_can_be_asked_for():
    assert meaning(cancel_whole_order("8012345678901234")) == (
        "cancel_order",
        {"order_number": "8012345678901234"},
    )


def test_what_may_be_wrong_has_a_button_each():
    problems = [meaning(button)[1]["facet"] for button in problem_buttons("8012345678901234")]
    assert problems == ["broken", "wrong_item", "missing_parts", "not_as_described"]


def test_a_guess_without_a_title_has_no_button():
    assert [button["title"] for button in guess_buttons(["refund_status", "greet"])] == [
        "Where is my refund?"
    ]


def test_a_guess_may_be_about_one_order():
    (button,) = guess_buttons(["open_dispute"], "8012345678901234")
    assert meaning(button) == ("open_dispute", {"order_number": "8012345678901234"})


def test_a_person_is_called_by_a_button():
    assert meaning(person_button()) == ("human_handoff", {})


def test_the_titles_are_each_named_once_and_whole():
    assert len(titles()) == len(set(titles()))
    assert {"Yes, cancel it", "No, keep it", "Where is it?", "Talk to a person"} <= set(titles())
    assert [title for title in titles() if "{" in title] == []
