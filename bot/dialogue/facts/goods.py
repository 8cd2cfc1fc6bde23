"""Facts about what was bought: prices, options, what was in an order."""

from collections.abc import Iterable

from bot.dialogue.facts.answer import Fact, Scene, Told
from bot.dialogue.facts.items import items_meant, names_every_option, said_words
from bot.dialogue.facts.values import day, item_name, lines, options_by_name, options_of, pieces
from bot.orders.money import Money
from bot.orders.order import Item, Order


def price(order: Order, scene: Scene) -> Told:
    """The price of the item that is named, or of each item of the order."""
    meant = items_meant(order, scene.heard.references)
    called = [item_name(item, order.items) for item in meant]
    value = ", ".join(str(item.price) for item in meant)
    if len(meant) > 1:
        named = [
            (pieces(item.quantity, name), str(item.price)) for item, name in zip(meant, called, strict=True)
        ]
        words = {"lines": lines(named), "amount": str(order.total)}
        return Told("utter_facts_price_list", words, value, ", ".join(called))
    (item,) = meant
    words = {"thing": called[0], "price": value}
    if item.quantity == 1:
        return Told("utter_facts_price", words, value, _with_options(item))
    together = Money(item.price.cents * item.quantity, item.price.currency)
    counted = {"count": str(item.quantity), "amount": str(together)}
    return Told("utter_facts_price_each", {**words, **counted}, value, _with_options(item))


def contents(order: Order, scene: Scene) -> Told:
    """All items of the order."""
    named = [(_with_options(item), str(item.price)) for item in order.items]
    on, value = day(order.placed_at), ", ".join(name for name, _ in named)
    if len(named) == 1:
        return Told("utter_facts_contents_one", {"thing": value, "price": named[0][1]}, value, on)
    words = {"lines": lines(named), "count": str(counted_pieces(order.items))}
    return Told("utter_facts_contents", words, value, on)


def option(order: Order, scene: Scene) -> Told:
    """The options that were chosen; a yes where the message names them all."""
    meant = items_meant(order, scene.heard.references)
    chosen = [item for item in meant if item.options]
    if not chosen:
        return Told("utter_facts_option_none", {"thing": ", ".join(item.title for item in meant)})
    if len(chosen) > 1:
        listed = lines((item.title, options_by_name(item)) for item in chosen)
        value = ", ".join(_with_options(item) for item in chosen)
        return Told("utter_facts_option_list", {"lines": listed}, value, day(order.placed_at))
    (item,) = chosen
    words = {"thing": item.title, "options": options_by_name(item)}
    is_yes = names_every_option(item, said_words(scene.heard.references))
    reply = "utter_facts_option_yes" if is_yes else "utter_facts_option"
    return Told(reply, words, words["options"], item.title)


def counted_pieces(items: Iterable[Item]) -> int:
    """How many pieces these items are."""
    return sum(item.quantity for item in items)


def _with_options(item: Item) -> str:
    options = options_of(item)
    return pieces(item.quantity, f"{item.title} ({options})" if options else item.title)


FACTS = {
    "price": Fact(price),
    "contents": Fact(contents),
    "option": Fact(option, none="utter_facts_no_options"),
}
