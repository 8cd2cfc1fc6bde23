"""Changing what was put for a yes: a text added to, cut, or put in other words, and another order."""

import pytest

from bot.dialogue.amending import amended_text, sentences
from bot.dialogue.heard import Ranked
from bot.dialogue.references import Mention, References
from bot.dialogue.requests import LONGEST_TEXT
from tests.unit.dialogue.orders import an_order
from tests.unit.dialogue.talking import Talking, a_mention, an_answer, replies

RUG, KETTLE, VASE = (f"80000000000000{number:02d}" for number in (1, 2, 3))
FIRST, LAST = "The lid is cracked.", "The box was open."
TEXT = f"{FIRST} {LAST}"


def _named(order_id):
    return {"references": a_mention(number=order_id)}


def _dispute(talk):
    talk.hears("open_dispute", facet="broken", told=TEXT, **_named(KETTLE))


def _return(talk):
    talk.hears("return_item", told=TEXT, **_named(KETTLE))


def _letter(talk):
    talk.hears("contact_seller", content=TEXT, **_named(RUG))


BEGUN = {"open_dispute": _dispute, "open_return": _return, "message_seller": _letter}
every_text = pytest.mark.parametrize("write", BEGUN)


def begun(write):
    talk = Talking(
        an_order(RUG, "Wool rug @90.00", 6, "shipped", tracking="TR1"),
        an_order(KETTLE, "Kettle @25.00", 12, "delivered"),
        an_order(VASE, "Vase @18.00", 12, "delivered"),
    )
    BEGUN[write](talk)
    assert talk.state.question.write == write
    return talk


def amends(talk, change, text="and so on", **heard):
    answers = {**an_answer("amend"), "amend_text": (Ranked(change, 0.95),)}
    return talk.hears("", text, answers=answers, **heard)


def text_of(talk):
    """The text as it will be filed or sent; a letter stands among its greeting and its close."""
    request = talk.state.question.request
    return request.content or request.reason


@every_text
def test_a_sentence_is_added_and_the_whole_is_put_again(write):
    talk = begun(write)
    response = amends(talk, "add", told="the box was wet")
    assert text_of(talk) == f"{TEXT} The box was wet"
    assert replies(response) == [f"utter_ask_{write}"]


@every_text
def test_the_last_sentence_is_left_out(write):
    talk = begun(write)
    amends(talk, "drop_last")
    assert text_of(talk) == FIRST


@every_text
def test_the_first_sentence_is_left_out(write):
    talk = begun(write)
    amends(talk, "drop_first")
    assert text_of(talk) == LAST


@every_text
def test_other_words_take_the_place_of_the_text(write):
    talk = begun(write)
    amends(talk, "replace", told="Everything in it is smashed")
    assert text_of(talk) == "Everything in it is smashed"


@every_text
def test_a_piece_takes_the_place_of_the_piece_that_begins_like_it(write):
    talk = begun(write)
    amends(talk, "replace", told="was wet.")
    assert text_of(talk) == f"{FIRST} The box was wet."


@every_text
def test_what_is_filed_on_a_yes_is_the_changed_text(write):
    talk = begun(write)
    amends(talk, "drop_last")
    talk.hears("affirm", "yes", answers=an_answer("yes"))
    (_, _, parameters, _) = talk.shop.carried_out[0]
    filed = parameters.get("letter") or parameters.get("text") or parameters["reason"]
    assert FIRST in filed
    assert LAST not in filed


@every_text
def test_a_change_makes_no_change_to_an_order(write):
    talk = begun(write)
    amends(talk, "add", told="the box was wet")
    assert talk.changes == []


@every_text
def test_the_changed_text_is_put_as_fresh_so_that_a_nod_agrees_to_it(write):
    talk = begun(write)
    amends(talk, "drop_last")
    talk.hears("affirm", "ok", answers=an_answer("nod"))
    assert talk.changes == [write]


