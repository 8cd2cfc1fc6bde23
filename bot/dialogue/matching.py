"""Which orders have what a mention says: number, words, amount, day, status, place, end of a scale. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone

from bot.dialogue.matching_words import as_typed, by_words
from bot.dialogue.references import Extreme, Happening, Mention, Quantifier, Status
from bot.dialogue.selection import Ambiguous, Near, NotBought, Unknown
from bot.dialogue.word_match import normalised_id, typing_distance
from bot.orders.order import Order, ReturnStatus
from bot.orders.policy import Policy
from bot.orders.stage import Stage, stage_of

_NEAR = 2
_NEAR_MIN_LENGTH = 8
# A round amount that no order has may be one that was rounded: a twentieth to either side.
_ROUNDING_PART = 20

Matched = tuple[Order, ...] | Near | Unknown | NotBought | Ambiguous


@dataclass(frozen=True)
class Context:
    """The orders of a shopper, newest first, and what the conversation was about."""

    orders: tuple[Order, ...]
    today: date
    now: datetime
    policy: Policy
    fits: Callable[[Order], int]
    shown: tuple[Order, ...] = ()
    focus: tuple[Order, ...] = ()

    @property
    def fitting(self) -> tuple[Order, ...]:
        """The orders that suit the request best; all of them where none does."""
        return best_fitting(self.orders, self.fits) or self.orders


def best_fitting(orders: Sequence[Order], fits: Callable[[Order], int]) -> tuple[Order, ...]:
    """Those of ``orders`` that suit best; empty where none suits."""
    best = max(map(fits, orders), default=0)
    return tuple(order for order in orders if best and fits(order) == best)


def matching_orders(mention: Mention, context: Context, pool: tuple[Order, ...]) -> Matched:
    """The orders of ``pool`` for which all holds that the mention says, or why there are none."""
    if mention.number or mention.ending or mention.tracking:
        return _by_number(mention, context.orders)
    mention = as_typed(mention, context.orders)
    found = by_words(mention, pool)
    if not isinstance(found, tuple):
        return found
    pool = found
    for narrow in (_by_amount, _by_status, _by_days, _by_position, _by_extreme):
        found = narrow(mention, context, pool)
        if isinstance(found, tuple):
            pool = found
        elif not (narrow is _by_status and _is_one_thing(mention, pool)):
            return found
    return pool


def _is_one_thing(mention: Mention, pool: Sequence[Order]) -> bool:
    """Whether its words name one thing: it is meant whatever else is said of it, "is the lamp cancelled?".

    So are the headphones, where they are of one order only.
    """
    is_one = not mention.is_plural or len(pool) == 1
    return bool(mention.words) and mention.quantifier is Quantifier.ONE and is_one


def _by_number(mention: Mention, orders: Sequence[Order]) -> Matched:
    if mention.ending:
        ending = normalised_id(mention.ending)
        found = tuple(order for order in orders if normalised_id(order.id).endswith(ending))
        return found or Unknown(f"…{mention.ending}")
    number = normalised_id(mention.number or mention.tracking or "")
    exact = tuple(order for order in orders if number in _numbers_of(order))
    if exact:
        return exact
    if len(number) >= _NEAR_MIN_LENGTH:
        near = [order for order in orders if typing_distance(normalised_id(order.id), number) <= _NEAR]
        if len(near) == 1:
            return Near(number, near[0])
    return Unknown(mention.number or mention.tracking or "")


def _numbers_of(order: Order) -> set[str]:
    replacement = order.replacement.tracking_number if order.replacement else None
    return {normalised_id(number) for number in (order.id, order.tracking_number, replacement) if number}


def _by_amount(mention: Mention, context: Context, pool: tuple[Order, ...]) -> Matched:
    if mention.cents is None:
        return pool
    low, high = mention.cents
    of_total = tuple(order for order in pool if low <= order.total.cents <= high)
    if of_total:
        return of_total
    of_item = tuple(
        order
        for order in pool
        if any(
            low <= cents <= high
            for item in order.items
            for cents in (item.price.cents, item.price.cents * item.quantity)
        )
    )
    if of_item:
        return of_item
    off = low // _ROUNDING_PART
    near = tuple(order for order in pool if low % 100 == 0 and low - off <= order.total.cents <= high + off)
    return Ambiguous(near) if near else Unknown(mention.text)


def _by_status(mention: Mention, context: Context, pool: tuple[Order, ...]) -> Matched:
    if mention.status is None:
        return pool
    found = tuple(order for order in pool if has_status(order, mention.status, context))
    return found or Unknown(mention.text)


_BEFORE_SHIPPING = {Stage.UNPAID, Stage.PAYMENT_PROCESSING, Stage.TO_SHIP}


def has_status(order: Order, status: Status, context: Context) -> bool:
    """Whether things stand so with the order, in the sense in which a shopper says it."""
    stage = stage_of(order, context.now, context.policy.dispute_window_days)
    estimate = order.estimated_delivery
    is_sent = stage is Stage.SHIPPED
    by_status = {
        Status.UNPAID: stage is Stage.UNPAID,
        Status.PAID: order.paid_at is not None and order.cancelled_at is None,
        Status.NOT_SHIPPED: stage in _BEFORE_SHIPPING,
        Status.SHIPPED: is_sent,
        Status.NOT_DELIVERED: stage in _BEFORE_SHIPPING or is_sent,
        Status.DELIVERED: order.delivered_at is not None and order.cancelled_at is None,
        Status.LATE: is_sent and estimate is not None and context.now > estimate,
        Status.CANCELLED: stage is Stage.CANCELLED,
        Status.CANCELLABLE: stage in _BEFORE_SHIPPING,
        Status.RETURNED: bool(order.returns),
        Status.RETURNABLE: stage is Stage.DELIVERED
        and not any(each.status is not ReturnStatus.CLOSED for each in order.returns),
        Status.DISPUTED: bool(order.disputes),
        Status.REFUNDED: bool(order.refunds),
        Status.OPEN: stage in _BEFORE_SHIPPING or is_sent or stage is Stage.IN_DISPUTE,
    }
    return by_status[status]


def _by_days(mention: Mention, context: Context, pool: tuple[Order, ...]) -> Matched:
    """By the day of what happened; where that is not said, the day it was ordered, else any other."""
    if mention.days is None:
        return pool
    first, last = mention.days.dates(context.today)
    asked = (
        [mention.happening]
        if mention.happening
        else [Happening.ORDERED, Happening.DELIVERED, Happening.SHIPPED]
    )
    for happening in asked:
        found = tuple(order for order in pool if first <= (_day_of(order, happening) or date.max) <= last)
        if found:
            return found
    return Unknown(mention.text)


def _time_of(order: Order, happening: Happening) -> datetime | None:
    times = {
        Happening.ORDERED: order.placed_at,
        Happening.PAID: order.paid_at,
        Happening.SHIPPED: order.shipped_at,
        Happening.DELIVERED: order.delivered_at,
        Happening.CANCELLED: order.cancelled_at,
    }
    return times[happening]


def _day_of(order: Order, happening: Happening) -> date | None:
    time = _time_of(order, happening)
    return None if time is None else time.astimezone(timezone.utc).date()


def _by_position(mention: Mention, context: Context, pool: tuple[Order, ...]) -> Matched:
    if mention.position is None:
        return pool
    shown = tuple(order for order in context.shown if order in pool)
    count = mention.quantity or 1
    if mention.position == -1 and not shown:
        return pool[:count]
    listed = shown or pool
    if count > 1 and mention.position in (1, -1):
        return listed[:count] if mention.position == 1 else listed[-count:]
    place = mention.position - 1 if mention.position > 0 else len(listed) - 1
    return (listed[place],) if place < len(listed) else Unknown(mention.text)


def _by_extreme(mention: Mention, context: Context, pool: tuple[Order, ...]) -> Matched:
    """One end of a scale; where two are equal there, both."""
    if mention.extreme is None or not pool:
        return pool
    if mention.extreme in (Extreme.CHEAPEST, Extreme.DEAREST):
        by_total = sorted(
            pool, key=lambda order: order.total.cents, reverse=mention.extreme is Extreme.DEAREST
        )
        farthest = by_total[: mention.quantity or 1][-1].total.cents
        return tuple(order for order in by_total if _is_within(order, farthest, mention.extreme))
    happening = mention.happening or Happening.ORDERED
    dated = [(time, order) for order in pool if (time := _time_of(order, happening)) is not None]
    if not dated:
        return Unknown(mention.text)
    dated.sort(key=lambda pair: pair[0], reverse=mention.extreme is Extreme.NEWEST)
    return tuple(order for _, order in dated[: mention.quantity or 1])


def _is_within(order: Order, cents: int, extreme: Extreme) -> bool:
    return order.total.cents <= cents if extreme is Extreme.CHEAPEST else order.total.cents >= cents
