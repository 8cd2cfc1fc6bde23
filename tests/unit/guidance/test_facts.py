"""Facts come from the order and the clock; periods are met at their exact ends."""

from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from bot.guidance.facts import facts_of, refund_state
from bot.orders.decision import CouponState, RefundState, ReplacementState, RequestState
from bot.orders.money import Money
from bot.orders.order import (
    Actor,
    CancellationRequest,
    CancelReason,
    Coupon,
    CouponKind,
    Dispute,
    DisputeStatus,
    Refund,
    RefundCause,
    Replacement,
    RequestStatus,
    Return,
    ReturnedItem,
    ReturnStatus,
    Ticket,
    TicketKind,
)
from bot.orders.policy import Policy
from bot.orders.stage import Stage

POLICY = Policy()
DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def facts(now):
    def of(order, country="US", **more):
        return facts_of(order, now=now, policy=POLICY, country=country, **more)

    return of


def a_refund(requested_at, paid_at=None, due_at=None):
    due_at = due_at or requested_at + 5 * DAY
    return Refund(Money(1990), "Visa ••4242", RefundCause.CANCELLATION, requested_at, due_at, paid_at)


def test_a_plain_paid_order_has_no_further_facts(facts, make_order):
    found = facts(make_order())
    assert found.stage is Stage.TO_SHIP
    assert found.charged
    assert not any((found.estimate_known, found.reminder_due, found.return_open, found.disputed))
    assert not any((found.ticket_open, found.payment_disputed))


def test_an_order_counts_as_charged_once_it_is_paid(facts, make_order, now):
    assert not facts(make_order(paid_at=None, payment_settled_at=None)).charged
    assert facts(make_order(payment_settled_at=None)).charged


def test_no_refund_is_none(facts, make_order):
    assert facts(make_order()).refund is RefundState.NONE


def test_a_refund_requested_exactly_five_days_ago_is_still_pending(facts, make_order, now):
    assert facts(make_order(refunds=(a_refund(now - 5 * DAY),))).refund is RefundState.PENDING


def test_a_refund_requested_more_than_five_days_ago_is_late(facts, make_order, now):
    assert facts(make_order(refunds=(a_refund(now - 5 * DAY - MOMENT),))).refund is RefundState.LATE


def test_a_paid_refund_is_paid_however_long_it_took(facts, make_order, now):
    assert facts(make_order(refunds=(a_refund(now - 30 * DAY, paid_at=now),))).refund is RefundState.PAID


def test_the_last_of_several_refunds_counts(facts, make_order, now):
    refunds = (a_refund(now - 30 * DAY, paid_at=now - 20 * DAY), a_refund(now - DAY))
    assert facts(make_order(refunds=refunds)).refund is RefundState.PENDING


def test_the_refund_period_is_the_setting(make_order, now):
    order = make_order(refunds=(a_refund(now - 2 * DAY),))
    assert refund_state(order, now, refund_days=1) is RefundState.LATE
    assert refund_state(order, now, refund_days=2) is RefundState.PENDING


def test_who_cancelled_is_a_fact_only_of_a_cancelled_order(facts, make_order, now):
    assert facts(make_order(cancelled_by=Actor.SELLER)).cancelled_by is None
    cancelled = make_order(cancelled_at=now, cancelled_by=Actor.SELLER)
    assert facts(cancelled).cancelled_by is Actor.SELLER
    assert facts(cancelled).stage is Stage.CANCELLED


@pytest.mark.parametrize("status", list(RequestStatus))
def test_the_request_has_the_sellers_answer(facts, make_order, now, status):
    request = CancellationRequest(CancelReason.OTHER, now, status)
    assert facts(make_order(cancellation_request=request)).request.value == status.value


def test_without_a_request_there_is_none(facts, make_order):
    assert facts(make_order()).request is RequestState.NONE


def test_a_reminder_is_due_after_exactly_two_days_of_waiting(facts, make_order, now):
    request = CancellationRequest(CancelReason.OTHER, now - 2 * DAY)
    assert facts(make_order(cancellation_request=request)).reminder_due


def test_a_reminder_is_not_due_a_moment_before_two_days(facts, make_order, now):
    request = CancellationRequest(CancelReason.OTHER, now - 2 * DAY + MOMENT)
    assert not facts(make_order(cancellation_request=request)).reminder_due


def test_a_reminder_starts_the_waiting_anew(facts, make_order, now):
    request = CancellationRequest(CancelReason.OTHER, now - 9 * DAY, reminded_at=now - DAY)
    assert not facts(make_order(cancellation_request=request)).reminder_due


@pytest.mark.parametrize("status", [RequestStatus.ACCEPTED, RequestStatus.REFUSED])
def test_an_answered_request_needs_no_reminder(facts, make_order, now, status):
    request = CancellationRequest(CancelReason.OTHER, now - 9 * DAY, status, now)
    assert not facts(make_order(cancellation_request=request)).reminder_due


def test_an_estimate_is_passed_only_after_its_moment(facts, make_order, now):
    at_it, after_it = (
        facts(make_order(estimated_delivery=now)),
        facts(make_order(estimated_delivery=now - DAY)),
    )
    assert (at_it.estimate_known, at_it.estimate_passed) == (True, False)
    assert (after_it.estimate_known, after_it.estimate_passed) == (True, True)


