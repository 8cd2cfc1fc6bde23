"""Reading a file of conversations."""

from pathlib import Path

import pytest

from benchmarks.talks.conversation_file import (
    AnswerWhy,
    BadConversations,
    PressYes,
    Said,
    read_conversations,
)

HEAD = """
sellers:
- {id: s-1, name: Harbour Lane, auto_reply: silent}
orders:
  pair:
    kite: {id: "8100000000000001", tracking_number: HL1US, items: []}
    drum: {id: "8100000000000002", tracking_number: HL2US, items: []}
conversations:
# first kind
"""


@pytest.fixture
def read(tmp_path):
    def read_text(conversations: str):
        file = tmp_path / "conversations.yml"
        file.write_text(HEAD + conversations, encoding="utf-8")
        return read_conversations(file).conversations

    return read_text


def test_a_conversation_has_the_section_and_line_it_stands_in(read):
    first, second, third = read(
        "- {name: a, orders: pair, say: [hi]}\n- {name: b, orders: pair, say: [hi]}\n"
        "# second kind\n- {name: c, orders: pair, say: [hi]}\n"
    )
    assert [each.section for each in (first, second, third)] == ["first kind", "first kind", "second kind"]
    assert [each.line for each in (first, second, third)] == [10, 11, 13]


def test_no_two_conversations_share_an_order_number(read):
    one, other = read("- {name: a, orders: pair, say: [hi]}\n- {name: b, orders: pair, say: [hi]}\n")
    numbers = [order["id"] for each in (one, other) for order in each.orders]
    assert len(set(numbers)) == 4
    assert all(len(number) == 16 and number.isdigit() for number in numbers)


def test_a_line_names_numbers_and_days_as_a_shopper_types_them(read):
    (only,) = read(
        "- {name: a, orders: pair, say: "
        '["{kite} {tracking drum} {date -3} {weekday -6}", {press_yes: 2}, {answer: no use}]}\n'
    )
    kite = only.orders[0]["id"]
    assert only.steps == (Said(f"{kite} HL2US 25 November Sunday"), PressYes(2), AnswerWhy("no use"))


def test_checks_of_a_reply_are_kept_by_their_key(read):
    (only,) = read(
        "- {name: a, orders: pair, say: [{say: hi, words: [x, '{date -2}'], not_buttons: 'Yes'}]}\n"
    )
    assert only.steps == (Said("hi", {"words": ("x", "{date -2}"), "not_buttons": ("Yes",)}),)


def test_a_line_may_ask_for_words_other_than_before(read):
    (only,) = read("- {name: a, orders: pair, say: [{say: hi, other_words_than_before: true}]}\n")
    assert only.steps == (Said("hi", {}, other_words=True),)


def test_what_must_be_in_the_store_names_orders_by_their_numbers(read):
    (only,) = read(
        "- {name: a, orders: pair, say: [hi], cancelled: [kite], returned: {drum: {i-1: 1, reason: dull}}}\n"
    )
    kite, drum = (order["id"] for order in only.orders)
    assert only.expected["cancelled"] == [kite]
    assert only.expected["returned"] == {drum: {"i-1": 1, "reason": "dull"}}
    assert only.expected["person"] is False


@pytest.mark.parametrize(
    ("conversation", "complaint"),
    [
        ("{name: a, orders: trio, say: [hi]}", "no set of orders 'trio'"),
        ("{name: a, orders: pair, say: [hi], cancelled: [flute]}", "no order 'flute'"),
        ("{name: a, orders: pair, say: ['{flute}']}", "no order 'flute'"),
        ("{name: a, orders: pair, say: [hi], bought: [kite]}", "unknown: bought"),
        ("{name: a, orders: pair, say: [{says: hi}]}", "unknown step"),
        ("{name: a, say: [hi]}", "orders"),
    ],
)
def test_a_conversation_that_cannot_be_played_is_refused_with_its_line(read, conversation, complaint):
    with pytest.raises(BadConversations, match=f":10: .*{complaint}"):
        read(f"- {conversation}\n")


def test_the_set_of_this_project_can_be_read():
    assert len(read_conversations(Path("tests/fixtures/blind_conversations.yml")).conversations) == 80
