"""The one way of every request about orders: find them, look at the guidance, answer, offer, ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.dialogue import proposals
from bot.dialogue.buttons import offer_buttons, order_buttons, yes_or_no
from bot.dialogue.cards import order_card, order_list, refund_tracker
from bot.dialogue.select import select_orders
from bot.dialogue.selection import Ambiguous, Chosen, Near, NoOrders, NotBought, Selection, Unknown
from bot.dialogue.state import Confirm, Request
from bot.dialogue.talk import Talk
from bot.dialogue.words import left_out_words
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.orders.order import Order
from bot.service.desk import Advice
from bot.service.fitting import fit

MOST_CHOICES = 5
# The third time in a row that it cannot be found, a person is offered.
MOST_MISSES = 3
# What is said about one order that was found.
AnswerOne = Callable[[Talk, Request, Order], None]
# What is said about several at once; None where they are answered one by one.
AnswerSeveral = Callable[[Talk, Request, Sequence[Order]], None]


def serve(
    talk: Talk,
    request: Request,
    ask: Ask,
    *,
    one: AnswerOne | None = None,
    several: AnswerSeveral | None = None,
) -> None:
    """Find the orders that are meant and answer about them, or ask which ones are."""
    if talk.shop.customer is None:
        talk.say_person("utter_sign_in")
        return
    answer = one or (lambda talk, request, order: answer_one(talk, request, order, ask))
    match find(talk, request, ask):
        case Chosen(orders, left_out=left_out) if orders:
            if len(orders) == 1:
                answer(talk, request.about(orders[0].id), orders[0])
            else:
                (several or _one_by_one(answer))(talk, request.about(*(o.id for o in orders)), orders)
            say_left_out(talk, left_out)
        case found:
            ask_which(talk, request, found, ask)


def find(talk: Talk, request: Request, ask: Ask, *, fits_any: bool = False) -> Selection:
    """The orders that the request is about, or else the message means, among the shopper's own only.

    With ``fits_any`` it does not matter whether an order suits what is asked, as in a question of fact.
    """
    shop, state = talk.shop, talk.state
    if request.order_ids:
        own = talk.own(request.order_ids)
        return Chosen(own, is_set=len(own) > 1) if own else Unknown(request.order_ids[0])
    if ask is Ask.STATUS and talk.heard.references.is_empty and state.focus:
        # "why so long?" is about what was talked about, whatever became of it
        return Chosen(talk.own(state.focus), is_set=len(state.focus) > 1)
    asked_about = _asked_about(talk, ask)
    if asked_about:
        return Chosen(asked_about, is_set=len(asked_about) > 1)

    done = state.done.order_ids if state.done and ask in _CONSEQUENCES else ()

    def fits(order: Order) -> int:
        # "and the money?" right after a change is about what was changed, whatever became of it
        if order.id in done and order.id in state.focus:
            return _MEANT
        return 1 if fits_any else fit(ask, shop.facts(order))

    return select_orders(
        talk.heard.references,
        shop.orders(),
        today=shop.now.date(),
        now=shop.now,
        policy=shop.policy,
        fits=fits,
        shown=state.shown,
        focus=state.focus,
        keeps_parts=ask is Ask.RETURN,
    )


def _asked_about(talk: Talk, ask: Ask) -> tuple[Order, ...]:
    """The orders of the open question, where it is asked what becomes of money or coupon, naming none."""
    question, named = talk.question, talk.heard.references
    is_named = any(mention.says_which for mention in (*named.include, *named.exclude))
    if ask not in _CONSEQUENCES or is_named or not isinstance(question, Confirm):
        return ()
    return talk.own(question.order_ids)


_CONSEQUENCES = (Ask.REFUND, Ask.COUPON)
# Better than any order that suits the request.
_MEANT = 3


def say_left_out(talk: Talk, orders: Sequence[Order]) -> None:
    """Say of each of these orders, before all else, why nothing is done with it."""
    for order in reversed(orders):
        why = left_out_words(order, talk.shop.now, talk.shop.policy)
        talk.say_first("utter_orders_left_out", order=order, why=why)


def ask_which(talk: Talk, request: Request, found: Selection, ask: Ask) -> None:
    """Say what was not found, and show the orders that may be meant."""
    match found:
        case Ambiguous(orders) if len(orders) == 1 and _said(talk):
            talk.ask_which("near_order", (orders[0].id,), request, said=_said(talk))
            say_near(talk, _said(talk), orders[0])
        case Ambiguous(orders):
            choose(talk, request, orders)
        case Near(number, order):
            talk.ask_which("near_order", (order.id,), request, said=number)
            say_near(talk, number, order)
        case Unknown(said):
            _say_missing(talk, "utter_not_found", said)
            choose(talk, request, suiting(talk, ask))
        case NotBought(words):
            _say_missing(talk, "utter_not_bought", words)
            choose(talk, request, suiting(talk, ask))
        case NoOrders() | Chosen():
            talk.close()
            talk.say_person("utter_no_orders")


def _say_missing(talk: Talk, reply: str, said: str) -> None:
    """Say that nothing goes by these words; who hears that for the third time is offered a person."""
    misses = talk.before.misses + 1
    talk.note(misses=misses)
    if misses < MOST_MISSES:
        talk.say(reply, said=said)
    else:
        talk.say_person("utter_missing_person", said=said)


def _said(talk: Talk) -> str:
    """The words that name the thing, where the message names one."""
    return next((" ".join(m.words) for m in talk.heard.references.include if m.words), "")


def suiting(talk: Talk, ask: Ask) -> tuple[Order, ...]:
    """The orders that suit what is asked; all of them where none does."""
    orders = talk.shop.orders()
    return tuple(order for order in orders if fit(ask, talk.shop.facts(order))) or orders


def choose(talk: Talk, request: Request, orders: Sequence[Order]) -> None:
    """Show the orders that may be meant and ask which one is."""
    choices = tuple(order.id for order in orders[:MOST_CHOICES])
    talk.ask_which("order", choices, request)
    talk.note(shown=choices)
    say_which(talk, choices, len(orders))


def say_which(talk: Talk, choices: Sequence[str], count: int | None = None) -> None:
    """Put the question which of these orders is meant; without ``count`` it is put again."""
    orders = talk.own(choices)
    card = order_list(orders, talk.shop.now, talk.shop.policy)
    if count is not None and count > len(orders):
        talk.say("utter_list_cut", shown=str(len(orders)), count=str(count))
    if count is None:
        reply = "utter_which_order_again"
    else:
        reply = "utter_which_order_one" if len(orders) == 1 else "utter_which_order"
    talk.say(reply, buttons=order_buttons(orders), card=card, count=str(len(orders)))


def say_near(talk: Talk, number: str, order: Order) -> None:
    """Ask whether the order whose number is almost the one that was typed is meant."""
    talk.say("utter_near_order", order=order, buttons=yes_or_no("near_order", talk.question.id), said=number)


def answer_one(talk: Talk, request: Request, order: Order, ask: Ask) -> None:
    """Answer a request about this order by the guidance row that holds for it."""
    advice = talk.shop.decide(ask, order.id, payment_disputed=request.facet in _WRONG_CHARGES)
    if advice is None:
        talk.say("utter_not_found", said=order.id)
        return
    present(talk, request, advice, ask)


# What a shopper reports of a charge that the record does not show.
_WRONG_CHARGES = frozenset({"charged_twice", "wrong_amount", "unknown_charge", "not_on_record"})
_SUBJECTS = {
    Ask.DISPUTE: "dispute",
    Ask.CONTACT_SELLER: "seller",
    Ask.SELLER_REFUSED: "seller",
    Ask.REFUND: "refund",
    Ask.CANCEL: "refund",
}


def present(talk: Talk, request: Request, advice: Advice, ask: Ask) -> None:
    """Say what holds, offer what can be done, and propose what the guidance proposes."""
    decision, order = advice.decision, advice.order
    is_new = order.id not in talk.state.focus
    talk.focus_on(order)
    talk.answered(request.about(order.id), decision.row_id, _SUBJECTS.get(ask))
    if is_to_be_left(request, decision.write):
        talk.say("utter_cancel_order_left_alone", order=order)
        return
    buttons = [] if decision.write else offer_buttons(decision.offers, order.id)
    if not _speaks_for_itself(request, ask):
        card = _card(talk, order, ask, is_new)
        talk.say(decision.reply, order=order, buttons=buttons, card=card)
    if decision.write:
        proposals.propose(talk, request, advice)


def is_to_be_left(request: Request, write: Write | None) -> bool:
    """Whether the order is on its way, and the shopper wants to cancel only one that is not."""
    return request.condition == "not_shipped" and write in (Write.REQUEST_CANCELLATION, Write.REMIND_SELLER)


def _speaks_for_itself(request: Request, ask: Ask) -> bool:
    """Whether the letter that is shown next says it all: its aim was named, so how to write need not be."""
    return ask is Ask.CONTACT_SELLER and bool(request.facet or request.content)


def _card(talk: Talk, order: Order, ask: Ask, is_new: bool) -> dict | None:
    """The order when it is first talked about or asked for, and the way of its money."""
    if ask is Ask.REFUND and order.refunds:
        return refund_tracker(order)
    if ask is Ask.STATUS or is_new:
        return order_card(order, talk.shop.now, talk.shop.policy)
    return None


def _one_by_one(answer: AnswerOne) -> AnswerSeveral:
    """The first order now, the others one after another once no question is open."""

    def several(talk: Talk, request: Request, orders: Sequence[Order]) -> None:
        for order in orders:
            if talk.has_asked:
                talk.park(request.about(order.id))
            else:
                answer(talk, request.about(order.id), order)
        talk.note(shown=tuple(order.id for order in orders))

    return several
