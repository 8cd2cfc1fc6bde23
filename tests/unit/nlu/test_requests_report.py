"""Does the report count what is split wrongly, and only that?"""

import pytest

from bot.nlu.requests_report import Count, TwoRequests, as_lines, intents_asked, missed, read_messages, torn

BOTH = TwoRequests("cancel, and where is it", (frozenset({"cancel_order"}), frozenset({"order_status"})))
FOUND = {BOTH.text: ["cancel_order", "order_status"], "cancel it": [], "cancel it, now": ["cancel_order"] * 2}


def split(text):
    return FOUND[text]


def test_a_message_split_as_asked_is_not_missed():
    assert missed([BOTH], split).found == ()


def test_a_message_with_its_requests_in_another_order_is_missed():
    other_way_round = TwoRequests(BOTH.text, BOTH.asks[::-1])
    assert missed([other_way_round], split).found == ((BOTH.text, ("cancel_order", "order_status")),)


def test_a_message_with_too_few_requests_is_missed():
    assert missed([TwoRequests("cancel it", BOTH.asks)], split).share == 1


TWICE = TwoRequests("cancel the lamp and the tent", (frozenset({"cancel_order"}),) * 2)


@pytest.mark.parametrize("intents", [["cancel_order"] * 2, ["cancel_order"]])
def test_the_same_wish_for_two_things_counts_once(intents):
    assert TWICE.is_met_by(intents)


def test_another_wish_than_the_one_that_is_said_twice_is_missed():
    assert not TWICE.is_met_by(["order_status"])


def test_two_wishes_that_are_taken_for_one_are_missed():
    assert not BOTH.is_met_by(["cancel_order"])


def test_a_message_with_requests_asks_for_these():
    requests = [{"intent": {"name": "cancel_order"}}, {"intent": {"name": "order_status"}}]
    parsed = {"intent": {"name": "get_refund"}, "requests": requests}
    assert intents_asked(parsed) == ["cancel_order", "order_status"]


def test_a_message_taken_as_it_stands_asks_for_its_own_intent():
    assert intents_asked({"intent": {"name": "get_refund"}, "requests": []}) == ["get_refund"]


def test_a_message_in_which_nothing_is_read_asks_for_nothing():
    assert intents_asked({"intent": {"name": None}, "requests": []}) == []


def test_a_single_message_is_torn_only_when_it_gives_several_requests():
    count = torn(["cancel it", "cancel it, now"], split)
    assert (count.found, count.share) == ((("cancel it, now", ("cancel_order", "cancel_order")),), 0.5)


def test_no_messages_have_a_share_of_nothing():
    assert torn([], split).share == 0


def test_the_lines_name_share_and_messages():
    count = Count(4, (("cancel it", ()),))
    assert as_lines("missed", count) == ["missed: 1 of 4 (25.0%)", "    cancel it  ->  nothing"]


def test_labelled_messages_may_allow_several_intents(tmp_path):
    file = tmp_path / "two.yml"
    file.write_text(
        "two_requests:\n  - {says: a and b, asks: [x, [y, z]]}\none_request: [a]\n", encoding="utf-8"
    )
    assert read_messages(file) == ([TwoRequests("a and b", (frozenset("x"), frozenset("yz")))], ["a"])
