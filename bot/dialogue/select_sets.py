"""Where a mention is looked for, and which orders "all", "both", "the rest" stand for. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.matching import Context, Matched, best_fitting, matching_orders
from bot.dialogue.references import Extreme, Kind, Mention, Quantifier
from bot.dialogue.selection import Ambiguous
from bot.orders.order import Order

_SETS = (Quantifier.ALL, Quantifier.BOTH, Quantifier.REST)


def pool_of(mention: Mention, context: Context) -> tuple[Order, ...]:
    """The orders among which a mention is looked for."""
    if mention.is_pronoun and context.focus:
        is_many = mention.is_plural or mention.extreme is not None or mention.quantifier in _SETS
        several = (orders for orders in (context.focus, context.shown, context.fitting) if len(orders) > 1)
        return next(several, context.focus) if is_many else context.focus
    is_plain_end = mention.extreme is not None and not mention.words and mention.status is None
    if is_plain_end and (mention.extreme is not Extreme.NEWEST or _is_compared(mention)):
        fitting = tuple(order for order in context.shown if context.fits(order))
        return fitting if len(fitting) > 1 else context.fitting
    return context.orders


def _is_compared(mention: Mention) -> bool:
    return mention.kind is not Kind.ORDER and mention.happening is None


def orders_named(mention: Mention, context: Context, out: tuple[Order, ...]) -> Matched:
    """The orders of one mention: those it tells, or those that "all", "both", "them" stand for."""
    if mention.says_which:
        pool = pool_of(mention, context)
        if mention.extreme is None or not (mention.words or mention.status):
            return matching_orders(mention, context, pool)
        alike = matching_orders(replace(mention, extreme=None), context, pool)
        if not isinstance(alike, tuple):
            return alike
        end = replace(mention, words=(), status=None)
        return matching_orders(end, context, best_fitting(alike, context.fits) or alike)
    if mention.is_pronoun:
        return _talked_about(mention, context)
    if mention.quantifier is Quantifier.BOTH or (mention.quantity or 1) > 1:
        count = mention.quantity or 2
        exact = (orders for orders in (context.focus, context.shown, context.fitting) if len(orders) == count)
        return next(exact, context.fitting)
    if mention.quantifier is Quantifier.ALL:
        is_part = mention.kind is not Kind.ORDER and len(context.focus) == 1 and context.focus[0] in out
        return context.focus if is_part else context.fitting
    if mention.quantifier is Quantifier.COUNT or context.focus == ():
        return context.fitting
    return ()


def _talked_about(mention: Mention, context: Context) -> Matched:
    """What "it", "them", "all of them" stand for."""
    if not mention.is_plural and mention.quantifier is Quantifier.ONE:
        return context.focus or context.fitting
    count = mention.quantity
    several = [
        orders
        for orders in (context.focus, context.shown)
        if len(orders) > 1 and count in (None, len(orders))
    ]
    if several:
        return several[0]
    if mention.quantifier is Quantifier.ONE:
        return context.focus or context.fitting
    return context.fitting if mention.is_plural else context.focus or context.fitting


def rest_of(
    asked: Sequence[Mention], taken: tuple[Order, ...], context: Context
) -> tuple[Order, ...] | Ambiguous:
    """What is left when all that was named is taken away: "the rest", "the other one"."""
    for mention in asked:
        if mention.quantifier is Quantifier.REST:
            listed = len(context.shown) > 1 and all(order in context.shown for order in taken)
            talked = len(context.focus) > 1 and all(order in context.focus for order in taken)
            base = context.focus if talked else context.shown if listed else context.fitting
            gone = taken or (context.focus if len(context.focus) == 1 else ())
            rest = tuple(order for order in base if order not in gone)
            is_as_many = mention.quantity is None or mention.quantity == len(rest)
            return rest if is_as_many else Ambiguous(rest or context.fitting)
        if mention.quantifier is Quantifier.OTHER:
            base = context.shown or context.fitting
            gone = taken or context.focus
            rest = tuple(order for order in base if order not in gone)
            return rest if len(rest) == 1 else Ambiguous(rest or context.orders)
    return ()
