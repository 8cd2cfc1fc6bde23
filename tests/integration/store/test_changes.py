"""Changes happen only from the state they expect, once, and only when committed."""

import threading

import pytest

from bot.orders.errors import EffectConflict
from bot.orders.money import Money
from bot.orders.order import (
    CancelReason,
    Dispute,
    Message,
    Refund,
    RefundCause,
    RequestStatus,
    Return,
    ReturnedItem,
    Ticket,
    TicketKind,
)
from bot.store.port import EffectKey
from tests.integration.store.conftest import NOW, STAGES

OTHER = CancelReason.OTHER
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


def test_what_is_not_committed_is_gone(database):
    with database.unit_of_work() as uow:
        uow.orders.cancel_unshipped("to_ship", OTHER, NOW)
    assert read(database, "to_ship").cancelled_at is None


def test_what_fails_half_way_is_gone(database):
    with pytest.raises(ZeroDivisionError), database.unit_of_work() as uow:
        uow.orders.cancel_unshipped("to_ship", OTHER, NOW)
        raise ZeroDivisionError
    assert read(database, "to_ship").cancelled_at is None


def test_of_two_who_cancel_at_once_exactly_one_succeeds(database):
    start, results = threading.Barrier(2), []

    def cancel():
        start.wait()
        results.append(change(database, lambda uow: uow.orders.cancel_unshipped("to_ship", OTHER, NOW)))

    threads = [threading.Thread(target=cancel) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False, True]


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
