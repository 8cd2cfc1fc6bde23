"""Typing the words of a button is pressing it, as long as it is the last one offered."""

import pytest
from rasa.shared.core.events import BotUttered, UserUttered

from bot.rasa_ext.typed_titles import payload_typed


def offered(*buttons):
    return BotUttered("Shall I?", {"buttons": [{"title": t, "payload": p} for t, p in buttons]})


YES = ("Yes, remind them", '/affirm{"answers": "remind_seller:1"}')


@pytest.mark.parametrize("text", ["Yes, remind them", "yes remind them", " YES, REMIND THEM!! "])
def test_a_typed_title_is_its_button(text):
    assert payload_typed(text, [offered(YES)]) == YES[1]


def test_other_words_are_no_button():
    assert payload_typed("yes", [offered(YES)]) is None


def test_signs_alone_are_no_button():
    assert payload_typed("?!", [offered(("…", "/affirm"))]) is None


def test_a_button_from_before_the_last_message_is_not_meant():
    assert payload_typed(YES[0], [offered(YES), UserUttered("hm"), BotUttered("Well.")]) is None


def test_one_title_with_two_meanings_is_neither():
    first, second = (offered(("Desk lamp · $19.90", f"/inform_order{n}")) for n in "12")
    assert payload_typed("desk lamp $19.90", [first, second]) is None
