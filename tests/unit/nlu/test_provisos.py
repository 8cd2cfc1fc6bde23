"""Is it heard what a message says not to do, and on which condition?"""

import pytest

from bot.nlu.entity_patterns import find_entities


def found(text, kind):
    return [mention.value for mention in find_entities(text) if mention.entity == kind]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("don't cancel it", "cancel_order"),
        ("please don’t cancel", "cancel_order"),
        ("Hi, do not cancel my order", "cancel_order"),
        ("I don't want to cancel", "cancel_order"),
        ("i dont want it cancelled", "cancel_order"),
        ("I no longer want to cancel my order", "cancel_order"),
        ("I'm not cancelling", "cancel_order"),
        ("no need to cancel, where is it?", "cancel_order"),
        ("I would rather not return it", "return_item"),
        ("actually i dont want to send it back", "return_item"),
        ("don't want to return it anymore", "return_item"),
        ("no, dont want to send the tent back", "return_item"),
        ("don't open a dispute", "open_dispute"),
        ("please do not contact the seller", "contact_seller"),
        ("no dont ask him", "contact_seller"),
        ("i don't want the seller asked", "contact_seller"),
        ("where is it? and don't change anything", "change_order"),
    ],
)
def test_what_is_not_to_be_done_is_heard(text, intent):
    assert found(text, "declined") == [intent]


@pytest.mark.parametrize(
    "text",
    [
        "cancel it",
        "why don't you cancel it",
        "I didn't cancel this order",
        "if you don't cancel it I will complain",
        "I don't want to wait any longer, cancel it",
        "I don't want it any more",
        "the seller does not cancel",
        "why don't you ask him",
        "I don't want to be asked again",
        "can't I cancel?",
        "I don't want to pay for sending it back",
        "can I send it back, I don't want it",
        "I did not get a refund",
    ],
)
def test_a_complaint_declines_nothing(text):
    assert found(text, "declined") == []


@pytest.mark.parametrize(
    "text",
    [
        "if it hasn't shipped cancel it, otherwise leave it",
        "cancel it if it has not been shipped yet",
        "cancel the lamp if it isn't on its way",
        "if my parcel hasn’t left yet please cancel",
        "cancel it unless it has already been shipped",
        "cancel it as long as it's not sent",
        "if it's already shipped leave it, otherwise cancel it",
        "if it didn't ship yet, cancel",
    ],
)
def test_the_condition_that_it_is_not_shipped_is_heard(text):
    assert found(text, "condition") == ["not_shipped"]


@pytest.mark.parametrize(
    "text",
    [
        "it hasn't shipped yet, cancel it",
        "can I cancel if it has shipped?",
        "what if it isn't shipped by Friday",
        "cancel it if the seller agrees",
        "if it has shipped, where is it?",
    ],
)
def test_what_is_no_such_condition_is_left_alone(text):
    assert found(text, "condition") == []
