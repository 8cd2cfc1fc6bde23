"""Buttons: each is a shortcut for something that can be typed just as well."""

import json
from collections.abc import Iterable, Sequence

from bot.dialogue.catalogue import intents
from bot.dialogue.names import item_names, order_name
from bot.dialogue.word_files import has, keys, title
from bot.orders.decision import Offer
from bot.orders.order import Order

Button = dict[str, str]

MOST_NUMBERS = 10
ALL_ITEMS = "all"
"""What the button "All of them" says in place of an item's id."""

# What pressing the button of an offer means: an intent and what more is said by it.
_OFFERS: dict[Offer, tuple[str, dict[str, str]]] = {
    Offer.CANCEL: ("cancel_order", {}),
    Offer.ASK_SELLER_TO_CANCEL: ("cancel_order", {}),
    Offer.REMIND_SELLER: ("contact_seller", {"facet": "reminder"}),
    Offer.MESSAGE_SELLER: ("contact_seller", {}),
    Offer.ASK_FOR_REPLACEMENT: ("contact_seller", {"facet": "replacement"}),
    Offer.ASK_FOR_REFUND: ("contact_seller", {"facet": "refund"}),
    Offer.ASK_FOR_TRACKING: ("contact_seller", {"facet": "tracking"}),
    Offer.OPEN_DISPUTE: ("open_dispute", {}),
    Offer.OPEN_RETURN: ("return_item", {}),
    Offer.OPEN_TICKET: ("payment_issue", {"facet": "ticket"}),
    Offer.REMIND_ME_AT_DELIVERY: ("order_status", {"facet": "remind_me"}),
    Offer.SHOW_STATUS: ("order_status", {}),
    Offer.SHOW_REFUND: ("refund_status", {}),
}


def button(words: str, intent: str, **entities: str) -> Button:
    """A button with this title that means ``intent`` with these entities."""
    return {"title": words, "payload": f"/{intent}{json.dumps(entities) if entities else ''}"}


def offer_buttons(offers: Iterable[Offer], order_id: str) -> list[Button]:
    """One button for each offer, about this order."""
    known = [(offer, *_OFFERS[offer]) for offer in offers if offer in _OFFERS]
    return [
        button(title(f"offer.{offer.value}"), intent, order_number=order_id, **more)
        for offer, intent, more in known
    ]


def yes_or_no(kind: str, question_id: str, count: int = 1) -> list[Button]:
    """The two answers to a question; they answer this question only.

    ``kind`` is what a yes does, such as ``cancel_order``; ``count`` how many orders it does it to.
    """
    return [
        button(_yes_title(kind, count), "affirm", question=question_id),
        button(_no_title(kind, count), "deny", question=question_id),
    ]


def _yes_title(kind: str, count: int) -> str:
    if count < 2:
        return title(f"yes.{kind}")
    return title(f"yes_both.{kind}") if count == 2 else title(f"yes_all.{kind}", count=str(count))


def _no_title(kind: str, count: int) -> str:
    group = "no_several" if count > 1 else "no"
    return title(f"{group}.{kind}" if has("titles", f"{group}.{kind}") else f"{group}.other")


def order_buttons(orders: Sequence[Order]) -> list[Button]:
    """One button for each order that may be meant, with its name and what it cost."""
    return [
        button(
            title("order", item=order_name(order, orders), amount=str(order.total)),
            "inform_order",
            order_number=order.id,
        )
        for order in orders
    ]


def item_buttons(order: Order, item_ids: Sequence[str]) -> list[Button]:
    """One button for each of these items of the order, and one for all of them where there are several."""
    names = dict(zip((item.id for item in order.items), item_names(order.items), strict=True))
    single = [button(names[item_id], "answer", item=item_id) for item_id in item_ids]
    return [*single, button(title("all_items"), "answer", item=ALL_ITEMS)] if len(single) > 1 else single


def quantity_buttons(most: int) -> list[Button]:
    """One button for each number of pieces up to ``most``; no more than MOST_NUMBERS."""
    numbers = [str(number) for number in range(1, min(most, MOST_NUMBERS) + 1)]
    return [button(number, "answer", quantity=number) for number in numbers]


def cancel_whole_order(order_id: str) -> Button:
    """The button that asks for all of an order to be cancelled, where only a part was meant."""
    return button(title("offer.cancel_whole"), "cancel_order", order_number=order_id)


def problem_buttons(order_id: str) -> list[Button]:
    """One button for each thing that may be wrong with a parcel."""
    problems = [key.removeprefix("problem.") for key in keys("titles", "problem")]
    return [
        button(title(f"problem.{problem}"), "open_dispute", order_number=order_id, facet=problem)
        for problem in problems
    ]


def guess_buttons(guesses: Iterable[str], order_id: str | None = None) -> list[Button]:
    """One button for each guess that is declared with a title, about this order if one is given."""
    about = {"order_number": order_id} if order_id else {}
    known = [intents()[name] for name in guesses if name in intents() and intents()[name].offered_as]
    return [button(intent.offered_as, intent.name, **about) for intent in known]


def person_button() -> Button:
    """The button that calls a person."""
    return button(title("person"), "human_handoff")


def titles() -> tuple[str, ...]:
    """The titles that buttons can have, those with an order or a number in them left out."""
    fixed = [key for key in keys("titles") if key != "order" and not key.startswith("yes_all.")]
    guesses = [intent.offered_as for intent in intents().values() if intent.offered_as]
    return tuple(dict.fromkeys([*(title(key) for key in fixed), *guesses]))
