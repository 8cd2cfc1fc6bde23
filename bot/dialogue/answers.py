"""What a message is to the open question, and what follows. Doubt costs a question, never a change."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import amending, confirming, describing
from bot.dialogue.about_orders import choose, say_near, say_which
from bot.dialogue.catalogue import tasks
from bot.dialogue.consent import Consent, consent_of
from bot.dialogue.heard import Heard
from bot.dialogue.proposals import say_how_many, say_which_items
from bot.dialogue.references import Quantifier
from bot.dialogue.select import select_orders
from bot.dialogue.select_items import select_items
from bot.dialogue.selection import Chosen, ChosenItems, Selection
from bot.dialogue.serving import serve, take_up
from bot.dialogue.state import Choose, Confirm, Describe, Question
from bot.dialogue.talk import Talk
from bot.orders.order import Order

# The reading of a yes or no to "did you mean ...?", and of a no to "which one?".
_NEAR = "confirm_near_order"
# A wish this sure is heard before a choice that could be read out of the same words.
_CLEAR_WISH = 0.6


def answer(talk: Talk) -> bool:
    """Take the message for what it is to the open question; False when it is no answer to it."""
    match talk.question:
        case Confirm() as question:
            return _answer_confirm(talk, question)
        case Choose() as question:
            return _answer_choose(talk, question)
        case Describe() as question:
            return describing.answer(talk, question)
    return False


def is_answer(heard: Heard, question: Question | None) -> bool:
    """Whether the words of a message answer the open question; the orders are not looked at."""
    match question:
        case Confirm():
            if heard.pressed is not None:
                return heard.pressed.question_id == question.id
            return (
                consent_of(heard, f"confirm_{question.write}", is_fresh=question.is_fresh)
                is not Consent.SOMETHING_ELSE
            )
        case Describe():
            return describing.is_answer(heard, question)
    return False


def consent_to(talk: Talk, question: Confirm) -> Consent:
    """What the message is to the change that was put."""
    heard = talk.heard
    if heard.pressed is not None:
        return _pressed(talk, question.id)
    consent = consent_of(heard, f"confirm_{question.write}", is_fresh=question.is_fresh)
    if consent is Consent.YES and _names_another(talk, question):
        return Consent.SOMETHING_ELSE
    return consent


def _pressed(talk: Talk, question_id: str) -> Consent:
    heard = talk.heard
    if heard.pressed is None or heard.pressed.question_id != question_id:
        return Consent.SOMETHING_ELSE
    return Consent.YES if heard.intent == "affirm" else Consent.NO


def _names_another(talk: Talk, question: Confirm) -> bool:
    """Whether a yes names other orders than those that were asked about."""
    named = talk.heard.references
    if not any(mention.says_which for mention in (*named.include, *named.exclude)):
        return False
    if named.exclude:
        return True
    found = _select(talk, talk.shop.orders(), question.order_ids)
    return isinstance(found, Chosen) and {order.id for order in found.orders} != set(question.order_ids)


def _answer_confirm(talk: Talk, question: Confirm) -> bool:
    match consent_to(talk, question):
        case Consent.YES:
            _do(talk, question)
        case Consent.NO:
            _decline(talk)
        case Consent.LATER:
            talk.say("utter_later")
            talk.note(question=replace(question, is_fresh=False))
            talk.has_asked = True
        case Consent.ASK_AGAIN:
            talk.say("utter_not_a_clear_yes")
            put_again(talk)
        case Consent.AMEND:
            return _narrowed(talk, question) or amending.amend(talk, question)
        case Consent.SOMETHING_ELSE:
            return _narrowed(talk, question)
    return True


def _narrowed(talk: Talk, question: Confirm) -> bool:
    """Whether some of the orders asked about are taken out again: "the globe can stay after all"."""
    if len(question.order_ids) < 2 or talk.heard.references.is_empty:
        return False
    orders = talk.own(question.order_ids)
    found = _select(talk, orders)
    if not isinstance(found, Chosen) or not 0 < len(found.orders) < len(orders):
        return False
    kept = tuple(order for order in orders if order in found.orders)
    talk.is_correction = True
    request = question.request.about(*(order.id for order in kept))
    confirming.put(talk, talk.ask_to_confirm(question.write, kept, request, **question.details))
    return True


def _do(talk: Talk, question: Confirm) -> None:
    """Make the change; where an order moved on meanwhile, say so, and what holds for it now."""
    refused = confirming.carry_out(talk, question)
    for order, outcome in refused:
        now = outcome.order or order
        talk.say(f"utter_{question.write}_no_longer_possible", order=now)
        if question.request.intent in tasks():
            serve(talk, question.request.about(now.id))
    take_up(talk)


def _decline(talk: Talk) -> None:
    talk.close()
    talk.say("utter_declined")
    take_up(talk)


def _answer_choose(talk: Talk, question: Choose) -> bool:
    if question.what == "near_order":
        return _answer_near(talk, question)
    if question.what == "quantity":
        return _answer_quantity(talk, question)
    if question.what == "item":
        return _answer_item(talk, question)
    return _answer_order(talk, question)


def _answer_near(talk: Talk, question: Choose) -> bool:
    heard = talk.heard
    consent = _pressed(talk, question.id) if heard.pressed else consent_of(heard, _NEAR, is_fresh=True)
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
        _decline(talk)
        return True
    found = _among(talk, question)
    if isinstance(found, Chosen) and found.orders:
        return _serve_chosen(talk, question, found.orders)
    return False


def _is_another_wish(talk: Talk, question: Choose) -> bool:
    heard = talk.heard
    is_other = heard.intent in tasks() and heard.intent != question.request.intent
    return is_other and heard.confidence >= _CLEAR_WISH


def _select(talk: Talk, orders: tuple[Order, ...], shown: tuple[str, ...] = ()) -> Selection:
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
        found = _select(talk, orders, question.options)
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
        found = select_items(talk.heard.references, (order,))
        picks = found.picks if isinstance(found, ChosenItems) else ()
        chosen = tuple((pick.item.id, pick.quantity) for pick in picks)
    if not chosen or talk.heard.references.is_empty and pressed is None:
        return _declined_choice(talk)
    talk.close()
    serve(talk, replace(question.request, items=chosen))
    return True


def _items_pressed(order: Order, item_id: str) -> tuple[tuple[str, int], ...]:
    return tuple((item.id, item.quantity) for item in order.items if item_id in ("all", item.id))


def _answer_quantity(talk: Talk, question: Choose) -> bool:
    order = talk.order(question.request.order_ids[0])
    item = next((i for i in order.items if i.id == question.options[0]), None) if order else None
    if item is None or _is_another_wish(talk, question):
        return False
    quantity = _quantity(talk, item.quantity)
    if quantity is None:
        return _declined_choice(talk)
    talk.close()
    serve(talk, replace(question.request, items=((item.id, quantity),)))
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
        _decline(talk)
        return True
    return False


def put_again(talk: Talk) -> None:
    """Come back to the open question after something else was said: a nod is no yes to it any more."""
    question = talk.question
    match question:
        case Confirm():
            if len(talk.own(question.order_ids)) == len(question.order_ids):
                talk.reopen(replace(question, is_fresh=False))
                confirming.put(talk, question)
        case Describe():
            talk.reopen(question)
            describing.put(talk, question)
        case Choose(what="order"):
            talk.reopen(question)
            say_which(talk, question.options)
        case Choose(what="near_order"):
            order = talk.order(question.options[0])
            talk.reopen(question)
            say_near(talk, question.said, order)
        case Choose():
            talk.reopen(question)
            _put_item_question(talk, question)


def _put_item_question(talk: Talk, question: Choose) -> None:
    order = talk.order(question.request.order_ids[0])
    if question.what == "item":
        say_which_items(talk, order, question.options)
    else:
        say_how_many(talk, order, question.options[0])
