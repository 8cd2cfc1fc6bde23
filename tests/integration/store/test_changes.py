"""Changes happen only from the state they expect, once, and only when committed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.event import listen

from bot.orders.errors import EffectConflict
from bot.orders.money import Money
from bot.orders.order import (
    Actor,
    CancelReason,
    Customer,
    Dispute,
    DisputeStatus,
    Message,
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
from bot.store import tables
from bot.store.port import EffectKey
from tests.integration.store.conftest import NOW, STAGES, a_document, an_order

OTHER = CancelReason.OTHER
LATER = NOW + timedelta(days=2)
REFUND = Refund(Money(1990), "Visa ••4242", RefundCause.CANCELLATION, NOW, NOW)
DISPUTE = Dispute("broken", "It is cracked.", NOW, photos=("lamp.jpg",))
RETURN = Return((ReturnedItem("i-1", 1),), "too small", NOW)
KEY = EffectKey("c-1", "to_ship", "cancel_order", "m-1")


def change(database, do):
    """Do one change in a transaction of its own, committed."""
    with database.unit_of_work() as uow:
        result = do(uow)
        uow.commit()
    return result


def read(database, order_id, customer_id="c-1"):
    with database.unit_of_work() as uow:
        return uow.orders.get(order_id, customer_id)


@pytest.mark.parametrize(
    ("do", "allowed"),
    [
        (lambda orders, at: orders.cancel_unshipped(at, OTHER, NOW), {"unpaid", "to_ship"}),
        (lambda orders, at: orders.ask_seller_to_cancel(at, OTHER, NOW), {"shipped"}),
        (lambda orders, at: orders.open_dispute(at, DISPUTE), {"shipped", "delivered"}),
        (lambda orders, at: orders.open_return(at, RETURN), {"delivered"}),
    ],
    ids=["cancel", "ask the seller", "dispute", "return"],
)
def test_a_change_happens_at_the_stages_that_allow_it_and_at_no_other(database, do, allowed):
    happened = {stage for stage in STAGES if change(database, lambda uow, at=stage: do(uow.orders, at))}
    assert happened == allowed


@pytest.mark.parametrize(
    ("stage", "do"),
    [
        ("to_ship", lambda orders: orders.cancel_unshipped("to_ship", OTHER, NOW)),
        ("shipped", lambda orders: orders.ask_seller_to_cancel("shipped", OTHER, NOW)),
        ("delivered", lambda orders: orders.open_dispute("delivered", DISPUTE)),
        ("delivered", lambda orders: orders.open_return("delivered", RETURN)),
        ("to_ship", lambda orders: orders.add_refund("to_ship", REFUND)),
        ("shipped", lambda orders: orders.agree_replacement("shipped", NOW)),
        ("shipped", lambda orders: orders.set_reminder("c-1", "shipped", "ab", NOW)),
    ],
    ids=["cancel", "ask the seller", "dispute", "return", "refund", "replacement", "reminder"],
)
def test_the_same_change_happens_only_once(database, stage, do):
    assert [change(database, lambda uow: do(uow.orders)) for _ in range(2)] == [True, False]


WITHDRAWALS = {
    "request": (
        lambda orders: orders.ask_seller_to_cancel("shipped", OTHER, NOW),
        lambda orders: orders.withdraw_request("shipped"),
    ),
    "dispute": (
        lambda orders: orders.open_dispute("shipped", DISPUTE),
        lambda orders: orders.withdraw_dispute("shipped"),
    ),
    "return": (
        lambda orders: orders.open_return("delivered", RETURN),
        lambda orders: orders.withdraw_return("delivered"),
    ),
    "reminder": (
        lambda orders: orders.set_reminder("c-1", "shipped", "ab", NOW),
        lambda orders: orders.withdraw_reminder("c-1", "shipped"),
    ),
}


@pytest.mark.parametrize(("do", "withdraw"), WITHDRAWALS.values(), ids=WITHDRAWALS)
def test_what_was_done_is_withdrawn_once_and_can_be_done_again(database, do, withdraw):
    happened = [
        change(database, lambda uow, s=s: s(uow.orders)) for s in (withdraw, do, withdraw, withdraw, do)
    ]
    assert happened == [False, True, True, False, True]


@pytest.mark.parametrize("status", [RequestStatus.ACCEPTED, RequestStatus.REFUSED])
def test_a_request_that_was_answered_cannot_be_withdrawn(database, status):
    change(database, lambda uow: uow.orders.ask_seller_to_cancel("shipped", OTHER, NOW))
    change(database, lambda uow: uow.orders.answer_request("shipped", status, NOW))
    assert change(database, lambda uow: uow.orders.withdraw_request("shipped")) is False
    assert read(database, "shipped").cancellation_request.status is status


def test_a_withdrawn_dispute_stays_on_record_beside_the_next(database):
    change(database, lambda uow: uow.orders.open_dispute("delivered", DISPUTE))
    change(database, lambda uow: uow.orders.withdraw_dispute("delivered"))
    change(database, lambda uow: uow.orders.open_dispute("delivered", DISPUTE))
    withdrawn = replace(DISPUTE, status=DisputeStatus.WITHDRAWN)
    assert read(database, "delivered").disputes == (withdrawn, DISPUTE)


def test_a_resolved_dispute_is_neither_withdrawn_nor_followed_by_another(empty_database, load):
    resolved = {"reason": "broken", "text": "Cracked.", "opened_at": "-3d", "status": "resolved"}
    load(a_document(an_order("delivered", **STAGES["delivered"], disputes=[resolved])))
    tries = (
        lambda orders: orders.withdraw_dispute("delivered"),
        lambda orders: orders.open_dispute("delivered", DISPUTE),
    )
    assert [change(empty_database, lambda uow, t=t: t(uow.orders)) for t in tries] == [False, False]


def test_a_return_that_the_seller_has_received_cannot_be_withdrawn(empty_database, load):
    received = {
        "items": [{"id": "i-1", "quantity": 1}],
        "reason": "",
        "opened_at": "-3d",
        "status": "received",
    }
    load(a_document(an_order("delivered", **STAGES["delivered"], returns=[received])))
    assert change(empty_database, lambda uow: uow.orders.withdraw_return("delivered")) is False
    assert read(empty_database, "delivered").returns[0].status is ReturnStatus.RECEIVED


def test_a_reminder_belongs_to_one_shopper(database):
    change(database, lambda uow: uow.orders.set_reminder("c-1", "shipped", "ab", NOW))
    assert change(database, lambda uow: uow.orders.has_reminder("c-2", "shipped")) is False
    assert change(database, lambda uow: uow.orders.withdraw_reminder("c-2", "shipped")) is False
    assert change(database, lambda uow: uow.orders.has_reminder("c-1", "shipped")) is True


def test_a_reminder_that_was_given_is_no_longer_there_to_be_withdrawn(database):
    change(database, lambda uow: uow.orders.set_reminder("c-1", "delivered", "ab", NOW))
    with database.unit_of_work() as uow:
        (due,) = uow.orders.due_reminders(NOW)
    change(database, lambda uow: uow.orders.settle_reminder(due.id, NOW))
    assert change(database, lambda uow: uow.orders.has_reminder("c-1", "delivered")) is False
    assert change(database, lambda uow: uow.orders.withdraw_reminder("c-1", "delivered")) is False


def test_what_is_not_committed_is_gone(database):
    with database.unit_of_work() as uow:
        uow.orders.cancel_unshipped("to_ship", OTHER, NOW)
    assert read(database, "to_ship").cancelled_at is None


def test_what_fails_half_way_is_gone(database):
    with pytest.raises(ZeroDivisionError), database.unit_of_work() as uow:
        uow.orders.cancel_unshipped("to_ship", OTHER, NOW)
        raise ZeroDivisionError
    assert read(database, "to_ship").cancelled_at is None


def test_someone_elses_order_looks_like_one_that_does_not_exist(database):
    assert read(database, "to_ship", "c-2") is None is read(database, "no such order")


def test_a_waiting_request_is_answered_once(database):
    change(database, lambda uow: uow.orders.ask_seller_to_cancel("shipped", OTHER, NOW))
    answers = [
        change(database, lambda uow, s=status: uow.orders.answer_request("shipped", s, NOW))
        for status in (RequestStatus.REFUSED, RequestStatus.ACCEPTED)
    ]
    assert answers == [True, False]
    assert read(database, "shipped").cancellation_request.status is RequestStatus.REFUSED


def test_only_a_waiting_request_can_be_reminded_of(database):
    assert change(database, lambda uow: uow.orders.remind_seller("shipped", NOW)) is False
    change(database, lambda uow: uow.orders.ask_seller_to_cancel("shipped", OTHER, NOW))
    assert change(database, lambda uow: uow.orders.remind_seller("shipped", NOW)) is True


def test_what_was_recorded_is_read_back_whole(database):
    def record(uow):
        uow.orders.add_refund("delivered", REFUND)
        uow.orders.open_dispute("delivered", DISPUTE)
        uow.orders.open_return("delivered", RETURN)
        uow.orders.add_message("delivered", Message("buyer", "Hello", NOW))

    change(database, record)
    order = read(database, "delivered")
    assert (order.refunds, order.disputes, order.returns) == ((REFUND,), (DISPUTE,), (RETURN,))
    assert order.messages == (Message("buyer", "Hello", NOW),)


def test_a_customer_is_found_by_id_and_an_unknown_one_is_none(database):
    with database.unit_of_work() as uow:
        assert uow.orders.customer("c-2") == Customer("c-2", "Kenji Abe", "kenji@example.org", "JP")
        assert uow.orders.customer("c-9") is None


def test_a_customers_orders_come_newest_first_and_nobody_elses(empty_database, load):
    older, newer = an_order("older", placed_at="-5d"), an_order("newer", placed_at="-1d")
    load(a_document(older, newer, an_order("other", customer_id="c-2")))
    with empty_database.unit_of_work() as uow:
        assert [order.id for order in uow.orders.of_customer("c-1")] == ["newer", "older"]
        assert uow.orders.of_customer("c-9") == ()


def test_the_orders_that_a_coupon_paid_for_are_found(empty_database, load):
    with_coupon, foreign = an_order("with", coupon="WELCOME3"), an_order("foreign", coupon="WELCOME3")
    load(a_document(with_coupon, an_order("without"), {**foreign, "customer_id": "c-2"}))
    with empty_database.unit_of_work() as uow:
        assert [order.id for order in uow.orders.paid_with("WELCOME3", "c-1")] == ["with"]
        assert uow.orders.paid_with("NONE", "c-1") == ()


def test_a_cancelled_order_says_by_whom_when_and_why(database):
    change(database, lambda uow: uow.orders.cancel_unshipped("to_ship", CancelReason.FOUND_CHEAPER, NOW))
    order = read(database, "to_ship")
    assert (order.cancelled_by, order.cancelled_at) == (Actor.BUYER, NOW)
    assert order.cancel_reason is CancelReason.FOUND_CHEAPER


def test_a_cancelled_order_takes_no_further_change(database):
    change(database, lambda uow: uow.orders.cancel_unshipped("to_ship", OTHER, NOW))
    happened = [
        change(database, lambda uow: uow.orders.cancel_unshipped("to_ship", OTHER, NOW)),
        change(database, lambda uow: uow.orders.ask_seller_to_cancel("to_ship", OTHER, NOW)),
        change(database, lambda uow: uow.orders.open_dispute("to_ship", DISPUTE)),
        change(database, lambda uow: uow.orders.open_return("to_ship", RETURN)),
    ]
    assert happened == [False] * 4


@pytest.mark.parametrize(
    "do",
    [
        lambda orders: orders.cancel_unshipped("none", OTHER, NOW),
        lambda orders: orders.ask_seller_to_cancel("none", OTHER, NOW),
        lambda orders: orders.answer_request("none", RequestStatus.ACCEPTED, NOW),
        lambda orders: orders.remind_seller("none", NOW),
        lambda orders: orders.agree_replacement("none", NOW),
        lambda orders: orders.add_refund("none", REFUND),
        lambda orders: orders.open_dispute("none", DISPUTE),
        lambda orders: orders.open_return("none", RETURN),
        lambda orders: orders.set_reminder("c-1", "none", "ab", NOW),
        lambda orders: orders.settle_reminder(99, NOW),
        lambda orders: orders.withdraw_request("none"),
        lambda orders: orders.withdraw_dispute("none"),
        lambda orders: orders.withdraw_return("none"),
        lambda orders: orders.withdraw_reminder("c-1", "none"),
    ],
)
def test_nothing_happens_to_an_order_that_does_not_exist(database, do):
    assert change(database, lambda uow: do(uow.orders)) is False


def test_refunds_of_different_causes_stand_side_by_side(database):
    other = replace(REFUND, cause=RefundCause.DISPUTE)
    assert [
        change(database, lambda uow, r=r: uow.orders.add_refund("delivered", r)) for r in (REFUND, other)
    ] == [
        True,
        True,
    ]
    assert read(database, "delivered").refunds == (REFUND, other)


def test_after_a_closed_return_another_can_be_opened(empty_database, load):
    closed = {
        "items": [{"id": "i-1", "quantity": 1}],
        "reason": "small",
        "opened_at": "-3d",
        "status": "closed",
    }
    load(a_document(an_order("delivered", **STAGES["delivered"], returns=[closed])))
    assert change(empty_database, lambda uow: uow.orders.open_return("delivered", RETURN)) is True


def test_an_agreed_replacement_has_no_tracking_number_yet(database):
    change(database, lambda uow: uow.orders.agree_replacement("shipped", NOW))
    assert read(database, "shipped").replacement == Replacement(NOW, None)


def test_a_reminder_to_the_seller_is_dated(database):
    change(database, lambda uow: uow.orders.ask_seller_to_cancel("shipped", OTHER, NOW))
    change(database, lambda uow: uow.orders.remind_seller("shipped", LATER))
    request = read(database, "shipped").cancellation_request
    assert (request.asked_at, request.reminded_at, request.answered_at) == (NOW, LATER, None)


def test_what_was_done_is_noted_once_for_each_commit(database):
    note = ("c-1", "to_ship", "cancel_order", "", NOW)
    change(database, lambda uow: uow.audit.note(*note))
    with database.unit_of_work() as uow:
        uow.audit.note(*note)
    with database.reading() as connection:
        rows = connection.execute(tables.audit.select()).all()
    assert [tuple(row)[1:] for row in rows] == [note]


def test_an_effect_that_was_not_committed_is_not_found(database):
    with database.unit_of_work() as uow:
        uow.effects.record(KEY, "f", {})
    with database.unit_of_work() as uow:
        assert uow.effects.find(KEY, "f") is None


@pytest.mark.parametrize("field", ["customer_id", "order_id", "operation", "message_id"])
def test_another_key_is_another_effect(database, field):
    change(database, lambda uow: uow.effects.record(KEY, "f", {}))
    with database.unit_of_work() as uow:
        assert uow.effects.find(replace(KEY, **{field: "other"}), "f") is None


def test_many_orders_take_the_same_statements_with_as_many_values_as_one(empty_database, load):
    """A list of ids would not do: SQLite takes at most 32,766 values in one statement."""
    load(a_document(*(an_order(f"o-{number}") for number in range(20)), an_order("one", customer_id="c-2")))
    asked = []
    listen(
        empty_database.engine, "before_cursor_execute", lambda *call: asked.append((call[2], len(call[3])))
    )
    seen = []
    for customer_id in ("c-1", "c-2"):
        asked.clear()
        with empty_database.unit_of_work() as uow:
            assert uow.orders.of_customer(customer_id)
        seen.append(tuple(asked))
    assert seen[0] == seen[1]


def test_a_shopper_is_reminded_once_even_after_a_new_beginning(database):
    reminders = [
        change(database, lambda uow, c=chat: uow.orders.set_reminder("c-1", "shipped", c, NOW))
        for chat in ("ab0000", "ab0001")
    ]
    assert reminders == [True, False]


def test_nobody_is_reminded_of_somebody_elses_order(database):
    assert change(database, lambda uow: uow.orders.set_reminder("c-2", "shipped", "ab", NOW)) is False


def test_tickets_have_references_of_their_own(database):
    ticket = Ticket(TicketKind.CUSTOMER_SERVICE, "late refund", NOW)
    first = change(database, lambda uow: uow.orders.open_ticket("c-1", "to_ship", ticket))
    second = change(database, lambda uow: uow.orders.open_ticket("c-1", None, ticket))
    assert first != second
    assert [t.reference for t in read(database, "to_ship").tickets] == [first]


def test_a_reminder_is_due_once_the_order_is_delivered_and_given_once(database):
    for order_id in ("shipped", "delivered"):
        change(database, lambda uow, o=order_id: uow.orders.set_reminder("c-1", o, "ab", NOW))
    with database.unit_of_work() as uow:
        (due,) = uow.orders.due_reminders(NOW)
    assert due.order_id == "delivered"
    settled = [change(database, lambda uow: uow.orders.settle_reminder(due.id, NOW)) for _ in range(2)]
    assert settled == [True, False]


def test_an_effect_is_found_again_by_its_key(database):
    change(database, lambda uow: uow.effects.record(KEY, "f", {"refunded": True}))
    with database.unit_of_work() as uow:
        assert uow.effects.find(KEY, "f") == {"refunded": True}


def test_an_effect_that_was_not_recorded_is_not_found(database):
    with database.unit_of_work() as uow:
        assert uow.effects.find(KEY, "f") is None


def test_an_effect_key_with_other_parameters_is_refused(database):
    change(database, lambda uow: uow.effects.record(KEY, "f", {}))
    with database.unit_of_work() as uow, pytest.raises(EffectConflict):
        uow.effects.find(KEY, "other")
