"""Typing the words or the number of a button is pressing it, as long as it is among the last ones offered."""

import pytest
from rasa.shared.core.events import BotUttered, UserUttered

from bot.dialogue.heard import Heard, Ranked
from bot.dialogue.references import Mention, Quantifier, References
from bot.rasa_ext.typed_titles import chosen_by_place, offered_last, payload_at, payload_typed, place_meant


def said(*buttons):
    return BotUttered("Shall I?", {"buttons": [{"title": t, "payload": p} for t, p in buttons]})


YES = ("Yes, remind them", '/affirm{"question": "q3.1"}')
NO = ("No, thanks", '/deny{"question": "q3.1"}')


@pytest.mark.parametrize("text", ["Yes, remind them", "yes remind them", " YES, REMIND THEM!! "])
def test_a_typed_title_is_its_button(text):
    assert payload_typed(text, (YES, NO)) == YES[1]


def test_other_words_are_no_button():
    assert payload_typed("yes", (YES, NO)) is None


def test_signs_alone_are_no_button():
    assert payload_typed("?!", (("…", "/affirm"),)) is None


@pytest.mark.parametrize(("text", "payload"), [("1", YES[1]), ("2", NO[1]), ("2.", NO[1])])
def test_a_typed_number_is_the_button_at_that_place(text, payload):
    assert payload_typed(text, (YES, NO)) == payload


@pytest.mark.parametrize("text", ["0", "3", "99999999999999999999", "²"])
def test_a_number_beyond_the_buttons_is_none(text):
    assert payload_typed(text, (YES, NO)) is None


def test_a_number_that_is_a_title_is_that_button_and_no_place():
    pieces = (("2", '/answer{"quantity": "2"}'), ("1", '/answer{"quantity": "1"}'))
    assert payload_typed("2", pieces) == pieces[0][1]


def test_where_no_button_was_offered_a_number_is_none():
    assert payload_typed("1", ()) is None


def test_one_title_with_two_meanings_is_neither():
    same = [("Desk lamp · $19.90", f"/inform_order{n}") for n in "12"]
    assert payload_typed("desk lamp $19.90", same) is None


def test_places_count_from_one():
    assert [payload_at(place, (YES, NO)) for place in (0, 1, 2, 3)] == [None, YES[1], NO[1], None]


def test_a_button_from_before_the_last_message_is_not_offered_any_more():
    assert offered_last([said(YES), UserUttered("hm"), BotUttered("Well.")]) == ()


def test_the_buttons_of_all_that_was_said_since_are_offered_in_the_order_they_were_shown():
    assert offered_last([UserUttered("hm"), said(YES), BotUttered("Well."), said(NO)]) == (YES, NO)


def heard_as_third(**named):
    mentions = (Mention(**named),) if named else ()
    return Heard("", "", references=References(mentions), answers={"move": (Ranked("third", 0.8),)})


def test_words_for_a_place_are_that_place():
    assert place_meant(heard_as_third(position=3)) == 3


def test_all_three_are_no_place():
    assert place_meant(heard_as_third(quantifier=Quantifier.ALL, quantity=3)) is None


def test_a_place_that_is_not_sure_is_none():
    assert place_meant(Heard("", "", answers={"move": (Ranked("third", 0.5),)})) is None


def test_words_for_a_place_choose_the_thing_at_that_place():
    offered = tuple((title, f'/inform_order{{"order_number": "{title}"}}') for title in ("1", "2", "3"))
    assert chosen_by_place(heard_as_third(position=3), offered) == offered[2][1]


def test_words_for_a_place_are_neither_a_yes_nor_a_no():
    assert chosen_by_place(heard_as_third(position=3), (YES, NO, NO)) is None
