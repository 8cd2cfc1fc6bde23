"""One fact of one order in a sentence, of several in a list. A list that is cut says so."""

from collections.abc import Callable

from bot.dialogue.facts.answer import AskWhich, Card, Fact, FactAnswer, Scene, Told
from bot.dialogue.facts.values import lines, name_of
from bot.orders.order import Order

MOST_LINES = 5
MOST_UNASKED = 3
"""Up to so many orders are listed where the question did not say which; of more the shopper is asked."""


def about_orders(fact: Fact, scene: Scene) -> FactAnswer | AskWhich:
    """The fact, for each of the orders that are meant.

    Orders that do not have it on record are left out of a list. Where it is the same for all, it is
    said once.
    """
    if len(scene.meant) == 1:
        return _sentence(scene.meant[0], fact, scene)
    told = {order.id: fact.told(order, scene) for order in scene.meant}
    found = tuple(order for order in scene.meant if told[order.id].value)
    if not found:
        return FactAnswer(fact.none, {"count": str(len(scene.meant))})
    if len(found) == 1:
        return _sentence(found[0], fact, scene)
    values = {told[order.id].value for order in found}
    if fact.same and len(values) == 1 and len(found) == len(scene.meant):
        return FactAnswer(fact.same, {"value": values.pop(), "count": str(len(found))}, found)
    if not scene.is_named and len(found) > MOST_UNASKED:
        return AskWhich(found)
    return _list(found, told, scene)


def listed(orders: tuple[Order, ...], scene: Scene, value: Callable[[Order], str], reply: str) -> FactAnswer:
    """These orders, each with a value, under ``reply``; the first five, where there are more."""
    shown = orders[:MOST_LINES]
    words = {
        "lines": lines((name_of(order, scene.orders), value(order)) for order in shown),
        "count": str(len(orders)),
        "shown": str(len(shown)),
    }
    return FactAnswer(reply if len(shown) == len(orders) else f"{reply}_cut", words, shown, Card.LIST)


def _sentence(order: Order, fact: Fact, scene: Scene) -> FactAnswer:
    told = fact.told(order, scene)
    words = {"item": name_of(order, scene.orders), "seller": order.seller.name, **told.words}
    card = fact.card if told.value or fact.card is Card.ORDER else None
    return FactAnswer(told.reply, words, (order,), card, told.instead)


def _list(found: tuple[Order, ...], told: dict[str, Told], scene: Scene) -> FactAnswer:
    shown = found[:MOST_LINES]
    named = ((told[order.id].about or name_of(order, scene.orders), told[order.id].value) for order in shown)
    words = {"lines": lines(named), "shown": str(len(shown)), "count": str(len(found))}
    reply = "utter_facts_list" if len(shown) == len(found) else "utter_facts_list_cut"
    return FactAnswer(reply, words, shown, Card.LIST)
