"""Answers about several orders at once: sums, counts, the newest, the cheapest, and those that are late."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.dialogue.facts.answer import Answer, Card, FactAnswer, Scene
from bot.dialogue.facts.goods import counted_pieces
from bot.dialogue.facts.items import items_named
from bot.dialogue.facts.listing import listed
from bot.dialogue.facts.payments import total_of_several
from bot.dialogue.facts.values import day, item_name, name_of
from bot.dialogue.references import Kind
from bot.guidance.decide import decide
from bot.guidance.facts import facts_of
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.orders.order import Order
from bot.orders.stage import Stage, stage_of


def sum_of_orders(scene: Scene) -> FactAnswer:
    """What the orders came to, for each currency."""
    reply, words = total_of_several(scene)
    is_told_which = scene.chosen is not None or len(scene.wide) == 1
    return FactAnswer(reply, words, scene.wide if is_told_which else ())


def order_count(scene: Scene) -> FactAnswer:
    """How many orders there are, or fit what the message says of them."""
    count = len(scene.wide)
    stages = [stage_of(order, scene.now, scene.policy.dispute_window_days) for order in scene.wide]
    cancelled = stages.count(Stage.CANCELLED)
    completed = sum(stage in (Stage.DELIVERED, Stage.CLOSED) for stage in stages)
    words = {
        "count": str(count),
        "cancelled": str(cancelled),
        "completed": str(completed),
        "running": str(count - cancelled - completed),
    }
    if count == 1:
        (order,) = scene.wide
        called = {"item": name_of(order, scene.orders), "placed_on": day(order.placed_at)}
        return FactAnswer("utter_facts_order_count_one", {**words, **called}, scene.wide, Card.ORDER)
    if scene.chosen is not None:
        return listed(scene.wide, scene, lambda order: day(order.placed_at), "utter_facts_order_count_named")
    return FactAnswer("utter_facts_order_count", words)


def item_count(scene: Scene) -> FactAnswer:
    """How many pieces of the thing that is named, or how many pieces in all."""
    orders = scene.meant
    named = items_named(orders, scene.heard.references)
    if named:
        kept = [(order, item) for order, item in named if order.cancelled_at is None] or named
        things = ", ".join(dict.fromkeys(item.title for _, item in kept))
        words = {"count": str(counted_pieces(item for _, item in kept)), "thing": things}
        found = tuple(dict.fromkeys(order.id for order, _ in kept))
        return FactAnswer(
            "utter_facts_item_count_of_thing", words, tuple(order for order in orders if order.id in found)
        )
    kept_orders = tuple(order for order in orders if order.cancelled_at is None) or orders
    count = counted_pieces(item for order in kept_orders for item in order.items)
    words = {"count": str(count), "orders": str(len(kept_orders))}
    if len(orders) > 1:
        is_part = len(kept_orders) < len(orders)
        return FactAnswer("utter_facts_item_count_all" + ("_but_cancelled" if is_part else ""), words)
    ending = "_one" if count == 1 else ""
    return FactAnswer(
        f"utter_facts_item_count{ending}", {**words, "item": name_of(orders[0], scene.orders)}, orders
    )


def newest(scene: Scene) -> FactAnswer:
    """The order placed last."""
    return _placed(max(scene.wide, key=lambda order: order.placed_at), "utter_facts_newest", scene)


def oldest(scene: Scene) -> FactAnswer:
    """The order placed first."""
    return _placed(min(scene.wide, key=lambda order: order.placed_at), "utter_facts_oldest", scene)


def cheapest(scene: Scene) -> FactAnswer:
    """The thing, or the order, that cost least."""
    return _priced(scene, "utter_facts_cheapest", min)


def dearest(scene: Scene) -> FactAnswer:
    """The thing, or the order, that cost most."""
    return _priced(scene, "utter_facts_dearest", max)


def _placed(order: Order, reply: str, scene: Scene) -> FactAnswer:
    words = {
        "item": name_of(order, scene.orders),
        "placed_on": day(order.placed_at),
        "amount": str(order.total),
    }
    return FactAnswer(reply, words, (order,), Card.ORDER)


def _priced(scene: Scene, reply: str, end: Callable) -> FactAnswer:
    """The end of the scale in each currency; of orders where the message speaks of orders."""
    if any(mention.kind is Kind.ORDER for mention in scene.heard.references.include):
        priced = [(order.total, name_of(order, scene.orders), order) for order in scene.wide]
        reply = f"{reply}_order"
    else:
        items = [item for order in scene.wide for item in order.items]
        priced = [(item.price, item_name(item, items), order) for order in scene.wide for item in order.items]
    wanted = {
        currency: end(amount.cents for amount, _, _ in priced if amount.currency == currency)
        for currency in dict.fromkeys(amount.currency for amount, _, _ in priced)
    }
    found = [each for each in priced if each[0].cents == wanted[each[0].currency]]
    words = {
        "things": ", ".join(dict.fromkeys(name for _, name, _ in found)),
        "amount": " + ".join(dict.fromkeys(str(amount) for amount, _, _ in found)),
    }
    about = {order.id: order for _, _, order in found}
    return FactAnswer(reply, words, tuple(about.values()), Card.ORDER if len(about) == 1 else None)


@dataclass(frozen=True)
class _Sieve:
    """Which orders a question asks for, and what a line of their list says."""

    fits: Callable[[Order, Scene], bool]
    value: Callable[[Order], str]


def _filter(name: str, sieve: _Sieve) -> Answer:
    """Answers which orders are so; of a single order that is named, whether it is."""

    def answer(scene: Scene) -> FactAnswer:
        found = tuple(order for order in scene.wide if sieve.fits(order, scene))
        if len(found) == 1:
            words = {"item": name_of(found[0], scene.orders), "value": sieve.value(found[0])}
            plain = "" if words["value"] else "_plain"
            return FactAnswer(f"utter_facts_{name}_one{plain}", words, found, Card.ORDER)
        if found:
            return listed(found, scene, sieve.value, f"utter_facts_{name}")
        if len(scene.wide) == 1 and scene.chosen is not None:
            return FactAnswer(
                f"utter_facts_{name}_not", {"item": name_of(scene.wide[0], scene.orders)}, scene.wide
            )
        return FactAnswer(f"utter_facts_{name}_none", {})

    return answer


def _is_late(order: Order, scene: Scene) -> bool:
    estimate = order.estimated_delivery
    is_expected = order.delivered_at is None and order.cancelled_at is None
    return is_expected and estimate is not None and estimate < scene.now


def _is_cancellable(order: Order, scene: Scene) -> bool:
    """As the guidance has it; the shopper's country has no say in that."""
    facts = facts_of(order, now=scene.now, policy=scene.policy, country="")
    return decide(Ask.CANCEL, facts).write is Write.CANCEL_ORDER


