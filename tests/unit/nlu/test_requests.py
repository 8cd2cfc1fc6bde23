"""Are the requests of a message told apart, each with its own words and intent?"""

import pytest

from bot.nlu.entity_patterns import Found, find_entities
from bot.nlu.requests import read_requests

# What a classifier would make of a text: the first word that is in it decides.
INTENTS = {
    "don't know": "out_of_scope",
    "where": "order_status",
    "how long": "refund_timing",
    "coupon": "coupon_recovery",
    "money back": "get_refund",
    "return": "return_item",
    "cancel": "cancel_order",
    "change": "change_order",
    "person": "human_handoff",
    "thanks": "thank",
}


class Ranks:
    """A classifier by words, and the texts it was asked about."""

    def __init__(self):
        self.asked = []

    def __call__(self, texts):
        self.asked += texts
        return [self.ranking(text.lower()) for text in texts]

    def ranking(self, text):
        intent = next((intent for word, intent in INTENTS.items() if word in text), "out_of_scope")
        return [{"name": intent, "confidence": 0.9}, {"name": "help", "confidence": 0.1}]


@pytest.fixture
def ranks():
    return Ranks()


@pytest.fixture
def read(ranks):
    """From a message to its requests: text and intent of each."""

    def parts_of(text, *products):
        named = [Found("product", word, text.index(word), text.index(word) + len(word)) for word in products]
        entities = [vars(found) for found in [*find_entities(text), *named]]
        return [(part.text, part.intent) for part in read_requests(text, entities, ranks)]

    return parts_of


def test_a_change_and_a_question_are_two_requests_in_order(read):
    assert read("cancel my lamp and tell me how long a refund takes") == [
        ("cancel my lamp", "cancel_order"),
        ("and tell me how long a refund takes", "refund_timing"),
    ]


def test_one_request_is_taken_as_it_stands(read):
    assert read("cancel my lamp, it is too big") == []


def test_one_clause_is_not_ranked_again(read, ranks):
    read("please cancel my lamp")
    assert ranks.asked == []


def test_what_happened_stays_with_the_request_after_it(read):
    text = "The lamp is late. Where is it? Also please cancel the tent."
    assert read(text) == [
        ("The lamp is late. Where is it?", "order_status"),
        ("Also please cancel the tent.", "cancel_order"),
    ]


def test_thanks_are_no_second_request(read):
    assert read("Please cancel my lamp. Many thanks!") == []


def test_money_back_for_a_cancelled_order_is_the_same_matter(read):
    assert read("cancel my lamp. I want my money back") == []


def test_money_back_for_another_order_is_another_matter(read):
    text = "cancel order 8012345678904321. I want my money back for order 8099999999991111"
    assert [intent for _, intent in read(text)] == ["cancel_order", "get_refund"]


def test_two_orders_in_a_list_are_two_requests(read):
    assert read("cancel the lamp and the tent", "lamp", "tent") == [
        ("cancel the lamp", "cancel_order"),
        ("the tent", "cancel_order"),
    ]


def test_a_name_of_two_words_is_one_order(read):
    assert read("cancel the desk lamp and the yoga mat", "desk", "lamp", "mat") == [
        ("cancel the desk lamp", "cancel_order"),
        ("the yoga mat", "cancel_order"),
    ]


def test_two_things_to_send_back_may_be_of_one_order_and_are_one_request(read):
    assert read("return the desk lamp and the yoga mat", "desk", "lamp", "mat") == []


def test_two_orders_to_send_back_are_two_requests(read):
    text = "return 8012345678904321 and 8099999999991111"
    assert [intent for _, intent in read(text)] == ["return_item", "return_item"]


def test_three_things_are_not_taken_for_three_orders(read):
    assert read("where are the socks, the hat and the scarf", "socks", "hat", "scarf") == []


def test_an_order_of_two_things_is_one_request(read):
    assert read("cancel the order with the lamp and the tent in it", "lamp", "tent") == []


def test_more_than_three_requests_are_cut_to_three(read):
    text = "cancel 1. Where is it? Also how long is it? Also change it. Also do I get the coupon?"
    assert len(read(text)) == 3


def test_a_message_of_many_sentences_is_not_ranked_in_parts(read, ranks):
    read("Cancel it. " * 20)
    assert ranks.asked == []


@pytest.mark.parametrize("text", ["", "   ", "...", "?!", "and", ", , ,", "1) 2) 3)"])
def test_a_message_without_words_has_no_requests(read, text):
    assert read(text) == []


def test_what_is_declined_is_left_out(read):
    assert read("don't cancel it, just tell me where it is") == [("just tell me where it is", "order_status")]


def test_what_is_declined_afterwards_is_left_out_too(read):
    text = "please tell me where it is. Don't cancel it."
    assert read(text) == [("please tell me where it is.", "order_status")]


@pytest.mark.parametrize(
    "text", ["do not cancel my order", "I don't want to cancel it", "please don’t cancel, I still want it"]
)
def test_a_message_that_only_declines_is_a_no(read, text):
    assert read(text) == [(text, "deny")]


def test_a_message_about_something_else_than_it_declines_is_taken_as_it_stands(read):
    assert read("not cancelling, the coupon is my problem") == []


def test_a_wish_on_a_condition_is_read_without_what_is_to_be_done_otherwise(read):
    text = "if it hasn't shipped yet, cancel it, otherwise leave it"
    assert read(text) == [(text, "cancel_order")]


def test_the_parts_of_a_message_lie_where_they_say(ranks):
    text = "  cancel my lamp ,  and where is it "
    parts = read_requests(text, [], ranks)
    assert [text[part.start : part.end] for part in parts] == [part.text for part in parts]


def test_a_part_is_parsed_with_its_own_mentions_only(ranks):
    text = "cancel order 8012345678904321 and where is order 8099999999991111"
    entities = [vars(found) for found in find_entities(text)]
    first, second = (part.parsed(entities) for part in read_requests(text, entities, ranks))
    assert [entity["value"] for entity in first["entities"]] == ["8012345678904321"]
    assert [entity["value"] for entity in second["entities"]] == ["8099999999991111"]
    (number,) = second["entities"]
    assert second["text"][number["start"] : number["end"]] == "8099999999991111"