@every_text
def test_the_question_is_put_again_where_all_of_a_text_would_be_left_out(write):
    talk = begun(write)
    amends(talk, "drop_last")
    amends(talk, "drop_last")
    assert text_of(talk) == FIRST
    assert talk.state.question.write == write


@every_text
def test_a_change_that_is_not_known_leaves_the_text_and_puts_the_question_again(write):
    talk = begun(write)
    response = amends(talk, "other")
    assert text_of(talk) == TEXT
    assert f"utter_ask_{write}" in replies(response)


def test_a_changed_text_stays_with_the_same_order_whatever_the_words_name():
    talk = begun("open_dispute")
    amends(talk, "add", told="the vase is fine", references=a_mention(words=("vase",)))
    assert talk.state.question.order_ids == (KETTLE,)


def test_another_order_takes_the_place_of_the_one_that_was_asked_about():
    talk = Talking(an_order(RUG, "Wool rug @90.00"), an_order(VASE, "Vase @18.00"))
    talk.hears("cancel_order", **_named(RUG))
    talk.hears("", "no, the vase", answers=an_answer("amend"), **_named(VASE))
    assert talk.state.question.order_ids == (VASE,)
    assert talk.state.parked == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("No mark at all", ["No mark at all"]),
        ("It cost 3.50 in all. Sorry", ["It cost 3.50 in all.", "Sorry"]),
        ("  ", []),
    ],
)
def test_a_text_is_cut_into_sentences_by_their_closing_marks(text, expected):
    assert sentences(text) == expected


def test_a_text_stays_within_its_greatest_length():
    assert len(amended_text("a" * LONGEST_TEXT, "add", "b" * LONGEST_TEXT)) == LONGEST_TEXT


def test_a_text_of_one_sentence_cannot_lose_it():
    assert amended_text("It is cracked.", "drop_first", "") is None


def test_a_piece_that_fits_in_two_places_is_taken_for_the_whole_text():
    assert amended_text("send it today and send it fast", "replace", "send two") == "send two"


BRUSHES = "8000000000000004"
TWO_OF_THEM = References((Mention(text="two of them", quantity=2, is_pronoun=True, is_plural=True),))
SIX_OF_THEM = References((Mention(text="six of them", quantity=6, is_pronoun=True, is_plural=True),))


def one_brush_of_three():
    talk = Talking(an_order(BRUSHES, "Paint tray @9.00; Flat brush x3 @4.00", 12, "delivered"))
    talk.hears("return_item", told="it sheds", references=a_mention(words=("brush",), quantity=1))
    assert talk.state.question.request.items == (("i-2", 1),)
    return talk


def test_another_number_of_them_is_of_what_was_put_and_leaves_the_reason():
    talk = one_brush_of_three()
    amends(talk, "replace", "two of them actually", references=TWO_OF_THEM)
    request = talk.state.question.request
    assert (request.items, request.reason) == ((("i-2", 2),), "it sheds")


def test_more_of_them_than_there_are_is_asked_how_many():
    talk = one_brush_of_three()
    response = amends(talk, "replace", "six of them actually", references=SIX_OF_THEM)
    assert replies(response) == ["utter_how_many"]
    assert talk.state.question.request.reason == "it sheds"


def test_the_same_number_of_them_is_put_again_with_the_reason_as_it_was():
    talk = one_brush_of_three()
    amends(talk, "replace", "two of them", references=TWO_OF_THEM)
    amends(talk, "replace", "yes two of them", references=TWO_OF_THEM)
    request = talk.state.question.request
    assert (request.items, request.reason) == ((("i-2", 2),), "it sheds")


def test_a_number_of_them_is_added_to_what_is_wrong():
    talk = begun("open_dispute")
    amends(talk, "replace", "two of them actually", references=TWO_OF_THEM)
    assert text_of(talk) == f"{TEXT} Two of them actually"
