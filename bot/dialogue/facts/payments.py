"""Facts about money: what was paid, how and when, and what came back."""

from datetime import datetime, timedelta

from bot.dialogue.facts.answer import Card, Fact, Scene, Told
from bot.dialogue.facts.values import day, name_of, summed
from bot.orders.order import Order, Refund


def total(order: Order, scene: Scene) -> Told:
    """The order's total, and what is asked for where that is another amount."""
    words = {"amount": str(order.total), "paid": str(order.payment.amount)}
    is_other = order.payment.amount != order.total
    reply = "utter_facts_total_and_payment" if is_other else "utter_facts_total"
    return Told(reply, words, words["amount"])


def payment_method(order: Order, scene: Scene) -> Told:
    words = {"method": order.payment.label, "amount": str(order.payment.amount)}
    reply = "utter_facts_payment_method" if order.paid_at else "utter_facts_payment_method_unpaid"
    return Told(reply, words, words["method"])


def payment_amount(order: Order, scene: Scene) -> Told:
    words = {"amount": str(order.payment.amount), "method": order.payment.label}
    if order.paid_at is None:
        return Told("utter_facts_payment_amount_unpaid", words)
    return Told("utter_facts_payment_amount", {**words, "paid_on": day(order.paid_at)}, words["amount"])


def paid_when(order: Order, scene: Scene) -> Told:
    words = {"amount": str(order.payment.amount), "method": order.payment.label}
    if order.paid_at is None:
        return Told("utter_facts_paid_when_unpaid", words)
    on = day(order.paid_at)
    return Told("utter_facts_paid_when", {**words, "paid_on": on}, on)


def coupon(order: Order, scene: Scene) -> Told:
    if order.coupon is None:
        return Told("utter_facts_coupon_none")
    words = {"coupon": order.coupon.code}
    if order.coupon.expires_at is None:
        return Told("utter_facts_coupon", words, order.coupon.code)
    return Told(
        "utter_facts_coupon_until", {**words, "until": day(order.coupon.expires_at)}, order.coupon.code
    )


def refund_amount(order: Order, scene: Scene) -> Told:
    """All that came or comes back for the order."""
    if not order.refunds:
        return _NO_REFUND
    paid, waiting = _amounts(order, is_paid=True), _amounts(order, is_paid=False)
    words = {"amount": summed(refund.amount for refund in order.refunds), "paid": paid, "waiting": waiting}
    if paid and waiting:
        return Told("utter_facts_refund_amount_in_part", words, words["amount"])
    reply = "utter_facts_refund_amount_paid" if paid else "utter_facts_refund_amount_waiting"
    return Told(reply, words, words["amount"])


def refund_method(order: Order, scene: Scene) -> Told:
    if not order.refunds:
        return _NO_REFUND
    methods = ", ".join(dict.fromkeys(refund.method for refund in order.refunds))
    words = {"method": methods, "amount": summed(refund.amount for refund in order.refunds)}
    is_paid = all(refund.paid_at for refund in order.refunds)
    reply = "utter_facts_refund_method_paid" if is_paid else "utter_facts_refund_method_waiting"
    return Told(reply, words, methods)


def refund_when(order: Order, scene: Scene) -> Told:
    """The day the last refund was paid, or is due, or should have come."""
    refund = order.last_refund
    if refund is None:
        return _NO_REFUND
    words = {"amount": str(refund.amount), "method": refund.method, "asked_on": day(refund.requested_at)}
    if refund.paid_at is not None:
        on = day(refund.paid_at)
        return Told("utter_facts_refund_when_paid", {**words, "paid_on": on}, on)
    due_at = _due_at(refund, scene)
    reply = "utter_facts_refund_when_late" if scene.now > due_at else "utter_facts_refund_when_due"
    return Told(reply, {**words, "due_on": day(due_at)}, day(due_at))


def _due_at(refund: Refund, scene: Scene) -> datetime:
    return refund.due_at or refund.requested_at + timedelta(days=scene.policy.refund_days)


_NO_REFUND = Told("", instead="refund_status")


def _amounts(order: Order, *, is_paid: bool) -> str:
    return summed(refund.amount for refund in order.refunds if (refund.paid_at is not None) == is_paid)


def total_of_several(scene: Scene) -> tuple[str, dict[str, str]]:
    """What several orders came to: the reply and its words. What was cancelled unpaid never counts."""
    paid = [order for order in scene.wide if order.paid_at]
    unpaid = [order for order in scene.wide if not order.paid_at and not order.cancelled_at]
    back = summed(refund.amount for order in paid for refund in order.refunds if refund.paid_at)
    words = {
        "amount": summed(order.payment.amount for order in paid),
        "count": str(len(paid)),
        "unpaid": summed(order.payment.amount for order in unpaid),
        "unpaid_count": str(len(unpaid)),
        "back": back,
    }
    if not paid:
        return "utter_facts_sum_unpaid" if unpaid else "utter_facts_sum_nothing", words
    ending = ("_back" if back else "") + ("_and_unpaid" if unpaid else "")
    if len(paid) == 1 and not ending:
        return "utter_facts_sum_one", {**words, "item": name_of(paid[0], scene.orders)}
    return f"utter_facts_sum{ending}", words


_NO_REFUNDS = "utter_facts_no_refunds"

FACTS = {
    "total": Fact(total),
    "payment_method": Fact(payment_method, same="utter_facts_payment_method_same"),
    "payment_amount": Fact(payment_amount, none="utter_facts_nothing_paid"),
    "paid_when": Fact(paid_when, none="utter_facts_nothing_paid"),
    "coupon": Fact(coupon, none="utter_facts_no_coupons"),
    "refund_amount": Fact(refund_amount, none=_NO_REFUNDS, card=Card.REFUND),
    "refund_method": Fact(
        refund_method, none=_NO_REFUNDS, same="utter_facts_refund_method_same", card=Card.REFUND
    ),
    "refund_when": Fact(refund_when, none=_NO_REFUNDS, card=Card.REFUND),
}
