"""Which clauses of a message are requests of their own, and what stays with them?"""

from pathlib import Path

import pytest
import yaml

from bot.dialogue.heard import Clause
from bot.nlu.components.clauses import read_clauses
from bot.nlu.components.language import read_text
from bot.nlu.parts.hand_cut import hand_cut
from bot.nlu.parts.requests import read_requests, read_rules

RULES = Path(__file__).parents[4] / "bot" / "nlu" / "parts" / "requests.yml"
# What a classifier would make of a text: the first word that is in it decides.
INTENTS = {
    "charged": "payment_issue",
    "where": "order_status",
    "how long": "refund_timing",
    "when will I get it": "order_status",
    "coupon": "coupon_recovery",
    "refund": "refund_status",
    "money back": "get_refund",
    "return": "return_item",
    "cancel": "cancel_order",
}


class Ranks:
    """A classifier by words, and the texts it was asked about."""

    def __init__(self):
        self.asked = []

    def __call__(self, texts):
        self.asked += texts
        return [self.ranking(text) for text in texts]

    def ranking(self, text):
        intent = next((intent for word, intent in INTENTS.items() if word in text), "out_of_scope")
        return [{"name": intent, "confidence": 0.9}, {"name": "help", "confidence": 0.1}]


@pytest.fixture
def ranks():
    return Ranks()


@pytest.fixture
def read(ranks):
    """From a hand-cut line to its requests: text and intent of each."""

    def requests_of(line, **flags):
        return [(part.text, part.intent) for part in all_of(line, ranks, **flags).parts]

    return requests_of


def all_of(line, ranks, **flags):
    message = hand_cut(line)
    starts = (0, *message.starts)
    clauses = [
        Clause(text, start, start + len(text), role)
        for text, start, role in zip(message.clauses, starts, message.roles, strict=True)
    ]
    return read_requests(message.text, clauses, ranks, **flags)


def test_two_wishes_are_two_requests_in_order(read):
    assert read("cancel the lamp [request] and where is the rug [request]") == [
        ("cancel the lamp", "cancel_order"),
        ("and where is the rug", "order_status"),
    ]


def test_one_wish_is_taken_as_it_stands_and_not_ranked(read, ranks):
    assert read("cancel the lamp [request] it is too big [report]") == []
    assert ranks.asked == []


def test_what_is_told_stays_with_the_request_before_it(read):
    found = read("cancel the lamp [request] its broken [report] and where is the rug [request]")
    assert [text for text, _ in found] == ["cancel the lamp its broken", "and where is the rug"]


def test_what_is_told_in_a_new_sentence_goes_with_the_request_after_it(read):
    found = read("cancel the lamp. [request] The rug is late, [report] where is it? [request]")
    assert [text for text, _ in found] == ["cancel the lamp.", "The rug is late, where is it?"]


def test_a_condition_stays_with_its_request(read):
    found = read("cancel the lamp [request] if it has not left [conditional] and where is the rug [request]")
    assert [text for text, _ in found] == ["cancel the lamp if it has not left", "and where is the rug"]


def test_what_is_declined_is_left_out(read):
    found = read("don't cancel it, [declined] just tell me where it is [request]")
    assert found == [("just tell me where it is", "order_status")]


def test_a_message_that_only_declines_is_a_no(read):
    assert read("don't cancel it, [declined] i like it [report]") == [("don't cancel it, i like it", "deny")]


def test_a_message_about_something_else_than_it_declines_is_taken_as_it_stands(read):
    assert read("not cancelling, [declined] the coupon is my problem [report]") == []


def test_the_same_wish_for_two_things_is_one_request(read):
    found = read("cancel the lamp [request] and cancel the rug [request]")
    assert found == [("cancel the lamp and cancel the rug", "cancel_order")]


def test_the_money_for_what_is_cancelled_is_the_same_matter(read):
    assert read("cancel it [request] and give me my money back [request]") == []


def test_the_money_for_another_order_is_another_matter(read):
    found = read("cancel 8012345678904321 [request] and my money back for 8099999999991111 [request]")
    assert [intent for _, intent in found] == ["cancel_order", "get_refund"]


def test_a_question_that_leans_on_the_one_before_is_the_same_matter(read):
    line = "what about my refund? [request] where does it stay? [request]"
    assert read(line, leaning={1}) == []
    assert len(read(line)) == 2


def test_a_fragment_is_no_request(read):
    assert read("explain the refund [request] and return [request]", fragments={1}) == []


def test_what_was_told_beside_an_also_is_a_request(read):
    found = read("where is my rug [request] also i was charged two times [report]")
    assert [intent for _, intent in found] == ["order_status", "payment_issue"]


def test_what_was_told_without_an_also_is_none(read):
    assert read("where is my rug [request] i was charged two times [report]") == []


def test_a_few_words_are_read_with_what_was_told_before_them(read, ranks):
    read("i was charged twice, [report] please check [request] and cancel the rug [request]", leaning={1})
    assert "i was charged twice, please check" in ranks.asked


def test_an_unclear_wish_beside_a_clear_one_is_no_request(read):
    assert read("sing me a song [request] and cancel the rug [request]") == []


def test_more_requests_than_are_served_are_cut(read):
    line = "cancel it [request] where is it [request] how long is it [request] the coupon? [request]"
    assert len(read(line)) == read_rules().most_requests


def test_clauses_that_were_ranked_have_their_intent(ranks):
    found = all_of("cancel the lamp [request] its broken [report] where is the rug [request]", ranks)
    assert [clause.intent for clause in found.clauses] == ["cancel_order", None, "order_status"]


def test_it_is_said_why_without_the_shoppers_words(ranks):
    why = all_of("cancel the lamp [request] and where is the rug [request]", ranks).why
    assert "2 matters" in why
    assert "lamp" not in why


def test_parts_lie_where_they_say(ranks):
    line = "hi [nothing] cancel the lamp, [request] and where is the rug [request]"
    text = hand_cut(line).text
    parts = all_of(line, ranks).parts
    assert len(parts) == 2
    assert all(text[part.start : part.end] == part.text for part in parts)


def test_a_message_without_clauses_has_no_requests(ranks):
    assert read_requests("", [], ranks).parts == ()


def test_the_examples_of_the_rules_are_read_as_they_say(taught, ranks):
    body = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    assert {each["says"]: intents(each["says"], taught, ranks) for each in body["examples"]} == {
        each["says"]: each["asks"] for each in body["examples"]
    }


def intents(text, taught, ranks):
    read = read_clauses(read_text(text), *taught)
    found = read_requests(text, read.clauses, ranks, read.leaning, read.fragments)
    return [part.intent for part in found.parts]
