"""What counts as consent once an answer was read."""

from dataclasses import replace

import pytest

from bot.dialogue.consent import SURE_YES, Consent, consent_of, reads_as
from bot.dialogue.heard import Clause, Heard, Ranked, Role
from tests.unit.dialogue.orders import an_order
from tests.unit.dialogue.talking import Talking, a_mention, an_answer, replies

KIND = "confirm_cancel_order"


def read(*ranked, is_fresh=True):
    return reads_as([Ranked(*each) for each in ranked], is_fresh=is_fresh)


@pytest.mark.parametrize("is_fresh", [True, False])
def test_a_clear_yes_is_a_yes_whatever_was_said_in_between(is_fresh):
    assert read(("yes", 0.95), is_fresh=is_fresh) is Consent.YES


def test_a_nod_to_a_fresh_question_is_a_yes():
    assert read(("nod", 0.95)) is Consent.YES


def test_a_nod_after_something_else_is_asked_for_again():
    assert read(("nod", 0.95), is_fresh=False) is Consent.ASK_AGAIN


@pytest.mark.parametrize("is_fresh", [True, False])
def test_thanks_are_no_yes(is_fresh):
    assert read(("ack", 0.95), is_fresh=is_fresh) is Consent.ASK_AGAIN


def test_yes_and_nod_together_agree_to_a_fresh_question():
    half = SURE_YES / 2 + 0.02
    assert read(("yes", half), ("nod", half)) is Consent.YES


def test_yes_and_nod_together_do_not_agree_after_something_else():
    half = SURE_YES / 2 + 0.02
    assert read(("yes", half), ("nod", half), is_fresh=False) is Consent.ASK_AGAIN


def test_an_unsure_yes_is_asked_for_again():
    assert read(("yes", SURE_YES - 0.01), ("other", 0.3)) is Consent.ASK_AGAIN


def test_a_yes_on_a_condition_is_asked_for_again():
    assert read(("yes_but", 0.6), ("yes", 0.4)) is Consent.ASK_AGAIN


@pytest.mark.parametrize("is_fresh", [True, False])
def test_a_no_is_a_no_whatever_was_said_in_between(is_fresh):
    assert read(("no", 0.9), is_fresh=is_fresh) is Consent.NO


def test_an_unsure_no_drops_nothing():
    assert read(("no", 0.3), ("other", 0.29)) is Consent.ASK_AGAIN


@pytest.mark.parametrize(
    ("label", "consent"),
    [("not_now", Consent.LATER), ("amend", Consent.AMEND), ("other", Consent.SOMETHING_ELSE)],
)
def test_later_changes_and_the_rest_are_told_apart(label, consent):
    assert read((label, 0.8)) is consent


def test_what_was_not_read_is_something_else():
    assert read() is Consent.SOMETHING_ELSE


def test_a_label_nobody_knows_is_something_else():
    assert read(("surprise", 0.9)) is Consent.SOMETHING_ELSE


def test_a_message_is_read_by_the_kind_of_the_open_question():
    heard = Heard("send it", "send it", answers={"confirm_message_seller": (Ranked("yes", 0.9),)})
    asked = "confirm_message_seller", "confirm_cancel_order"
    assert [consent_of(heard, kind, is_fresh=True) for kind in asked] == [Consent.YES, Consent.SOMETHING_ELSE]


def heard_as(confidence, *, refusal=0.0, roles=()):
    clauses = tuple(Clause("some words", 0, 10, role) for role in roles)
    intents = (Ranked("affirm", 1 - refusal), Ranked("deny", refusal))
    return Heard(
        "some words", "some words", intents, answers={KIND: (Ranked("yes", confidence),)}, clauses=clauses
    )


def test_a_yes_that_sounds_like_a_refusal_is_asked_for_again():
    assert consent_of(heard_as(0.85, refusal=0.4), KIND, is_fresh=True) is Consent.ASK_AGAIN


def test_a_yes_beyond_doubt_stands_though_it_sounds_like_a_refusal():
    assert consent_of(heard_as(0.97, refusal=0.4), KIND, is_fresh=True) is Consent.YES


