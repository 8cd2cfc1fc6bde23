"""Which of the shopper's own orders a reference means. Pure.

What of a reference was not understood is never passed over: it comes back as a refusal or a question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from bot.dialogue.matching import Context, Matched, best_fitting, matching_orders
from bot.dialogue.references import Mention, Quantifier, References
from bot.dialogue.select_sets import orders_named, pool_of, rest_of
from bot.dialogue.selection import Ambiguous, Chosen, Near, NoOrders, NotBought, Selection, Unknown
from bot.dialogue.word_match import item_words
from bot.orders.order import Order
from bot.orders.policy import Policy

_SETS = (Quantifier.ALL, Quantifier.BOTH, Quantifier.REST)
# Names that stand this near to one another belong to one list: "the lamp, and the tent".
_LIST_GAP = 8


def select_orders(
    references: References,
    orders: Sequence[Order],
    *,
    today: date,
    now: datetime,
    policy: Policy,
    fits: Callable[[Order], int],
    shown: Sequence[str] = (),
    focus: Sequence[str] = (),
    keeps_parts: bool = False,
) -> Selection:
    """The orders that ``references`` mean.

    Args:
        orders: the shopper's own, newest first.
        fits: how well an order suits the request, 0 for not at all, 2 better than 1.
        shown, focus: ids of the orders last listed, in that order, and of those last talked about.
        keeps_parts: a thing that is left out leaves the rest of its order in, as in a return.
    """
    if not orders:
        return NoOrders()
    listed, talked = (_with_ids(orders, ids) for ids in (shown, focus))
    context = Context(tuple(orders), today, now, policy, fits, listed, talked)
    asked = _asked(references.include, context)
    out = _left_out(references.exclude, context)
    if not isinstance(out, tuple):
        return out
    if not asked:
        return _all_but(out, context) if references.exclude else _nothing_named(context)
    return _composed(asked, out, context, keeps_parts=keeps_parts)


def _with_ids(orders: Sequence[Order], ids: Sequence[str]) -> tuple[Order, ...]:
    by_id = {order.id: order for order in orders}
    return tuple(by_id[each] for each in ids if each in by_id)


def _asked(mentions: Sequence[Mention], context: Context) -> tuple[Mention, ...]:
    """What is asked for; what is told by the way counts where nothing else tells and an order has it.

    A number always tells: one with a slip is asked about.
    """
    asked = tuple(mention for mention in mentions if not mention.is_aside)
    if any(mention.says_which or (mention.is_pronoun and context.focus) for mention in asked):
        return asked
    return (*asked, *_asides_that_match(mentions, context))


def _asides_that_match(mentions: Sequence[Mention], context: Context) -> tuple[Mention, ...]:
    asides = (mention for mention in mentions if mention.is_aside)
    return tuple(
        mention
        for mention in asides
        if mention.number or isinstance(matching_orders(mention, context, context.orders), tuple)
    )


def _nothing_named(context: Context) -> Selection:
    """The orders talked about if they suit or none does, else the only one that suits, else a question."""
    fitting = best_fitting(context.orders, context.fits)
    if context.focus and (any(map(context.fits, context.focus)) or not fitting):
        return _with_fit(context.focus, context, is_set=len(context.focus) > 1)
    return _one_or_ask(fitting or context.orders)


def _one_or_ask(orders: tuple[Order, ...]) -> Selection:
    return Chosen(orders) if len(orders) == 1 else Ambiguous(orders)


def _left_out(mentions: Sequence[Mention], context: Context) -> tuple[Order, ...] | Selection:
    """The orders that are to be kept. One that is not found is no reason to take all."""
    out: list[Order] = []
    for mention in mentions:
        if not mention.says_which and mention.quantity is not None and not context.focus:
            return Ambiguous(context.fitting)
        if mention.quantifier in _SETS and not mention.says_which and not mention.is_pronoun:
            continue
        if not mention.says_which:
            out += context.focus if mention.quantifier is Quantifier.ONE else ()
            continue
        found = matching_orders(mention, context, pool_of(mention, context))
        if isinstance(found, Ambiguous):
            found = found.orders
        if not isinstance(found, tuple):
            if mention.is_aside:
                continue
            return found
        out += found
    return tuple(dict.fromkeys(out))


def _all_but(out: tuple[Order, ...], context: Context) -> Selection:
    """Only something to be kept was named: the rest of what was talked about or listed is meant."""
    several = (those for those in (context.focus, context.shown) if len(those) > 1 and set(out) <= set(those))
    base = next(several, None)
    rest = tuple(order for order in base or context.fitting if order not in out)
    if base is None or not rest:
        return Ambiguous(rest or out or context.fitting)
    return _with_fit(rest, context, is_set=True)


def _composed(
    asked: tuple[Mention, ...], out: tuple[Order, ...], context: Context, *, keeps_parts: bool
) -> Selection:
    """What the mentions come to together."""
    asked = _without_repeats(asked)
    found: list[tuple[Mention, Matched]] = [
        (mention, orders_named(mention, context, out))
        for mention in asked
        if mention.quantifier not in (Quantifier.REST, Quantifier.OTHER)
    ]
    refusal = _refusal(found)
    if refusal is not None:
        return refusal
    named: list[Order] = []
    for mention, orders in found:
        if isinstance(orders, tuple):
            one = _narrowed(mention, orders, found, context)
            if not isinstance(one, tuple):
                return one
            named += one
    rest = rest_of(asked, (*out, *named), context)
    if isinstance(rest, Ambiguous):
        return rest
    return _finished(asked, (*named, *rest), out, context, keeps_parts=keeps_parts)


def _without_repeats(asked: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Without "my orders" beside "all of them", and "both" beside the two that were named."""
    telling = [mention for mention in asked if mention.says_which]
    kept = []
    for mention in asked:
        is_general = not mention.says_which and not mention.is_pronoun
        is_plain = is_general and mention.quantifier is Quantifier.ONE
        if is_plain and any(other is not mention and _says_more(other) for other in asked):
            continue
        is_both = not mention.says_which and mention.quantifier in (Quantifier.BOTH, Quantifier.ALL)
        if is_both and len(telling) == (mention.quantity or 2):
            continue
        kept.append(mention)
    return tuple(kept) or asked


