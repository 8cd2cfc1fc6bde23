"""What is proposed after a decision: details first where some are missing, then the exact question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue import confirming
from bot.dialogue.buttons import item_buttons, problem_buttons, quantity_buttons
from bot.dialogue.handover import summary_of
from bot.dialogue.names import chosen_items
from bot.dialogue.requests import LONGEST_TEXT
from bot.dialogue.select_items import select_items
from bot.dialogue.selection import AmbiguousItems, AskQuantity, ChosenItems, NotInOrder
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk
from bot.dialogue.words import reason_words
from bot.guidance.letters import letter
from bot.orders.decision import Offer, RequestState, Write
from bot.orders.order import CancelReason, Order
from bot.service.desk import Advice
from bot.service.return_item import LONGEST_REASON

# What a yes does already needs no button of its own.
_SAME = {
    Write.OPEN_TICKET: (Offer.OPEN_TICKET,),
    Write.MESSAGE_SELLER: (Offer.MESSAGE_SELLER,),
}
Proposal = Callable[[Talk, Request, Advice], None]
_CANCEL_REASONS = frozenset(reason.value for reason in CancelReason)
# The aims for which a letter is ready; any other letter is in the shopper's own words.
# Fewer words than these only name the aim of a letter that is ready ("ask for a tracking number").
_WORTH_QUOTING = 8
_READY_LETTERS = frozenset({"replacement", "refund", "tracking", "reminder"})


def propose(talk: Talk, request: Request, advice: Advice) -> None:
    """Ask whether to do what the decision proposes; first for details where some are missing."""
    _PROPOSALS[advice.decision.write](talk, request, advice)


def ask_plainly(talk: Talk, request: Request, advice: Advice, write: Write, **details: str) -> None:
    """Put the question of a change that needs no more details than these."""
    question = talk.ask_to_confirm(write.value, (advice.order,), request, **details)
    confirming.put(
        talk, question, [each for each in advice.decision.offers if each not in _SAME.get(write, ())]
    )


def cancel_reason(request: Request) -> str:
    """The reason that is recorded: one that was told in words, otherwise Other Reasons (INF-02)."""
    is_told = bool(request.reason) and request.facet in _CANCEL_REASONS
    return request.facet if is_told and request.facet else CancelReason.OTHER.value


def _cancel(talk: Talk, request: Request, advice: Advice) -> None:
    ask_plainly(talk, request, advice, Write.CANCEL_ORDER, reason=cancel_reason(request))


def _with_letter(write: Write, purpose: str) -> Proposal:
    def proposal(talk: Talk, request: Request, advice: Advice) -> None:
        ask_plainly(talk, request, advice, write, letter=_letter(purpose, advice), purpose=purpose)

    return proposal


def _letter(purpose: str, advice: Advice, own_words: str | None = None) -> str:
    name = advice.customer.name
    return letter(purpose, order=advice.order, shopper_name=name, own_words=own_words)


def message_to_seller(talk: Talk, request: Request, advice: Advice) -> None:
    """Show a letter for the aim or with the words that were told, or ask what to write.

    A reminder while a cancellation request waits is a reminder of that request.
    """
    if request.content and _only_names(talk, request.content):
        request = replace(request, content=None)
    told = request.content if len((request.content or "").split()) >= _WORTH_QUOTING else None
    if request.facet == "reminder" and advice.facts.request is RequestState.WAITING and not told:
        _with_letter(Write.REMIND_SELLER, "reminder")(talk, request, advice)
    elif request.facet in _READY_LETTERS:
        propose_letter(talk, request, advice, request.facet, told)
    elif request.content:
        propose_letter(talk, request, advice, "other", request.content)
    else:
        talk.ask_to_describe("letter", request.about(advice.order.id))
        talk.say("utter_ask_letter_text", order=advice.order)


def _only_names(talk: Talk, content: str) -> bool:
    """Whether what is to be told only names what it is about: "about the lamp"."""
    named = " ".join(mention.text for mention in talk.heard.references.include).casefold().split()
    return len([word for word in content.casefold().split() if word not in named]) <= 1


def propose_letter(
    talk: Talk, request: Request, advice: Advice, purpose: str, own_words: str | None = None
) -> None:
    """Show the letter as it will be sent, and ask whether to send it."""
    kept = replace(request, content=own_words, order_ids=(advice.order.id,))
    draft = _letter(purpose, advice, own_words)
    ask_plainly(talk, kept, advice, Write.MESSAGE_SELLER, letter=draft, purpose=purpose)


def dispute(talk: Talk, request: Request, advice: Advice) -> None:
    """Ask whether to open the dispute, or first what is wrong with the order."""
    never_came = advice.order.delivered_at is None
    problem = "never_arrived" if never_came else request.facet
    text = request.reason or (request.text if problem else None)
    if not text:
        talk.ask_to_describe("dispute", request.about(advice.order.id))
        talk.say("utter_ask_dispute_text", order=advice.order, buttons=problem_buttons(advice.order.id))
        return
    problem = problem or "other"
    ask_plainly(
        talk,
        replace(request, reason=text, facet=problem, order_ids=(advice.order.id,)),
        advice,
        Write.OPEN_DISPUTE,
        problem=problem,
        reason=reason_words(problem),
        quote=text[:LONGEST_TEXT],
    )


def return_items(talk: Talk, request: Request, advice: Advice) -> None:
    """Ask which items go back and why, as far as that is open, then whether to open the return."""
    request = _with_items(talk, request.about(advice.order.id), advice.order)
    if not request.items:
        return
    if not request.reason:
        talk.ask_to_describe("return", request)
        talk.say("utter_ask_return_reason", order=advice.order, items=_said(request, advice.order))
        return
    ask_plainly(
        talk,
        request,
        advice,
        Write.OPEN_RETURN,
        items=_said(request, advice.order),
        reason=request.reason[:LONGEST_REASON],
    )


def _said(request: Request, order: Order) -> str:
    return chosen_items(order, request.items)


def _with_items(talk: Talk, request: Request, order: Order) -> Request:
    """The request with the items it is about; without any once it was asked which, or how many."""
    if request.items:
        return request
    match select_items(talk.heard.references, (order,)):
        case ChosenItems(picks):
            return replace(request, items=tuple((pick.item.id, pick.quantity) for pick in picks))
        case AskQuantity(pick):
            ask_how_many(talk, request, order, pick.item.id)
        case AmbiguousItems(picks):
            ask_which_items(talk, request, order, tuple(pick.item.id for pick in picks))
        case NotInOrder(words):
            if words:
                talk.say("utter_not_in_order", order=order, said=words)
            ask_which_items(talk, request, order, tuple(item.id for item in order.items))
    return request


def ask_which_items(talk: Talk, request: Request, order: Order, item_ids: tuple[str, ...]) -> None:
    """Ask which of these items are meant."""
    talk.ask_which("item", item_ids, request)
    say_which_items(talk, order, item_ids)


def say_which_items(talk: Talk, order: Order, item_ids: tuple[str, ...]) -> None:
    talk.say("utter_which_item", order=order, buttons=item_buttons(order, item_ids))


def ask_how_many(talk: Talk, request: Request, order: Order, item_id: str) -> None:
    """Ask how many pieces of an item are meant."""
    talk.ask_which("quantity", (item_id,), request)
    say_how_many(talk, order, item_id)


def say_how_many(talk: Talk, order: Order, item_id: str) -> None:
    item = next(item for item in order.items if item.id == item_id)
    buttons = quantity_buttons(item.quantity)
    talk.say("utter_how_many", buttons=buttons, item=item.title, quantity=str(item.quantity))


def ticket(talk: Talk, request: Request, advice: Advice) -> None:
    """Ask whether Customer Service shall look at the case."""
    kept = request.about(advice.order.id)
    ask_plainly(talk, kept, advice, Write.OPEN_TICKET, summary=summary_of(talk, kept))


def reminder(talk: Talk, request: Request, advice: Advice) -> None:
    """Ask whether to remind the shopper once the order is delivered."""
    question = talk.ask_to_confirm(Write.SET_REMINDER.value, (advice.order,), request.about(advice.order.id))
    confirming.put(talk, question)


_PROPOSALS: dict[Write, Proposal] = {
    Write.CANCEL_ORDER: _cancel,
    Write.REQUEST_CANCELLATION: _with_letter(Write.REQUEST_CANCELLATION, "cancel"),
    Write.REMIND_SELLER: _with_letter(Write.REMIND_SELLER, "reminder"),
    Write.MESSAGE_SELLER: message_to_seller,
    Write.OPEN_DISPUTE: dispute,
    Write.OPEN_RETURN: return_items,
    Write.OPEN_TICKET: ticket,
    Write.SET_REMINDER: reminder,
}
