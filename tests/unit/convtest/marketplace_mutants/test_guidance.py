"""Changed guidance: what a mutant says is what it changes, and it is taken back."""

from datetime import datetime, timezone

import pytest

from bot.convtest.marketplace import world as office
from bot.convtest.marketplace.mutants.figures import figure_mutants, letter_mutants
from bot.convtest.marketplace.mutants.guidance import DECIDED, guidance_mutants
from bot.convtest.marketplace.mutants.possible import is_possible, possible_facts
from bot.guidance import letters
from bot.guidance.decide import decide
from bot.guidance.table import TableError, rows, rows_for
from bot.orders.ask import Ask
from bot.orders.decision import Facts, Offer, RefundState, Write
from bot.orders.order import Actor
from bot.orders.policy import Policy
from bot.orders.stage import Stage

TO_SHIP = Facts(Stage.TO_SHIP, charged=True)
LATE = Facts(Stage.CANCELLED, cancelled_by=Actor.BUYER, refund=RefundState.LATE, charged=True)
NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)


def mutant(file, change):
    """The one mutant of a table that is said so."""
    (found,) = [
        each for each in guidance_mutants() if each.file.endswith(f"/{file}.yml") and each.change == change
    ]
    return found


def decided(facts, ask=Ask.REFUND):
    return frozenset({(DECIDED, ask, facts)})


@pytest.mark.parametrize(
    ("change", "facts", "ask", "changed"),
    [
        ("REF-03 no longer proposes open_ticket", LATE, Ask.REFUND, lambda made: made.write is None),
        (
            "REF-03 proposes set_reminder instead of open_ticket",
            LATE,
            Ask.REFUND,
            lambda made: made.write is Write.SET_REMINDER,
        ),
        (
            "REF-03 answers with utter_refund_late_ticket_open instead of utter_refund_late",
            LATE,
            Ask.REFUND,
            lambda made: made.reply == "utter_refund_late_ticket_open",
        ),
    ],
)
def test_what_a_row_answers_is_changed_and_taken_back(change, facts, ask, changed):
    before = decide(ask, facts)
    take_back = mutant("refund", change).apply(None)
    assert changed(decide(ask, facts))
    take_back()
    assert decide(ask, facts) == before


def test_an_offer_is_dropped_and_taken_back():
    found = next(
        each
        for each in guidance_mutants()
        if each.change == "REF-01 no longer offers cancel" and each.nearness(decided(TO_SHIP)) == 0
    )
    take_back = found.apply(None)
    assert decide(Ask.REFUND, TO_SHIP).offers == ()
    take_back()
    assert decide(Ask.REFUND, TO_SHIP).offers == (Offer.CANCEL,)


def test_a_row_that_no_longer_holds_leaves_its_orders_without_an_answer():
    take_back = mutant("refund", "REF-03 holds unless ticket_open is false").apply(None)
    with pytest.raises(TableError):
        decide(Ask.REFUND, LATE)
    take_back()
    assert decide(Ask.REFUND, LATE).row_id == "REF-03"


def test_the_table_itself_does_not_follow_a_mutant():
    before = rows(), rows_for(Ask.REFUND)
    take_back = mutant("refund", "REF-03 no longer proposes open_ticket").apply(None)
    assert (rows(), rows_for(Ask.REFUND)) == before
    take_back()


def test_near_are_the_conversations_whose_decision_comes_out_differently():
    found = mutant("refund", "REF-03 no longer proposes open_ticket")
    assert found.nearness(decided(LATE)) == 0
    assert found.nearness(decided(TO_SHIP)) is None
    assert found.nearness(decided(LATE, Ask.STATUS)) is None


def test_every_mutant_is_said_in_words_of_its_own():
    said = [(each.place, each.change) for each in guidance_mutants()]
    assert len(said) == len(set(said)) > 1000


def test_a_change_that_only_impossible_orders_show_makes_no_difference():
    found = next(
        each
        for each in guidance_mutants()
        if each.change == "REF-05 holds whatever stage is" and each.file.endswith("/refund.yml")
    )
    assert found.makes_no_difference() == "no order can have facts that tell the two apart"


def test_a_change_that_some_order_shows_makes_a_difference():
    assert mutant("refund", "REF-03 no longer proposes open_ticket").makes_no_difference() is None


@pytest.mark.parametrize("ask", [Ask.PAYMENT, Ask.SELLER_CANCELLED])
def test_only_cancelled_orders_were_cancelled_by_somebody(ask):
    facts = [each for each in possible_facts(ask) if each.cancelled_by is not None]
    assert facts and {each.stage for each in facts} == {Stage.CANCELLED}


def test_an_order_cannot_be_late_without_an_estimate():
    assert not is_possible(Facts(Stage.SHIPPED, estimate_passed=True))
    assert is_possible(Facts(Stage.SHIPPED, estimate_known=True, estimate_passed=True))


def test_a_period_is_changed_for_the_office_and_taken_back():
    (found,) = [each for each in figure_mutants() if each.change == "refund_days is 6"]
    take_back = found.apply(None)
    assert office.Policy().refund_days == 6 and Policy().refund_days == 5
    take_back()
    assert office.Policy() == Policy()


def test_a_letter_loses_a_fact_and_gets_it_back():
    (found,) = [each for each in letter_mutants() if each.change == "letter other does not name {item}"]
    before = letters._texts()["bodies"]["other"]
    take_back = found.apply(None)
    assert "{item}" not in letters._texts()["bodies"]["other"]
    assert "{order_number}" in letters._texts()["bodies"]["other"]
    take_back()
    assert letters._texts()["bodies"]["other"] == before
