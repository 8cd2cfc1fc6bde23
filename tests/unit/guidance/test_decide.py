"""The decision carries on what the row says, and faults are told apart from answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guidance.decide import decide, matching_row
from bot.guidance.table import fact_values, rows
from bot.orders.ask import ASKS_WITHOUT_ORDER, Ask
from bot.orders.decision import Facts, Offer, RefundState, RequestState, Write
from bot.orders.stage import Stage

BEFORE_SHIPPING = {Stage.UNPAID, Stage.PAYMENT_PROCESSING, Stage.TO_SHIP}


def facts_within(allowed):
    """All facts, of which the named ones have only the allowed values."""
    values = {name: sorted(allowed.get(name, known), key=str) for name, known in fact_values().items()}
    return st.builds(Facts, **{name: st.sampled_from(each) for name, each in values.items()})


# A line is drawn first and facts that hit it after, so that rare lines are tried as often as others.
LINES = [
    st.tuples(st.just(row.ask), facts_within(dict(row.when.allowed)))
    for row in rows()
    if row.ask not in ASKS_WITHOUT_ORDER
]
cases = st.one_of(LINES)
any_facts = facts_within({})
tried_often = settings(max_examples=300, deadline=None)


def test_a_question_about_an_order_needs_its_facts():
    with pytest.raises(ValueError, match="cancel is about an order"):
        decide(Ask.CANCEL, None)


@settings(deadline=None)
@given(st.sampled_from(sorted(ASKS_WITHOUT_ORDER)), any_facts)
def test_a_general_question_has_the_same_answer_with_any_facts(ask, facts):
    assert decide(ask, facts) == decide(ask, None)


@tried_often
@given(cases)
def test_the_same_facts_give_the_same_decision(case):
    ask, facts = case
    assert decide(ask, facts) == decide(ask, facts)


@tried_often
@given(cases)
def test_an_order_is_only_cancelled_before_shipping(case):
    ask, facts = case
    decision = decide(ask, facts)
    if decision.write is Write.CANCEL_ORDER or Offer.CANCEL in decision.offers:
        assert facts.stage in BEFORE_SHIPPING


@tried_often
@given(cases)
def test_the_seller_is_only_asked_to_cancel_while_the_parcel_is_on_its_way_and_only_once(case):
    ask, facts = case
    decision = decide(ask, facts)
    asked = Write.REQUEST_CANCELLATION, Offer.ASK_SELLER_TO_CANCEL
    if decision.write is asked[0] or asked[1] in decision.offers:
        assert facts.stage is Stage.SHIPPED
        assert facts.request is RequestState.NONE


@tried_often
@given(cases)
def test_a_reminder_is_only_offered_when_it_is_due(case):
    ask, facts = case
    decision = decide(ask, facts)
    if decision.write is Write.REMIND_SELLER or Offer.REMIND_SELLER in decision.offers:
        assert facts.reminder_due
        assert facts.request is RequestState.WAITING
        assert facts.stage is Stage.SHIPPED


@tried_often
@given(cases)
def test_a_dispute_is_only_opened_for_a_parcel_that_arrived_or_is_late(case):
    ask, facts = case
    decision = decide(ask, facts)
    if decision.write is Write.OPEN_DISPUTE or Offer.OPEN_DISPUTE in decision.offers:
        late = facts.stage is Stage.SHIPPED and facts.estimate_passed
        assert late or facts.stage is Stage.DELIVERED


@tried_often
@given(cases)
def test_a_return_is_only_opened_when_it_is_free_and_none_is_under_way(case):
    ask, facts = case
    decision = decide(ask, facts)
    if decision.write is Write.OPEN_RETURN or Offer.OPEN_RETURN in decision.offers:
        assert facts.stage is Stage.DELIVERED
        assert facts.free_returns
        assert not facts.return_open


@tried_often
@given(cases)
def test_a_second_ticket_is_never_proposed(case):
    ask, facts = case
    decision = decide(ask, facts)
    if facts.ticket_open:
        assert decision.write is not Write.OPEN_TICKET
        assert Offer.OPEN_TICKET not in decision.offers


@tried_often
@given(cases)
def test_nothing_of_a_cancelled_order_is_written_but_a_message_or_a_ticket(case):
    ask, facts = case
    decision = decide(ask, facts)
    if facts.stage is Stage.CANCELLED:
        assert decision.write in (None, Write.MESSAGE_SELLER, Write.OPEN_TICKET)


@tried_often
@given(cases)
def test_a_reminder_at_delivery_is_only_offered_while_the_parcel_is_on_its_way(case):
    ask, facts = case
    if Offer.REMIND_ME_AT_DELIVERY in decide(ask, facts).offers:
        assert facts.stage is Stage.SHIPPED


@tried_often
@given(cases)
def test_nothing_is_offered_that_is_proposed_at_the_same_time(case):
    ask, facts = case
    decision = decide(ask, facts)
    assert decision.write is None or decision.write.value not in {offer.value for offer in decision.offers}


@tried_often
@given(cases)
def test_a_question_is_not_answered_with_the_offer_to_ask_it_again(case):
    ask, facts = case
    loops = {Ask.STATUS: Offer.SHOW_STATUS, Ask.REFUND: Offer.SHOW_REFUND, Ask.CANCEL: Offer.CANCEL}
    assert loops.get(ask) not in decide(ask, facts).offers


@tried_often
@given(cases)
def test_a_due_date_is_only_promised_where_money_can_be_on_its_way(case):
    ask, facts = case
    if matching_row(ask, facts).has_due:
        paying_back = facts.stage in {Stage.PAYMENT_PROCESSING, Stage.TO_SHIP}
        assert paying_back or facts.refund is RefundState.PENDING