def test_without_an_estimate_none_is_known_and_none_is_passed(facts, make_order):
    found = facts(make_order())
    assert (found.estimate_known, found.estimate_passed) == (False, False)


@pytest.mark.parametrize(("country", "free"), [("US", True), ("pl", True), ("BR", False), ("", False)])
def test_free_returns_depend_on_the_country(facts, make_order, country, free):
    assert facts(make_order(), country=country).free_returns is free


def test_a_replacement_is_told_by_its_tracking_number(facts, make_order, now):
    assert facts(make_order()).replacement is ReplacementState.NONE
    agreed = facts(make_order(replacement=Replacement(now)))
    assert agreed.replacement is ReplacementState.WITHOUT_TRACKING
    sent = facts(make_order(replacement=Replacement(now, "RX1")))
    assert sent.replacement is ReplacementState.WITH_TRACKING


@pytest.mark.parametrize(
    ("status", "is_open"),
    [(ReturnStatus.OPEN, True), (ReturnStatus.RECEIVED, True), (ReturnStatus.CLOSED, False)],
)
def test_a_return_is_under_way_until_it_is_closed(facts, make_order, now, status, is_open):
    opened = Return((ReturnedItem("i-1", 1),), "too small", now, status)
    assert facts(make_order(returns=(opened,))).return_open is is_open


def test_a_resolved_dispute_still_counts_as_disputed(facts, make_order, now):
    ended = Dispute("broken", "It is cracked.", now, DisputeStatus.RESOLVED)
    found = facts(make_order(delivered_at=now, disputes=(ended,)))
    assert found.disputed
    assert found.stage is Stage.CLOSED


def test_a_withdrawn_dispute_changes_no_fact(facts, make_order, now):
    withdrawn = Dispute("broken", "It is cracked.", now, DisputeStatus.WITHDRAWN)
    delivered = make_order(shipped_at=now, delivered_at=now)
    assert facts(replace(delivered, disputes=(withdrawn,))) == facts(delivered)


@pytest.mark.parametrize(
    ("kind", "status", "is_open"),
    [
        (TicketKind.CUSTOMER_SERVICE, "open", True),
        (TicketKind.CUSTOMER_SERVICE, "closed", False),
        (TicketKind.HANDOVER, "open", False),
    ],
)
def test_only_an_open_ticket_of_customer_service_counts(facts, make_order, now, kind, status, is_open):
    assert facts(make_order(tickets=(Ticket(kind, "late", now, status),))).ticket_open is is_open


def test_what_the_shopper_reports_about_a_charge_is_passed_on(facts, make_order):
    assert facts(make_order(), payment_disputed=True).payment_disputed


class TestCoupon:
    def platform(self, expires_at=None):
        return Coupon("WELCOME", CouponKind.PLATFORM, expires_at)

    def test_none_was_used(self, facts, make_order):
        assert facts(make_order()).coupon is CouponState.NONE

    def test_the_sellers_own_wins_over_expired(self, facts, make_order, now):
        coupon = Coupon("SHOP", CouponKind.SELLER, now - DAY)
        assert facts(make_order(coupon=coupon)).coupon is CouponState.SELLER

    def test_expired_wins_over_all_cancelled(self, facts, make_order, now):
        order = make_order(coupon=self.platform(now - DAY), cancelled_at=now)
        assert facts(order, coupon_orders=(order,)).coupon is CouponState.EXPIRED

    def test_it_expires_at_its_moment(self, facts, make_order, now):
        assert facts(make_order(coupon=self.platform(now))).coupon is CouponState.EXPIRED
        valid = facts(make_order(coupon=self.platform(now + MOMENT))).coupon
        assert valid is CouponState.PLATFORM_SOME_OPEN

    def test_all_orders_paid_with_it_are_cancelled(self, facts, make_order, now):
        order = make_order(coupon=self.platform(), cancelled_at=now)
        other = make_order(id="2", coupon=self.platform(), cancelled_at=now)
        assert facts(order, coupon_orders=(order, other)).coupon is CouponState.PLATFORM_ALL_CANCELLED

    def test_one_other_order_paid_with_it_stands(self, facts, make_order, now):
        order = make_order(coupon=self.platform(), cancelled_at=now)
        other = make_order(id="2", coupon=self.platform())
        assert facts(order, coupon_orders=(order, other)).coupon is CouponState.PLATFORM_SOME_OPEN

    def test_the_order_itself_counts_even_when_it_is_not_among_them(self, facts, make_order):
        assert facts(make_order(coupon=self.platform())).coupon is CouponState.PLATFORM_SOME_OPEN


def test_facts_do_not_depend_on_the_zone_of_the_clock(make_order, now):
    order = make_order(refunds=(a_refund(now - 5 * DAY),))
    elsewhere = now.astimezone(timezone(timedelta(hours=-9)))
    here = facts_of(order, now=now, policy=POLICY, country="US")
    assert facts_of(order, now=elsewhere, policy=POLICY, country="US") == here
