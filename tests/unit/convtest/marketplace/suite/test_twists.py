"""What a twist does to what a shopper writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.convtest.marketplace.suite.twists import mistyped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("where is my refund", "where is my reufnd"),
        ("please cancel order 8012345678904321", "plaese cancel order 8012345678904321"),
        ("ok", "ko"),
    ],
)
def test_two_letters_of_the_longest_word_change_places(text, expected):
    assert mistyped(text) == expected


@pytest.mark.parametrize("text", ["8012345678904321", "8 1", "a", "", "42?"])
def test_what_has_no_word_to_mistype_stays_as_it_is(text):
    assert mistyped(text) == text


@given(st.text("abc 12?", max_size=30))
def test_only_letters_of_one_word_ever_move(text):
    assert sorted(mistyped(text)) == sorted(text)
    assert [w for w in mistyped(text).split(" ") if not w.isalpha()] == [
        w for w in text.split(" ") if not w.isalpha()
    ]
