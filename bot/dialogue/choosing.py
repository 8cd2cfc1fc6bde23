"""Which one is meant: the answer to such a question, by button, number, place in the list, or words."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.about_orders import choose, say_near, say_which
from bot.dialogue.buttons import ALL_ITEMS
from bot.dialogue.catalogue import tasks
from bot.dialogue.consent import Consent, consent_of
from bot.dialogue.describing import ASKING, serve_quietly
from bot.dialogue.heard import Heard
from bot.dialogue.proposals import ask_how_many, say_how_many, say_which_items
from bot.dialogue.references import Quantifier
from bot.dialogue.select import select_orders
from bot.dialogue.select_items import select_items
from bot.dialogue.selection import AskQuantity, Chosen, ChosenItems, ItemSelection, NotInOrder, Selection
from bot.dialogue.serving import serve, take_up
from bot.dialogue.state import Choose
from bot.dialogue.talk import Talk
from bot.orders.order import Order

# The reading of a yes or no to "did you mean ...?", and of a no to "which one?".
_NEAR = "confirm_near_order"
# A wish this sure is heard before a choice that could be read out of the same words.
_CLEAR_WISH = 0.6
# "it was", "that one": what stands beside an amount or a day that says which order is meant.
_FEW_WORDS = 3
_FACTS = "order_facts"


def answer(talk: Talk, question: Choose) -> bool:
    """Go on with what is chosen; False when the message chooses nothing."""
    if question.what == "near_order":
        return _answer_near(talk, question)
    if question.what == "quantity":
        return _answer_quantity(talk, question)
    if question.what == "item":
        return _answer_item(talk, question)
    return _answer_order(talk, question)


def _answer_near(talk: Talk, question: Choose) -> bool:
    heard = talk.heard
    consent = pressed(talk, question.id) if heard.pressed else consent_of(heard, _NEAR, is_fresh=True)
    if consent is Consent.YES:
        talk.close()
        serve(talk, question.request.about(question.options[0]))
        return True
    if consent is Consent.NO:
        others = tuple(o for o in talk.shop.orders() if o.id not in question.options)
        choose(talk, question.request, others)
        return True
    return False


def _answer_order(talk: Talk, question: Choose) -> bool:
    """The order that is chosen, by button, number, place in the list, or words."""
    pressed = talk.heard.pressed
    if pressed is not None:
        order = talk.order(str(pressed.entities.get("order_number")))
        if talk.heard.intent != "inform_order" or order is None:
            return False
        return _serve_chosen(talk, question, (order,))
    if _is_another_wish(talk, question):
        return False
    if consent_of(talk.heard, _NEAR, is_fresh=True) is Consent.NO and talk.heard.references.is_empty:
        decline(talk)
        return True
    found = _among(talk, question)
    if isinstance(found, Chosen) and found.orders:
        return _serve_chosen(talk, question, found.orders)
    return _agreed(talk, question)


def _agreed(talk: Talk, question: Choose) -> bool:
    """A yes to "which one?", also "yes, that one", is the only one there is, or no choice yet."""
    named = talk.heard.references
    if talk.heard.intent != "affirm" or named.names_which or named.exclude:
        return False
    if len(question.options) == 1:
        return _serve_chosen(talk, question, talk.own(question.options))
    talk.reopen(question)
    put(talk, question)
    return True


def _is_another_wish(talk: Talk, question: Choose) -> bool:
    heard = talk.heard
    # "everything except the pen" may sound like a question of fact; one that asks for no fact is none
    is_no_wish = heard.intent == _FACTS and _FACTS not in heard.facets
    is_other = heard.intent in tasks() and heard.intent != question.request.intent
    is_clear = is_other and heard.confidence >= _CLEAR_WISH
    return is_clear and not is_no_wish and not _says_only_which(heard)


def _says_only_which(heard: Heard) -> bool:
    """Whether nothing is asked and little said but which one it is: "it was 62 dollars".

    Beside the name of a thing each word may be another wish: "the lamp is broken".
    """
    named = heard.references.include
    if not heard.references.names_which:
        return False
    beside = "".join(
        char for at, char in enumerate(heard.text) if not any(m.start <= at < m.end for m in named)
    )
    is_strict = heard.role in ASKING or any(mention.words for mention in named)
    return len(beside.split()) <= (0 if is_strict else _FEW_WORDS)


def select(talk: Talk, orders: tuple[Order, ...], shown: tuple[str, ...] = ()) -> Selection:
    """What the message names of these orders, whatever could be done with them."""
    shop = talk.shop
    return select_orders(
        talk.heard.references,
        orders,
        today=shop.now.date(),
        now=shop.now,
        policy=shop.policy,
        fits=lambda _order: 1,
        shown=shown,
    )


def _among(talk: Talk, question: Choose) -> Selection | None:
    """What the message names: first among the orders shown, then among all."""
    named = talk.heard.references
    says = any(m.says_which or m.quantifier is not Quantifier.ONE for m in (*named.include, *named.exclude))
    if not says:
        return None
    for orders in (talk.own(question.options), talk.shop.orders()):
        found = select(talk, orders, question.options)
        if isinstance(found, Chosen):
            return found
    return None


def _serve_chosen(talk: Talk, question: Choose, orders: tuple[Order, ...]) -> bool:
    talk.close()
    serve(talk, question.request.about(*(order.id for order in orders)))
    take_up(talk)
    return True


def _answer_item(talk: Talk, question: Choose) -> bool:
    """The items that are chosen, by button or by words."""
    order = talk.order(question.request.order_ids[0])
    if order is None or _is_another_wish(talk, question):
        return False
    pressed = talk.heard.pressed
    if pressed is not None:
        chosen = _items_pressed(order, str(pressed.entities.get("item", "")))
    else:
        found = _items_among(talk, question, order)
        if isinstance(found, NotInOrder) and found.words and _is_of_no_order(talk):
            talk.say("utter_not_in_order", order=order, said=found.words)
            talk.reopen(question)
            put(talk, question)
            return True
        if isinstance(found, AskQuantity):
            talk.close()
            ask_how_many(talk, question.request, order, found.pick.item.id)
            return True
        picks = found.picks if isinstance(found, ChosenItems) else ()
        chosen = tuple((pick.item.id, pick.quantity) for pick in picks)
    if not chosen or talk.heard.references.is_empty and pressed is None:
        return _declined_choice(talk)
    talk.close()
    serve_quietly(talk, replace(question.request, items=chosen))
    return True


def _items_among(talk: Talk, question: Choose, order: Order) -> ItemSelection:
    """What the message names: first among the items shown, then among all of the order."""
    shown = replace(order, items=tuple(item for item in order.items if item.id in question.options))
    found = select_items(talk.heard.references, (shown,))
    return found if isinstance(found, ChosenItems) else select_items(talk.heard.references, (order,))


def _is_of_no_order(talk: Talk) -> bool:
    return not isinstance(select(talk, talk.shop.orders()), Chosen)


def _items_pressed(order: Order, item_id: str) -> tuple[tuple[str, int], ...]:
    return tuple((item.id, item.quantity) for item in order.items if item_id in (ALL_ITEMS, item.id))


def _answer_quantity(talk: Talk, question: Choose) -> bool:
    order = talk.order(question.request.order_ids[0])
    item = next((i for i in order.items if i.id == question.options[0]), None) if order else None
    if item is None or _is_another_wish(talk, question):
        return False
    quantity = _quantity(talk, item.quantity)
    if quantity is None:
        return _declined_choice(talk)
    talk.close()
    serve_quietly(talk, replace(question.request, items=((item.id, quantity),)))
    return True


def _quantity(talk: Talk, most: int) -> int | None:
    heard = talk.heard
    if heard.pressed is not None:
        said = str(heard.pressed.entities.get("quantity", ""))
        return int(said) if said.isdigit() and 0 < int(said) <= most else None
    for mention in heard.references.include:
        if mention.quantifier in (Quantifier.ALL, Quantifier.BOTH):
            return most
        number = mention.quantity or mention.position
        if number is not None and 0 < number <= most:
            return number
    return None


def _declined_choice(talk: Talk) -> bool:
    if talk.heard.pressed is None and consent_of(talk.heard, _NEAR, is_fresh=True) is Consent.NO:
        decline(talk)
        return True
    return False


def pressed(talk: Talk, question_id: str) -> Consent:
    """What a pressed button is to the question of this id."""
    heard = talk.heard
    if heard.pressed is None or heard.pressed.question_id != question_id:
        return Consent.SOMETHING_ELSE
    return Consent.YES if heard.intent == "affirm" else Consent.NO


def decline(talk: Talk) -> None:
    """Drop the question, and go on with what waits."""
    talk.close()
    talk.say("utter_declined")
    take_up(talk)


def put(talk: Talk, question: Choose) -> None:
    """Put the question again."""
    if question.what == "order":
        say_which(talk, question.options)
        return
    if question.what == "near_order":
        say_near(talk, question.said, talk.order(question.options[0]))
        return
    order = talk.order(question.request.order_ids[0])
    if question.what == "item":
        say_which_items(talk, order, question.options)
    else:
        say_how_many(talk, order, question.options[0])
