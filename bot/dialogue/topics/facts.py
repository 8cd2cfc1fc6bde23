"""Questions of plain fact about one's own orders: what is on record is read out, nothing is promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.dialogue.about_orders import ask_which, choose, find
from bot.dialogue.cards import draw
from bot.dialogue.facts import cases, goods, payments, several, times
from bot.dialogue.facts.answer import AskWhich, Card, Fact, FactAnswer, Scene, Told
from bot.dialogue.facts.listing import about_orders
from bot.dialogue.heard import Heard
from bot.dialogue.references import Quantifier
from bot.dialogue.selection import Ambiguous, Chosen, Near, NotBought, Selection, Unknown
from bot.dialogue.serving import serve
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk
from bot.orders.ask import Ask
from bot.orders.order import Order
from bot.orders.policy import Policy
from bot.orders.stage import Stage, stage_of

__all__ = ["FACET", "FACETS", "AskWhich", "Card", "FactAnswer", "answer_facts"]

FACET = "order_facts"
"""The intent of these questions, and the facet that says what is asked."""


def _not_on_record(order: Order, scene: Scene) -> Told:
    return Told("utter_facts_not_on_record")


def _overview(order: Order, scene: Scene) -> Told:
    """Everything on the card, where the message does not say which fact is meant."""
    return Told("utter_facts_overview", {}, str(order.total))


FACTS: Mapping[str, Fact] = {
    **goods.FACTS,
    **payments.FACTS,
    **times.FACTS,
    **cases.FACTS,
    "not_on_record": Fact(_not_on_record, none="utter_facts_not_on_record_anywhere"),
}
OVERVIEW = Fact(_overview, card=Card.ORDER)

FACETS = frozenset({*FACTS, *several.ANSWERS})
"""What can be asked."""


def answer_facts(
    heard: Heard,
    orders: Sequence[Order],
    now: datetime,
    policy: Policy,
    focus: Sequence[Order] = (),
    *,
    chosen: Sequence[Order] | None = None,
) -> FactAnswer | AskWhich:
    """What is on record for the question.

    Args:
        heard: the question; its facet ``order_facts`` says what is asked, its references which item.
        orders: all orders of the shopper.
        focus: the orders talked about before; they are meant where the message names none.
        chosen: the orders that the message names; None where it names none, empty where nothing
            fits what it names.
    """
    if not orders:
        return FactAnswer("utter_facts_no_orders", {})
    named = None if chosen is None else _newest_first(chosen)
    scene = Scene(heard, _newest_first(orders), named, _newest_first(focus), now, policy)
    facet = heard.facets.get(FACET, "")
    if named == ():
        return _nothing_fits(facet, scene)
    if facet in several.ANSWERS:
        return several.ANSWERS[facet](scene)
    return about_orders(FACTS.get(facet, OVERVIEW), scene)


def _newest_first(orders: Sequence[Order]) -> tuple[Order, ...]:
    """As a list that is cut promises it."""
    return tuple(sorted(orders, key=lambda order: order.placed_at, reverse=True))


def _nothing_fits(facet: str, scene: Scene) -> FactAnswer:
    """No order is so, where that is what was asked ("which are late"); else that none fits the words."""
    if facet in several.FILTERS:
        return FactAnswer(f"utter_facts_{facet}_none", {})
    return FactAnswer("utter_facts_nothing_fits", {})


def order_facts(talk: Talk, request: Request) -> None:
    """Read out what is on record for the question, or ask which order is meant where the answers differ."""
    if talk.shop.customer is None:
        talk.say_person("utter_sign_in")
        return
    talk.heard = _as_question(talk.heard, request)
    found = _found(talk, request)
    if isinstance(found, NotBought) and talk.state.focus:
        # "is it the brass one?" asks about what is talked about, whatever it is
        found = None
    if isinstance(found, Unknown) and _is_of_a_kind(talk.heard):
        found = Chosen(())
    if isinstance(found, Near | Unknown | NotBought):
        ask_which(talk, request, found, Ask.STATUS)
        return
    chosen = found.orders if isinstance(found, Chosen | Ambiguous) else None
    now, policy = talk.shop.now, talk.shop.policy
    focus = talk.own(talk.state.focus)
    answer = answer_facts(talk.heard, talk.shop.orders(), now, policy, focus, chosen=chosen)
    if isinstance(answer, AskWhich):
        choose(talk, request, answer.orders)
        return
    instead = answer.instead or _guided(talk, answer)
    if instead:
        serve(talk, Request(instead, request.text, (answer.orders[0].id,)))
        return
    if answer.orders:
        talk.focus_on(*answer.orders)
    talk.answered(request)
    card = draw(answer.card.value, answer.orders, now, policy) if answer.card and answer.orders else None
    talk.say(answer.reply, order=answer.orders[0] if answer.orders else None, card=card, **answer.words)


def _as_question(heard: Heard, request: Request) -> Heard:
    """The message as the question that is to be answered.

    "the second one" and "and the headphones?" name another order, and ask what was asked before. The end
    of a scale that is asked for chooses no order: the cheapest thing need not be in the cheapest order.
    """
    said, asked = heard.facets.get(FACET, ""), request.facet or ""
    is_another = said in several.ANSWERS and asked in several.ANSWERS
    is_asked_now = heard.intent == FACET or not asked or asked in several.ENDS or is_another
    facet = said if is_asked_now else asked
    references = heard.references
    if facet in several.ENDS:
        plain = tuple(replace(mention, extreme=None) for mention in references.include)
        references = replace(references, include=plain)
    return replace(heard, facets={**heard.facets, FACET: facet}, references=references)


def _is_of_a_kind(heard: Heard) -> bool:
    """Whether orders are named by what became of them or when: that there are none is an answer."""
    return any(mention.status or mention.days for mention in heard.references.include)


def _guided(talk: Talk, answer: FactAnswer) -> str | None:
    """The request whose guidance says more than the fact: what becomes of a coupon, or of a payment."""
    if len(answer.orders) != 1:
        return None
    order, policy = answer.orders[0], talk.shop.policy
    if answer.reply in _COUPON and order.cancelled_at is not None:
        return "coupon_recovery"
    is_processing = stage_of(order, talk.shop.now, policy.dispute_window_days) is Stage.PAYMENT_PROCESSING
    return "payment_issue" if answer.reply in _PAID and is_processing else None


_COUPON = ("utter_facts_coupon", "utter_facts_coupon_until")
_PAID = ("utter_facts_paid_when", "utter_facts_payment_amount")


def _found(talk: Talk, request: Request) -> Selection | None:
    """The orders that are named; None where the message names none."""
    named = talk.heard.references
    tells = any(m.says_which or m.quantifier is not Quantifier.ONE for m in (*named.include, *named.exclude))
    return find(talk, request, Ask.STATUS, fits_any=True) if request.order_ids or tells else None


HANDLERS = {"order_facts": order_facts}
