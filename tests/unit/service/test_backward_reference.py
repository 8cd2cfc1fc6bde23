"""Whether a message speaks of the order that was talked about before."""

import pytest

from bot.service.backward_reference import refers_back


@pytest.mark.parametrize(
    "text",
    [
        "i want to return it",
        "it's broken",
        "its been 2 weeks!!",
        "did it go through",
        "how long does it take",
        "can i get a refund for it",
        "cancel that",
        "send them back please",
        "what about this one",
        "I'd like to dispute that order",
        "and the money?",
        "And my coupon",
        "this is broken",
        "then i want a refund",
        "why so long",
        "when??",
        "can i order it again",
    ],
)
def test_it_and_that_one_and_a_continued_question_are_about_what_was_talked_about(text):
    assert refers_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "i want to return something",
        "where is my refund",
        "my parcel came and it is broken",
        "I ordered a thing last week, can you cancel it",
        "my refund, where is it",
        "is it possible to return shoes",
        "it says i have to wait, open a dispute",
        "and where is my order",
        "this is the wrong item",
        "I heard that you pay for returns",
    ],
)
def test_what_a_message_names_itself_is_not_what_was_talked_about(text):
    assert not refers_back(text)


def test_nothing_said_refers_to_nothing():
    assert not refers_back("")
