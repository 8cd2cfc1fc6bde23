"""Facts about the way of an order: its days, its parcel, who cancelled it and why."""

from bot.dialogue.facts.answer import Card, Fact, Scene, Told
from bot.dialogue.facts.values import day, word
from bot.orders.order import Actor, Order


def placed_when(order: Order, scene: Scene) -> Told:
    on = day(order.placed_at)
    return Told("utter_facts_placed_when", {"placed_on": on}, on)


def shipped_when(order: Order, scene: Scene) -> Told:
    if order.shipped_at is not None:
        on = day(order.shipped_at)
        return Told("utter_facts_shipped_when", {"shipped_on": on}, on)
    return _cancelled(order) or Told("utter_facts_shipped_when_not")


def delivered_when(order: Order, scene: Scene) -> Told:
    if order.delivered_at is not None:
        on = day(order.delivered_at)
        return Told("utter_facts_delivered_when", {"delivered_on": on}, on)
    if order.cancelled_at is not None:
        return _cancelled(order)
    if order.estimated_delivery is None:
        return Told("utter_facts_delivered_when_not")
    expected = {"estimate_on": day(order.estimated_delivery)}
    is_late = scene.now > order.estimated_delivery
    return Told(
        "utter_facts_delivered_when_late" if is_late else "utter_facts_delivered_when_expected", expected
    )


def expected_when(order: Order, scene: Scene) -> Told:
    """The estimate; what came of it where the order was delivered or cancelled."""
    if order.delivered_at is not None:
        return Told("utter_facts_delivered_when", {"delivered_on": day(order.delivered_at)})
    if order.cancelled_at is not None:
        return _cancelled(order)
    if order.estimated_delivery is None:
        return Told("utter_facts_expected_when_none")
    on = day(order.estimated_delivery)
    is_late = scene.now > order.estimated_delivery
    reply = "utter_facts_expected_when_late" if is_late else "utter_facts_expected_when"
    return Told(reply, {"estimate_on": on}, on)


def cancelled_when(order: Order, scene: Scene) -> Told:
    if order.cancelled_at is None:
        return Told("utter_facts_cancelled_not")
    return Told(_by(order), _cancelled_words(order, scene), day(order.cancelled_at))


def cancelled_by(order: Order, scene: Scene) -> Told:
    """Who cancelled: never the shopper where it was the seller or the marketplace."""
    if order.cancelled_at is None:
        return Told("utter_facts_cancelled_not")
    words = _cancelled_words(order, scene)
    who = {Actor.SELLER: order.seller.name, Actor.PLATFORM: scene.policy.marketplace}
    return Told(_by(order), words, who.get(order.cancelled_by, words["cancelled_on"]))


def cancel_reason(order: Order, scene: Scene) -> Told:
    if order.cancelled_at is None:
        return Told("utter_facts_cancelled_not")
    words = _cancelled_words(order, scene)
    if order.cancel_reason is None:
        return Told("utter_facts_cancel_reason_none", words)
    reason = word(order.cancel_reason.value)
    by_you = order.cancelled_by is Actor.BUYER
    reply = "utter_facts_cancel_reason_you" if by_you else "utter_facts_cancel_reason"
    return Told(reply, {**words, "reason": reason}, reason)


def tracking_number(order: Order, scene: Scene) -> Told:
    """The tracking number of the parcel, or of the replacement that followed it."""
    if order.replacement is not None and order.replacement.tracking_number:
        number = order.replacement.tracking_number
        return Told("utter_facts_tracking_number_replacement", {"tracking_number": number}, number)
    if order.tracking_number:
        words = {"tracking_number": order.tracking_number}
        return Told("utter_facts_tracking_number", words, order.tracking_number)
    if order.shipped_at is not None:
        return Told("utter_facts_tracking_number_none", {"shipped_on": day(order.shipped_at)})
    return _cancelled(order) or Told("utter_facts_tracking_number_not_shipped")


def carrier(order: Order, scene: Scene) -> Told:
    """Who carries a parcel is never on record; its tracking number may be."""
    if order.tracking_number:
        return Told("utter_facts_carrier_but_number", {"tracking_number": order.tracking_number})
    return Told("utter_facts_carrier")


def address(order: Order, scene: Scene) -> Told:
    to = order.ship_to
    if to is None:
        return Told("utter_facts_address_none")
    place = " ".join(part for part in (to.city, to.region, to.postal_code) if part)
    written = ", ".join([to.name, *to.lines, place, to.country])
    return Told("utter_facts_address", {"address": written}, written)


def seller(order: Order, scene: Scene) -> Told:
    return Told("utter_facts_seller", {}, order.seller.name)


def order_number(order: Order, scene: Scene) -> Told:
    """The number itself stands on the card."""
    return Told("utter_facts_order_number", {}, day(order.placed_at))


def _cancelled(order: Order) -> Told | None:
    """That it was cancelled, for questions which that answers; None where it was not."""
    if order.cancelled_at is None:
        return None
    return Told("utter_facts_cancelled_so_not", {"cancelled_on": day(order.cancelled_at)})


def _cancelled_words(order: Order, scene: Scene) -> dict[str, str]:
    on = day(order.cancelled_at) if order.cancelled_at else ""
    return {"cancelled_on": on, "marketplace": scene.policy.marketplace}


def _by(order: Order) -> str:
    if order.cancelled_by is None:
        return "utter_facts_cancelled_by_nobody_known"
    ending = {Actor.BUYER: "you", Actor.SELLER: "the_seller", Actor.PLATFORM: "the_marketplace"}
    return f"utter_facts_cancelled_by_{ending[order.cancelled_by]}"


_NOT_CANCELLED = "utter_facts_none_cancelled"

FACTS = {
    "placed_when": Fact(placed_when),
    "shipped_when": Fact(shipped_when, none="utter_facts_none_shipped"),
    "delivered_when": Fact(delivered_when, none="utter_facts_none_delivered"),
    "expected_when": Fact(expected_when, none="utter_facts_none_expected"),
    "cancelled_when": Fact(cancelled_when, none=_NOT_CANCELLED),
    "cancelled_by": Fact(cancelled_by, none=_NOT_CANCELLED),
    "cancel_reason": Fact(cancel_reason, none=_NOT_CANCELLED),
    "tracking_number": Fact(tracking_number, none="utter_facts_no_tracking_numbers"),
    "carrier": Fact(carrier, none="utter_facts_no_carriers"),
    "address": Fact(address, none="utter_facts_no_addresses", same="utter_facts_address_same"),
    "seller": Fact(seller, same="utter_facts_seller_same"),
    "order_number": Fact(order_number, card=Card.ORDER),
}