def _is_returnable(order: Order, scene: Scene) -> bool:
    """Delivered, inside the time for it, and no return under way."""
    facts = facts_of(order, now=scene.now, policy=scene.policy, country="")
    return facts.stage is Stage.DELIVERED and not facts.return_open


def _is_unpaid(order: Order, scene: Scene) -> bool:
    return order.paid_at is None and order.cancelled_at is None


def _is_on_the_way(order: Order, scene: Scene) -> bool:
    return order.shipped_at is not None and order.delivered_at is None and order.cancelled_at is None


def _is_delivered(order: Order, scene: Scene) -> bool:
    return order.delivered_at is not None


def _estimate(order: Order) -> str:
    return day(order.estimated_delivery) if order.estimated_delivery else ""


def _delivery(order: Order) -> str:
    return day(order.delivered_at) if order.delivered_at else ""


_SIEVES = {
    "late_orders": _Sieve(_is_late, _estimate),
    "cancellable_orders": _Sieve(_is_cancellable, lambda order: day(order.placed_at)),
    "returnable_orders": _Sieve(_is_returnable, _delivery),
    "unpaid_orders": _Sieve(_is_unpaid, lambda order: str(order.payment.amount)),
    "on_the_way": _Sieve(_is_on_the_way, _estimate),
    "delivered_orders": _Sieve(_is_delivered, _delivery),
}

FILTERS = frozenset(_SIEVES)
"""The facets that ask which orders are so."""

ENDS = frozenset({"newest", "oldest", "cheapest", "dearest"})
"""The facets that ask for an end of a scale."""

ANSWERS: dict[str, Answer] = {
    "sum": sum_of_orders,
    "order_count": order_count,
    "item_count": item_count,
    "newest": newest,
    "oldest": oldest,
    "cheapest": cheapest,
    "dearest": dearest,
    **{name: _filter(name, sieve) for name, sieve in _SIEVES.items()},
}
"""What answers a facet that looks at several orders."""
