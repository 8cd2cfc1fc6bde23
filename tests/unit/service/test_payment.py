"""Telling a wrong charge from a question about a payment."""

import pytest

from bot.service.payment import reports_wrong_charge


@pytest.mark.parametrize(
    "text",
    [
        "charged twice for one lamp",
        "There is a DUPLICATE payment",
        "you took the wrong amount",
        "i never ordered this",
        "money gone but the order did not go through",
        "you overcharged me",
        "charged 2x for the lamp",
    ],
)
def test_a_charge_that_the_record_cannot_show_is_reported(text):
    assert reports_wrong_charge(text)


@pytest.mark.parametrize(
    "text",
    [
        "is my payment still pending?",
        "charged for 2 lamps",
        "how do i pay this",
        "card declined",
        "I cancelled but was charged",
    ],
)
def test_a_plain_payment_question_reports_no_wrong_charge(text):
    assert not reports_wrong_charge(text)