def _says_more(mention: Mention) -> bool:
    return mention.says_which or mention.is_pronoun or mention.quantifier is not Quantifier.ONE


def _finished(
    asked: Sequence[Mention],
    named: tuple[Order, ...],
    out: tuple[Order, ...],
    context: Context,
    *,
    keeps_parts: bool,
) -> Selection:
    is_set = any(_is_of_many(mention) for mention in asked)
    kept = tuple(order for order in context.orders if order in named)
    meant = tuple(order for order in kept if order not in out or (keeps_parts and len(order.items) > 1))
    if not meant and kept:
        # a part of what was named is to be kept: "all of it but the throw"
        return Chosen(kept)
    if not meant:
        return _nothing_named(context)
    return _with_fit(meant, context, is_set=is_set or len(meant) > 1)


def _is_of_many(mention: Mention) -> bool:
    return mention.quantifier in _SETS or (mention.quantity or 1) > 1


def _with_fit(orders: tuple[Order, ...], context: Context, *, is_set: bool) -> Selection:
    fitting = tuple(order for order in orders if context.fits(order))
    if not fitting or not is_set:
        return Chosen(orders, is_set)
    return Chosen(fitting, is_set, tuple(order for order in orders if order not in fitting))


def _refusal(found: Sequence[tuple[Mention, Matched]]) -> Selection | None:
    """The first refusal that has to be told; a word beside a thing that was found may be no thing."""
    has_found = any(isinstance(orders, tuple) and mention.says_which for mention, orders in found)
    before: Mention | None = None
    for mention, orders in found:
        is_listed = before is not None and mention.start - before.end <= _LIST_GAP
        if isinstance(orders, (Near, Unknown, Ambiguous)):
            return orders
        if isinstance(orders, NotBought) and (not has_found or is_listed or before is None):
            return orders
        before = mention
    return None


def _narrowed(
    mention: Mention, orders: tuple[Order, ...], found: Sequence[tuple[Mention, Matched]], context: Context
) -> tuple[Order, ...] | Selection:
    """One order for a mention of one, all of a set; a question where that is not clear."""
    if mention.quantifier is Quantifier.BOTH:
        fitting = tuple(order for order in orders if context.fits(order))
        two = next((each for each in (orders, fitting) if len(each) == 2), None)
        is_pair_of_one = len(orders) == 1 and bool(mention.words)
        return two or (orders if is_pair_of_one else Ambiguous(orders))
    if mention.quantifier is Quantifier.ALL or len(orders) <= 1:
        return orders
    is_talked_about = mention.is_pronoun and not mention.says_which and orders != context.fitting
    if is_talked_about or (mention.status and mention.is_plural):
        return orders
    if mention.quantity == len(orders) > 1:
        return orders
    if mention.quantifier is not Quantifier.COUNT and _is_plural_of_several(mention, orders):
        return orders
    alone = [those[0] for other, those in found if other is not mention and _is_one(those)]
    shared = tuple(order for order in orders if order in alone)
    fitting = best_fitting(orders, context.fits) or orders
    in_focus = tuple(order for order in fitting if order in context.focus)
    for fewer in (shared, fitting, in_focus):
        if len(fewer) == 1:
            return fewer
    return Ambiguous(fitting)


def _is_one(orders: Matched) -> bool:
    return isinstance(orders, tuple) and len(orders) == 1


def _is_plural_of_several(mention: Mention, orders: Sequence[Order]) -> bool:
    """Whether "the lamps" are several orders of one lamp each; "headphones" are one thing."""
    if not mention.is_plural or mention.is_pronoun:
        return False
    if not mention.words:
        return mention.status is not None or mention.days is not None
    things = [item_words(item).thing for order in orders for item in order.items]
    return not any(thing in mention.words and thing.endswith("s") for thing in things)
