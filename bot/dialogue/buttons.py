"""Buttons: each is a shortcut for something that can be typed just as well."""

import json
from collections.abc import Iterable, Sequence

from bot.dialogue.names import item_names, order_name
from bot.dialogue.word_files import has, keys, title
from bot.orders.decision import Offer
from bot.orders.order import Order

Button = dict[str, str]

ALL_ITEMS = "all"
"""What the button "All of them" says in place of an item's id."""

# What pressing the button of an offer means: an intent and what more is said by it.
_OFFERS: dict[Offer, tuple[str, dict[str, str]]] = {
    Offer.CANCEL: ("cancel_order", {}),
    Offer.ASK_SELLER_TO_CANCEL: ("cancel_order", {}),
    Offer.REMIND_SELLER: ("contact_seller", {"purpose": "reminder"}),
    Offer.MESSAGE_SELLER: ("contact_seller", {}),
    Offer.ASK_FOR_REPLACEMENT: ("contact_seller", {"purpose": "replacement"}),
    Offer.ASK_FOR_REFUND: ("contact_seller", {"purpose": "refund"}),
    Offer.ASK_FOR_TRACKING: ("contact_seller", {"purpose": "tracking"}),
    Offer.OPEN_DISPUTE: ("open_dispute", {}),
    Offer.OPEN_RETURN: ("return_item", {}),
    Offer.OPEN_TICKET: ("payment_issue", {"purpose": "ticket"}),
    Offer.REMIND_ME_AT_DELIVERY: ("order_status", {"purpose": "remind_me"}),
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
        button(_yes_title(kind, count), "affirm", answers=question_id),
        button(_no_title(kind, count), "deny", answers=question_id),
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


def item_buttons(order: Order) -> list[Button]:
    """One button for each item of the order, and one for all of them where there are several."""
    names = zip(order.items, item_names(order.items), strict=True)
    single = [button(name, "inform_order", order_number=order.id, item=item.id) for item, name in names]
    if len(single) < 2:
        return single
    every = button(title("all_items"), "inform_order", order_number=order.id, item=ALL_ITEMS)
    return [*single, every]


def problem_buttons(order_id: str) -> list[Button]:
    """One button for each thing that may be wrong with a parcel."""
    problems = [key.removeprefix("problem.") for key in keys("titles", "problem")]
    return [
        button(title(f"problem.{problem}"), "open_dispute", order_number=order_id, problem=problem)
        for problem in problems
    ]


def guess_buttons(intents: Iterable[str], order_id: str | None = None) -> list[Button]:
    """One button for each intent that may have been meant and has a title; about an order where one is given."""
    about = {"order_number": order_id} if order_id else {}
    known = [intent for intent in intents if has("titles", f"guess.{intent}")]
    return [button(title(f"guess.{intent}"), intent, **about) for intent in known]


def person_button() -> Button:
    """The button that calls a person."""
    return button(title("person"), "human_handoff")


def titles() -> tuple[str, ...]:
    """The titles that buttons can have, those with an order or a number in them left out."""
    fixed = [key for key in keys("titles") if key != "order" and not key.startswith("yes_all.")]
    return tuple(dict.fromkeys(title(key) for key in fixed))