def test_something_declined_beside_a_clear_yes_takes_nothing_from_it():
    heard = heard_as(0.85, roles=(Role.REQUEST, Role.DECLINED))
    assert consent_of(heard, KIND, is_fresh=True) is Consent.YES


def test_a_yes_beside_a_condition_is_asked_for_again_unless_it_is_beyond_doubt():
    roles = (Role.REQUEST, Role.CONDITIONAL)
    assert consent_of(heard_as(0.85, roles=roles), KIND, is_fresh=True) is Consent.ASK_AGAIN
    assert consent_of(heard_as(0.97, roles=roles), KIND, is_fresh=True) is Consent.YES


def test_a_no_beside_something_declined_stays_a_no():
    clauses = (Clause("no don't", 0, 8, Role.DECLINED),)
    heard = Heard("no don't", "no don't", answers={KIND: (Ranked("no", 0.95),)}, clauses=clauses)
    assert consent_of(heard, KIND, is_fresh=True) is Consent.NO


# The table of docs/dialogue.md: what the message is, and what follows with the question put last, and
# with something answered in between.
DONE, AGAIN, DROPPED, KEPT = "done", "asked again", "dropped", "kept"
TABLE = {
    "yes": (DONE, DONE),
    "nod": (DONE, AGAIN),
    "ack": (AGAIN, AGAIN),
    "yes_but": (AGAIN, AGAIN),
    "not_now": (KEPT, KEPT),
    "no": (DROPPED, DROPPED),
}
ORDER = "8000000000000001"


def followed(label, in_between):
    """What follows from an answer to a question whether to cancel an order."""
    talk = Talking(an_order(ORDER, "Reading lamp @30.00"))
    talk.hears("cancel_order", references=a_mention(number=ORDER))
    if in_between:
        talk.hears("refund_timing")
    response = talk.hears("", "some words", answers=an_answer(label))
    if talk.changes:
        return DONE
    if talk.state.question is None:
        return DROPPED
    return AGAIN if "utter_ask_cancel_order" in replies(response) else KEPT


@pytest.mark.parametrize(("label", "expected"), [(label, each[0]) for label, each in TABLE.items()])
def test_what_follows_where_the_question_was_put_last(label, expected):
    assert followed(label, in_between=False) == expected


@pytest.mark.parametrize(("label", "expected"), [(label, each[1]) for label, each in TABLE.items()])
def test_what_follows_where_something_was_answered_in_between(label, expected):
    assert followed(label, in_between=True) == expected


def test_after_a_later_a_nod_is_no_yes_any_more():
    talk = Talking(an_order(ORDER, "Reading lamp @30.00"))
    talk.hears("cancel_order", references=a_mention(number=ORDER))
    talk.hears("", "later", answers=an_answer("not_now"))
    talk.hears("", "ok", answers=an_answer("nod"))
    assert talk.changes == []


def test_a_question_asked_again_after_a_doubtful_yes_takes_no_nod():
    talk = Talking(an_order(ORDER, "Reading lamp @30.00"))
    talk.hears("cancel_order", references=a_mention(number=ORDER))
    talk.hears("", "thanks", answers=an_answer("ack"))
    talk.hears("", "ok", answers=an_answer("nod"))
    assert talk.changes == []


def test_the_buttons_of_a_question_answer_it_whatever_was_said_in_between():
    talk = Talking(an_order(ORDER, "Reading lamp @30.00"))
    talk.hears("cancel_order", references=a_mention(number=ORDER))
    talk.hears("refund_timing")
    talk.presses("Yes, cancel it")
    assert talk.changes == ["cancel_order"]


def test_the_button_of_a_former_question_answers_no_later_one():
    talk = Talking(an_order(ORDER, "Reading lamp @30.00"))
    talk.hears("cancel_order", references=a_mention(number=ORDER))
    former = talk.state.said
    talk.presses("No, keep it")
    talk.hears("cancel_order", references=a_mention(number=ORDER))
    talk.state = replace(talk.state, said=former)
    talk.presses("Yes, cancel it")
    assert talk.changes == []
