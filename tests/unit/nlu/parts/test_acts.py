"""Acts in a message, as the open question sees them."""

from pathlib import Path

import pytest

from bot.nlu.parts.acts import Acts
from bot.nlu.parts.answer_examples import read_acts
from bot.nlu.parts.said_words import MOST_WORDS, said_words

DATA = Path(__file__).parents[4] / "data" / "meaning" / "answers"


@pytest.fixture(scope="module")
def acts() -> Acts:
    return read_acts(DATA)


def marked(acts, text, kind):
    return " ".join(acts.marked(said_words(text), kind))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("confirm_open_return", "@this it"),
        ("confirm_cancel_order", "@other it"),
        ("confirm_near_order", "@aside it"),
    ],
)
def test_the_same_act_is_marked_by_what_it_is_to_the_question(acts, kind, said):
    assert marked(acts, "send it back", kind) == said


def test_the_contrary_of_the_act_has_a_mark_of_its_own(acts):
    assert marked(acts, "I'll keep it", "confirm_cancel_order") == "ill @against it"


def test_words_that_name_no_act_stay(acts):
    assert marked(acts, "the blue lamp", "confirm_cancel_order") == "the blue lamp"


def test_the_longer_of_two_acts_counts(acts):
    assert marked(acts, "cancel the dispute", "confirm_cancel_order") == "@other"


def test_words_inside_an_act_are_kept(acts):
    assert marked(acts, "ship the red lamp back", "confirm_open_return") == "@this the red lamp"


def test_a_question_may_have_words_of_its_own(acts):
    found = [marked(acts, "that one", kind) for kind in ("confirm_near_order", "confirm_cancel_order")]
    assert found == ["@this", "that one"]


def test_a_question_may_have_words_of_its_own_for_the_contrary(acts):
    kinds = ("confirm_message_seller", "confirm_cancel_order", "confirm_set_reminder")
    assert [marked(acts, "bin it", kind) for kind in kinds] == ["@against", "@this", "bin it"]


def test_words_of_one_question_hide_no_shared_act_from_another(acts):
    assert marked(acts, "no reminder please", "confirm_set_reminder") == "no @this please"


def test_marks_and_emoji_are_words_and_apostrophes_are_none():
    assert said_words("Don't… send it?! 👍🏽") == ["dont", "…", "send", "it", "?", "!", "👍"]


@pytest.mark.parametrize("text", ["yes " * 500, "?" * 2000, "👍" * 2000, "'" * 2000])
def test_a_long_message_has_a_bounded_number_of_words(text):
    assert len(said_words(text)) <= MOST_WORDS
