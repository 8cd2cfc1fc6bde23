"""What counts as consent once an answer was read."""

import pytest

from bot.dialogue.consent import SURE_YES, Consent, consent_of, reads_as
from bot.dialogue.heard import Clause, Heard, Ranked, Role

KIND = "confirm_cancel_order"


def read(*ranked, is_fresh=True, is_button=False):
    return reads_as(KIND, [Ranked(*each) for each in ranked], is_fresh=is_fresh, is_button=is_button)


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


@pytest.mark.parametrize(("label", "consent"), [("yes", Consent.YES), ("no", Consent.NO)])
def test_a_button_is_taken_at_its_word(label, consent):
    assert read((label, 0.1), is_fresh=False, is_button=True) is consent


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


@pytest.mark.parametrize("role", [Role.DECLINED, Role.CONDITIONAL])
def test_a_clause_beside_a_clear_yes_takes_nothing_from_it(role):
    heard = heard_as(0.85, roles=(Role.REQUEST, role))
    assert consent_of(heard, KIND, is_fresh=True) is Consent.YES
