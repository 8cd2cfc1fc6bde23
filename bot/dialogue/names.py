"""What to call items, orders and days, so that two things of one title are told apart."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.dialogue.word_files import has, sentence
from bot.orders.money import Money
from bot.orders.order import Item, Order

ENDING_DIGITS = 4


def day(at: datetime | None) -> str:
    """A date as people say it: ``23 November 2026``; empty for None."""
    return f"{at.day} {at:%B %Y}" if at else ""


def listed(names: Sequence[str], joint: str = "and") -> str:
    """Names as people list them: ``A``, ``A and B``, ``A, B and C``; ``joint`` may be ``or``."""
    if len(names) < 2:
        return "".join(names)
    *others, last = names
    return sentence(f"list.{joint}", others=sentence("list.separator").join(others), last=last)


def option_line(item: Item) -> str:
    """The options of an item in a few words: ``blue, size M``; empty where it has none."""
    kinds = (
        (name, f"option.{name}" if has("sentences", f"option.{name}") else "option.other", value)
        for name, value in item.options
    )
    return sentence("list.separator").join(
        sentence(key, name=name, value=value) for name, key, value in kinds
    )


def full_name(item: Item) -> str:
    """The title of an item with its options: ``Rain coat (blue, size M)``."""
    options = option_line(item)
    return sentence("item.with_options", item=item.title, options=options) if options else item.title


def item_names(items: Sequence[Item]) -> tuple[str, ...]:
    """What to call each item of an order: its title; where several share one, what tells them apart.

    That is the options, else the price, else the place in the order.
    """
    return tuple(_item_name(item, place, items) for place, item in enumerate(items, 1))


def _item_name(item: Item, place: int, items: Sequence[Item]) -> str:
    same = [each for each in items if each.title.casefold() == item.title.casefold()]
    if len(same) == 1:
        return item.title
    if len({full_name(each) for each in same}) == len(same):
        return full_name(item)
    if len({each.price for each in same}) == len(same):
        return sentence("item.with_amount", item=item.title, amount=str(item.price))
    return sentence("item.with_place", item=item.title, place=str(place))


def item_line(items: Sequence[Item]) -> str:
    """The items of an order in a few words: ``Desk lamp``, ``Desk lamp and 2 more items``."""
    return _with_the_rest(item_names(items)[0], len(items) - 1)


def _with_the_rest(first: str, more: int) -> str:
    if more < 1:
        return first
    return sentence("item.more_one" if more == 1 else "item.more", item=first, count=str(more))


def chosen_items(order: Order, chosen: Iterable[tuple[str, int]]) -> str:
    """Items by id, and how many of each, in words: ``2 × Mug and Teapot``; unknown ids are left out."""
    names = dict(zip((item.id for item in order.items), item_names(order.items), strict=True))
    counted = [(names[item_id], count) for item_id, count in chosen if item_id in names]
    return listed([_counted(name, count) for name, count in counted])


def _counted(name: str, count: int) -> str:
    return sentence("item.several", item=name, count=str(count)) if count > 1 else name


def order_name(order: Order, others: Iterable[Order] = ()) -> str:
    """What to call an order: its items; where one of ``others`` has the same name, what tells them apart.

    That is the options of its first item, else the ending of its number.
    """
    name = item_line(order.items)
    same = [each for each in others if each.id != order.id and item_line(each.items) == name]
    if not same:
        return name
    detailed = _detailed_line(order)
    if detailed not in [_detailed_line(each) for each in same]:
        return detailed
    return sentence("item.with_ending", item=name, ending=ending_of(order))


def _detailed_line(order: Order) -> str:
    return _with_the_rest(full_name(order.items[0]), len(order.items) - 1)


def ending_of(order: Order) -> str:
    """The last digits of the order's number, by which people tell numbers apart."""
    return order.id[-ENDING_DIGITS:]


def orders_listed(orders: Sequence[Order]) -> str:
    """Several orders with what each costs: ``Desk lamp ($64.00) and Mug ($9.00)``."""
    named = ((order_name(order, orders), str(order.payment.amount)) for order in orders)
    return listed([sentence("item.with_amount", item=name, amount=amount) for name, amount in named])


def sum_of(orders: Iterable[Order]) -> str:
    """What was paid for these orders in all; one amount for each currency, nothing for unpaid ones."""
    sums: dict[str, Money] = {}
    for amount in (order.payment.amount for order in orders if order.paid_at):
        sums[amount.currency] = sums.get(amount.currency, Money(0, amount.currency)) + amount
    return listed([str(each) for each in sums.values()])
