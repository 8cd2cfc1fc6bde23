"""What every shop does, whatever lies behind it. A test class inherits this and says how one is opened."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.orders.ask import Ask
from bot.orders.decision import CouponState, Write
from bot.orders.errors import EffectConflict
from bot.orders.money import Money
from bot.orders.order import (
    Actor,
    AutoReply,
    CancellationRequest,
    CancelReason,
    Coupon,
    CouponKind,
    Customer,
    Dispute,
    DisputeStatus,
    Item,
    Order,
    Payment,
    Refund,
    RefundCause,
    RequestStatus,
    Return,
    ReturnedItem,
    ReturnStatus,
    Seller,
)
from bot.orders.stage import Stage
from bot.service.desk import Done
from bot.service.return_item import LONGEST_REASON
from tests.fakes.shop import ADA, NOW

KENJI = Customer("c-2", "Kenji Abe", "kenji@example.org", "JP")
DAY = timedelta(days=1)
SILENT = Seller("s-1", "Fernhill Goods")
ACCEPTING = Seller("s-2", "Northwind Outdoor", AutoReply.ACCEPT)
REFUSING = Seller("s-3", "Quayside Audio", AutoReply.REFUSE)
LAMP = ReturnedItem("i-1", 1)
ITEMS = (Item("i-1", "Desk lamp", Money(995), 2, (("colour", "brass"),)),)
UNPAID = Order(
    "unpaid", ADA.id, SILENT, NOW - 10 * DAY, Money(1990), Payment("card", "Visa ••4242", Money(1990)), ITEMS
)
PAID_AT = NOW - 9 * DAY
TO_SHIP = replace(UNPAID, id="to ship", paid_at=PAID_AT, payment_settled_at=PAID_AT)
SHIPPED = replace(TO_SHIP, id="shipped", shipped_at=NOW - 8 * DAY)
DELIVERED = replace(SHIPPED, id="delivered", delivered_at=NOW - 2 * DAY)
CANCELLED = replace(TO_SHIP, id="cancelled", cancelled_at=NOW - DAY, cancelled_by=Actor.SELLER)
ASKED = CancellationRequest(CancelReason.OTHER, NOW - 3 * DAY)
WAITING = replace(SHIPPED, id="waiting", cancellation_request=ASKED)
ANSWERED = replace(
    WAITING,
    id="answered",
    cancellation_request=replace(ASKED, status=RequestStatus.REFUSED, answered_at=NOW - DAY),
)
DISPUTED = replace(DELIVERED, id="disputed", disputes=(Dispute("broken", "A crack.", NOW - DAY),))
SENDING_BACK = replace(DELIVERED, id="sending back", returns=(Return((LAMP,), "too dark", NOW - DAY),))
RECEIVED = replace(
    DELIVERED,
    id="received",
    returns=(Return((LAMP,), "too dark", NOW - DAY, ReturnStatus.RECEIVED),),
)

# Each change with an order that allows it, and one that does not, or not any more.
CHANGES = {
    Write.CANCEL_ORDER: (TO_SHIP, SHIPPED, {"reason": CancelReason.FOUND_CHEAPER}),
    Write.REQUEST_CANCELLATION: (SHIPPED, DELIVERED, {"letter": "Please cancel."}),
    Write.REMIND_SELLER: (WAITING, ANSWERED, {"letter": "Any news?"}),
    Write.OPEN_DISPUTE: (DELIVERED, DISPUTED, {"reason": "broken", "text": "A leg is off."}),
    Write.OPEN_RETURN: (DELIVERED, SENDING_BACK, {"items": (LAMP,), "reason": "too dark"}),
    Write.SET_REMINDER: (SHIPPED, DELIVERED, {}),
    Write.WITHDRAW_REQUEST: (WAITING, ANSWERED, {"letter": "I take it back."}),
    Write.WITHDRAW_DISPUTE: (DISPUTED, DELIVERED, {}),
    Write.WITHDRAW_RETURN: (SENDING_BACK, RECEIVED, {}),
}
ANYWHERE = {
    Write.MESSAGE_SELLER: (CANCELLED, {"purpose": "other", "letter": "Hello."}),
    Write.OPEN_TICKET: (CANCELLED, {"summary": "The refund is late."}),
}
POSSIBLE = [
    *((write, order, parameters) for write, (order, _, parameters) in CHANGES.items()),
    *((write, *rest) for write, rest in ANYWHERE.items()),
]
each_change = pytest.mark.parametrize(
    ("write", "order", "parameters"), POSSIBLE, ids=lambda value: getattr(value, "value", "")
)


def by_id(shop, order_id):
    return next(order for order in shop.orders() if order.id == order_id)


class ShopContract:
    """``shops(*orders)`` puts the orders into a store and gives ``visit(customer_id, message_id)``.

    Ada is shopper c-1, Kenji c-2; nobody knows c-9. The clock stands at NOW.
    """

    def test_a_shopper_is_known_by_name(self, shops):
        assert shops(TO_SHIP)().customer == ADA

    @pytest.mark.parametrize("nobody", [None, "c-9"], ids=["guest", "unknown"])
    def test_a_guest_and_an_unknown_shopper_have_no_name_and_no_orders(self, shops, nobody):
        shop = shops(TO_SHIP)(nobody)
        assert (shop.customer, shop.orders()) == (None, ())

    def test_the_time_is_that_of_the_message_and_the_figures_those_of_the_desk(self, shops):
        shop = shops()()
        assert (shop.now, shop.policy.refund_days) == (NOW, 5)

    def test_orders_come_newest_first_and_nobody_elses(self, shops):
        newer = replace(UNPAID, id="newer", placed_at=NOW - DAY)
        foreign = replace(UNPAID, id="foreign", customer_id=KENJI.id)
        assert [order.id for order in shops(UNPAID, newer, foreign)().orders()] == ["newer", "unpaid"]

    def test_the_guidance_is_that_for_the_order_as_it_stands(self, shops):
        advice = shops(TO_SHIP, SHIPPED)().decide(Ask.CANCEL, "shipped")
        assert (advice.decision.row_id, advice.order.id, advice.customer) == ("CAN-04", "shipped", ADA)

    def test_there_is_no_guidance_for_somebody_elses_order(self, shops):
        assert shops(TO_SHIP)(KENJI.id).decide(Ask.CANCEL, "to ship") is None

    def test_a_charge_that_is_reported_as_wrong_counts(self, shops):
        shop = shops(TO_SHIP)()
        asked = [shop.decide(Ask.PAYMENT, "to ship", disputed).facts.payment_disputed for disputed in (0, 1)]
        assert asked == [False, True]

    def test_a_coupon_is_looked_at_with_all_orders_it_paid_for(self, shops):
        coupon = Coupon("WELCOME3", CouponKind.PLATFORM)
        cancelled, still_open = replace(CANCELLED, coupon=coupon), replace(TO_SHIP, coupon=coupon)
        shop = shops(cancelled, still_open)()
        assert shop.facts(by_id(shop, "cancelled")).coupon is CouponState.PLATFORM_SOME_OPEN

    def test_a_question_without_order_is_explained(self, shops):
        assert shops()(None).explain(Ask.REFUND_TIMING).row_id == "REF-06"

    @each_change
    def test_a_change_is_made_once_for_the_same_message(self, shops, write, order, parameters):
        visit = shops(order)
        first = visit().carry_out(write, order.id, **parameters)
        again = visit().carry_out(write, order.id, **parameters)
        assert (first.status, again.status) == (Done.DONE, Done.DONE)
        assert again.order == first.order == by_id(visit(), order.id)

    @pytest.mark.parametrize("write", CHANGES, ids=lambda write: write.value)
    def test_a_change_is_refused_once_the_order_has_moved_on(self, shops, write):
        _, moved_on, parameters = CHANGES[write]
        outcome = shops(moved_on)().carry_out(write, moved_on.id, **parameters)
        assert (outcome.status, outcome.order) == (Done.REFUSED, moved_on)

    @each_change
    def test_nothing_is_done_to_somebody_elses_order(self, shops, write, order, parameters):
        visit = shops(order)
        statuses = [visit(who).carry_out(write, order.id, **parameters).status for who in (KENJI.id, None)]
        assert statuses == [Done.UNKNOWN_ORDER] * 2
        assert by_id(visit(), order.id) == order

    def test_the_same_message_cannot_ask_for_the_same_change_in_other_words(self, shops):
        visit = shops(DELIVERED)
        visit().carry_out(Write.OPEN_DISPUTE, "delivered", reason="broken", text="A leg is off.")
        with pytest.raises(EffectConflict):
            visit().carry_out(Write.OPEN_DISPUTE, "delivered", reason="broken", text="Two legs are off.")

    def test_a_change_without_its_parameters_is_a_fault(self, shops):
        with pytest.raises(TypeError):
            shops(SHIPPED)().carry_out(Write.REQUEST_CANCELLATION, "shipped")

    def test_orders_are_looked_at_again_after_a_change(self, shops):
        shop = shops(TO_SHIP)()
        assert by_id(shop, "to ship").cancelled_at is None
        shop.carry_out(Write.CANCEL_ORDER, "to ship", reason=CancelReason.OTHER)
        assert by_id(shop, "to ship").cancelled_by is Actor.BUYER

    def test_several_orders_can_be_changed_by_one_message(self, shops):
        other = replace(TO_SHIP, id="other")
        shop = shops(TO_SHIP, other)()
        done = [
            shop.carry_out(Write.CANCEL_ORDER, each, reason=CancelReason.OTHER)
            for each in ("to ship", "other")
        ]
        assert [outcome.order.cancelled_at for outcome in done] == [NOW, NOW]

    @pytest.mark.parametrize("reason", list(CancelReason), ids=lambda reason: reason.value)
    def test_the_reason_that_is_recorded_is_the_one_that_was_told(self, shops, reason):
        outcome = shops(TO_SHIP)().carry_out(Write.CANCEL_ORDER, "to ship", reason=reason)
        assert outcome.order.cancel_reason is reason

    def test_what_was_paid_for_a_cancelled_order_goes_back_in_the_refund_period(self, shops):
        outcome = shops(TO_SHIP)().carry_out(Write.CANCEL_ORDER, "to ship", reason=CancelReason.OTHER)
        due_at = NOW + 5 * DAY
        expected = Refund(Money(1990), "Visa ••4242", RefundCause.CANCELLATION, NOW, due_at)
        assert outcome.order.refunds == (expected,)

    def test_a_seller_is_asked_to_cancel_for_other_reasons(self, shops):
        outcome = shops(SHIPPED)().carry_out(Write.REQUEST_CANCELLATION, "shipped", letter="Please cancel.")
        assert outcome.order.cancellation_request == CancellationRequest(CancelReason.OTHER, NOW)
        assert [line.text for line in outcome.order.messages] == ["Please cancel."]

    @pytest.mark.parametrize(
        ("seller", "answer"),
        [(SILENT, "silent"), (ACCEPTING, "accepted"), (REFUSING, "refused")],
        ids=lambda value: getattr(value, "name", ""),
    )
    def test_what_the_seller_answers_to_a_request_is_told(self, shops, seller, answer):
        shop = shops(replace(SHIPPED, seller=seller))()
        outcome = shop.carry_out(Write.REQUEST_CANCELLATION, "shipped", letter="Please cancel.")
        assert outcome.result == {"answer": answer}

    def test_a_seller_who_agrees_sends_a_replacement_for_what_they_cancelled(self, shops):
        shop = shops(replace(CANCELLED, seller=ACCEPTING))()
        outcome = shop.carry_out(Write.MESSAGE_SELLER, "cancelled", purpose="replacement", letter="Please?")
        assert outcome.order.replacement is not None

    def test_a_ticket_that_is_open_is_not_opened_twice(self, shops):
        visit = shops(CANCELLED)
        first = visit().carry_out(Write.OPEN_TICKET, "cancelled", summary="late")
        second = visit(message_id="m-2").carry_out(Write.OPEN_TICKET, "cancelled", summary="late")
        assert second.result == {**first.result, "already_open": True}

    def test_a_return_names_what_the_order_holds(self, shops):
        outcome = shops(DELIVERED)().carry_out(
            Write.OPEN_RETURN, "delivered", items=(ReturnedItem("i-1", 3),), reason="too dark"
        )
        assert outcome.status is Done.REFUSED

    def test_a_reason_that_is_too_long_to_be_kept_is_a_fault(self, shops):
        with pytest.raises(ValueError, match="at most"):
            shops(DELIVERED)().carry_out(
                Write.OPEN_RETURN, "delivered", items=(LAMP,), reason="x" * (LONGEST_REASON + 1)
            )

    def test_what_cannot_be_stored_is_left_out_of_a_description(self, shops):
        outcome = shops(DELIVERED)().carry_out(
            Write.OPEN_DISPUTE, "delivered", reason="broken", text="A \ud800leg\0 is off."
        )
        assert outcome.order.last_dispute.text == "A  leg  is off."

    # taking back

    def test_a_request_that_was_taken_back_is_gone_and_the_seller_is_told(self, shops):
        outcome = shops(WAITING)().carry_out(Write.WITHDRAW_REQUEST, "waiting", letter="I take it back.")
        assert outcome.order.cancellation_request is None
        assert [(line.sender, line.text) for line in outcome.order.messages] == [("buyer", "I take it back.")]

    def test_a_request_that_is_refused_to_be_taken_back_sends_no_letter(self, shops):
        outcome = shops(ANSWERED)().carry_out(Write.WITHDRAW_REQUEST, "answered", letter="I take it back.")
        assert outcome.order.messages == ()

    def test_the_request_of_an_order_that_was_cancelled_since_cannot_be_taken_back(self, shops):
        cancelled = replace(WAITING, cancelled_at=NOW - DAY, cancelled_by=Actor.SELLER)
        outcome = shops(cancelled)().carry_out(Write.WITHDRAW_REQUEST, "waiting", letter="I take it back.")
        assert (outcome.status, outcome.order) == (Done.REFUSED, cancelled)

    def test_a_request_can_be_made_again_after_it_was_taken_back(self, shops):
        visit = shops(WAITING)
        visit().carry_out(Write.WITHDRAW_REQUEST, "waiting", letter="I take it back.")
        assert visit().decide(Ask.CANCEL, "waiting").decision.write is Write.REQUEST_CANCELLATION
        asked = visit(message_id="m-2").carry_out(Write.REQUEST_CANCELLATION, "waiting", letter="Please.")
        assert (asked.status, asked.order.cancellation_request.asked_at) == (Done.DONE, NOW)

    def test_a_withdrawn_dispute_is_kept_on_record_as_withdrawn(self, shops):
        outcome = shops(DISPUTED)().carry_out(Write.WITHDRAW_DISPUTE, "disputed")
        assert outcome.order.disputes == (replace(DISPUTED.disputes[0], status=DisputeStatus.WITHDRAWN),)

    def test_after_a_withdrawn_dispute_the_order_is_delivered_again_and_can_be_disputed_again(self, shops):
        visit = shops(DISPUTED)
        visit().carry_out(Write.WITHDRAW_DISPUTE, "disputed")
        advice = visit().decide(Ask.DISPUTE, "disputed")
        assert (advice.facts.stage, advice.decision.row_id) == (Stage.DELIVERED, "DSP-01")
        again = visit(message_id="m-2").carry_out(
            Write.OPEN_DISPUTE, "disputed", reason="wrong_item", text="It is another lamp."
        )
        assert again.order.open_dispute.reason == "wrong_item"

    def test_after_a_withdrawn_dispute_the_order_can_be_returned(self, shops):
        visit = shops(DISPUTED)
        visit().carry_out(Write.WITHDRAW_DISPUTE, "disputed")
        assert visit().decide(Ask.RETURN, "disputed").decision.write is Write.OPEN_RETURN

    def test_a_dispute_withdrawn_after_its_window_cannot_be_opened_again(self, shops):
        visit = shops(replace(DISPUTED, delivered_at=NOW - 15 * DAY))
        visit().carry_out(Write.WITHDRAW_DISPUTE, "disputed")
        assert visit().decide(Ask.DISPUTE, "disputed").decision.row_id == "DSP-07"
        again = visit(message_id="m-2").carry_out(
            Write.OPEN_DISPUTE, "disputed", reason="broken", text="A crack."
        )
        assert again.status is Done.REFUSED

    def test_a_dispute_on_a_parcel_that_never_came_can_be_withdrawn_and_opened_again(self, shops):
        late = replace(SHIPPED, estimated_delivery=NOW - DAY, disputes=DISPUTED.disputes)
        visit = shops(late)
        visit().carry_out(Write.WITHDRAW_DISPUTE, "shipped")
        assert visit().decide(Ask.DISPUTE, "shipped").decision.row_id == "DSP-03"

    def test_a_resolved_dispute_cannot_be_withdrawn_nor_followed_by_another(self, shops):
        resolved = replace(DISPUTED.disputes[0], status=DisputeStatus.RESOLVED)
        visit = shops(replace(DISPUTED, disputes=(resolved,)))
        assert visit().carry_out(Write.WITHDRAW_DISPUTE, "disputed").status is Done.REFUSED
        again = visit().carry_out(Write.OPEN_DISPUTE, "disputed", reason="broken", text="A crack.")
        assert again.status is Done.REFUSED

    def test_a_withdrawn_return_is_closed_and_another_can_be_opened(self, shops):
        visit = shops(SENDING_BACK)
        outcome = visit().carry_out(Write.WITHDRAW_RETURN, "sending back")
        assert [each.status for each in outcome.order.returns] == [ReturnStatus.CLOSED]
        assert visit().decide(Ask.RETURN, "sending back").decision.write is Write.OPEN_RETURN
        again = visit(message_id="m-2").carry_out(
            Write.OPEN_RETURN, "sending back", items=(LAMP,), reason="too bright"
        )
        assert again.status is Done.DONE

    def test_a_reminder_is_known_until_it_is_withdrawn_and_can_be_set_again(self, shops):
        visit = shops(SHIPPED)
        seen = [visit().has_reminder("shipped")]
        for number, write in enumerate((Write.SET_REMINDER, Write.WITHDRAW_REMINDER, Write.SET_REMINDER)):
            visit(message_id=f"m-{number}").carry_out(write, "shipped")
            seen.append(visit().has_reminder("shipped"))
        assert seen == [False, True, False, True]

    def test_where_no_reminder_waits_there_is_none_to_withdraw(self, shops):
        assert shops(SHIPPED)().carry_out(Write.WITHDRAW_REMINDER, "shipped").status is Done.REFUSED

    def test_nobody_sees_somebody_elses_reminder(self, shops):
        visit = shops(SHIPPED)
        visit().carry_out(Write.SET_REMINDER, "shipped")
        assert [visit(who).has_reminder("shipped") for who in (KENJI.id, None)] == [False, False]

    # a person

    def test_a_call_for_a_person_has_one_reference_for_one_message(self, shops):
        visit = shops()
        references = [visit(message_id=message).call_a_person("help") for message in ("m-1", "m-1", "m-2")]
        assert references[0] == references[1] != references[2]

    def test_a_call_for_a_person_hangs_on_the_order_in_question(self, shops):
        visit = shops(SHIPPED)
        reference = visit().call_a_person("Asked: where is it", "shipped")
        (ticket,) = by_id(visit(), "shipped").tickets
        assert (ticket.reference, ticket.summary) == (reference, "Asked: where is it")

    def test_a_call_for_a_person_leaves_the_guidance_as_it_was(self, shops):
        shop = shops(SHIPPED)()
        before = shop.facts(by_id(shop, "shipped"))
        shop.call_a_person("help", "shipped")
        assert shop.facts(by_id(shop, "shipped")) == before

    @pytest.mark.parametrize("who", [KENJI.id, "c-9", None], ids=["another", "unknown", "guest"])
    def test_a_call_for_a_person_does_not_reach_somebody_elses_order(self, shops, who):
        visit = shops(SHIPPED)
        assert visit(who).call_a_person("help", "shipped").startswith("T-")
        assert by_id(visit(), "shipped").tickets == ()
