"""What the bot proposes: the consequence in words, then the question. Nothing is changed here."""

from collections.abc import Callable

from actions._buttons import offer_buttons, yes_or_no
from actions._cards import seller_message
from actions._turn import Question, Turn
from actions._words import order_words
from bot.guidance.letters import letter
from bot.orders.decision import Offer, RequestState, Write
from bot.orders.order import Order
from bot.service.desk import Advice
from bot.service.request import Request
from bot.service.return_item import LONGEST_REASON, named_items, reason_in


def propose(turn: Turn, request: Request, advice: Advice) -> None:
    """Ask whether to do what the decision proposes; first for details where some are missing."""
    _PROPOSALS[advice.decision.write](turn, request, advice)


def put_question(turn: Turn, question: Question, order: Order, offers: tuple[Offer, ...] = ()) -> None:
    """Say a question with its exact consequence, its two answers and what else can be done."""
    words = order_words(order, turn.desk.now(), turn.desk.policy)
    extra = {key: value for key, value in question.extra.items() if isinstance(value, str)}
    draft = question.extra.get("letter")
    turn.say(
        _question_reply(question, order),
        buttons=[*yes_or_no(question), *offer_buttons(offers, order.id)],
        custom=seller_message(order, draft, is_sent=False) if draft else None,
        **{**words, **extra, **_read_back(extra)},
    )


def _read_back(extra: dict[str, str]) -> dict[str, str]:
    """What will be filed, by the names that the questions have for it."""
    names = {
        "dispute_reason": "reason",
        "return_reason": "reason",
        "dispute_text": "text",
        "return_items": "items",
    }
    return {name: extra[key] for key, name in names.items() if key in extra}


def _question_reply(question: Question, order: Order) -> str:
    if question.kind == Write.CANCEL_ORDER.value and order.paid_at is None:
        return "utter_ask_cancel_order_unpaid"
    return "utter_near_order" if question.kind == "near_order" else f"utter_ask_{question.kind}"


def _ask(turn: Turn, advice: Advice, **extra: object) -> None:
    _put(turn, advice, advice.decision.write, **extra)


def _put(turn: Turn, advice: Advice, write: Write, **extra: object) -> None:
    order = advice.order
    put_question(turn, turn.ask(write.value, order.id, **extra), order, advice.decision.offers)


def _ask_at_once(turn: Turn, request: Request, advice: Advice) -> None:
    _ask(turn, advice, reason=request.reason or "other")


def _ask_with_letter(purpose: str) -> Callable[[Turn, Request, Advice], None]:
    def proposal(turn: Turn, request: Request, advice: Advice) -> None:
        _ask(turn, advice, letter=_letter(purpose, advice), purpose=purpose)

    return proposal


def _letter(purpose: str, advice: Advice, own_words: str | None = None) -> str:
    return letter(purpose, order=advice.order, shopper_name=advice.customer.name, own_words=own_words)


def propose_message(turn: Turn, request: Request, advice: Advice) -> None:
    """Show a letter for the purpose the shopper named, or ask what to write.

    A reminder while a cancellation request waits is a reminder of that request.
    """
    if request.purpose == "reminder" and advice.facts.request is RequestState.WAITING:
        _put(turn, advice, Write.REMIND_SELLER, letter=_letter("reminder", advice), purpose="reminder")
        return
    if request.purpose in ("replacement", "refund", "tracking", "reminder"):
        propose_letter(turn, advice, request.purpose)
        return
    turn.close_question()
    turn.start_form("message_form", message_text=None)


def propose_letter(turn: Turn, advice: Advice, purpose: str, own_words: str | None = None) -> None:
    """Show the letter and ask whether to send it."""
    order, draft = advice.order, _letter(purpose, advice, own_words)
    question = turn.ask(Write.MESSAGE_SELLER.value, order.id, letter=draft, purpose=purpose)
    put_question(turn, question, order)


def propose_dispute(turn: Turn, request: Request, advice: Advice) -> None:
    """Ask whether to open the dispute, or first what is wrong with the order."""
    problem = "never_arrived" if advice.order.delivered_at is None else request.problem
    if problem and request.text:
        _ask(
            turn, advice, dispute_reason=problem.replace("_", " "), problem=problem, dispute_text=request.text
        )
        return
    turn.close_question()
    turn.start_form("dispute_form", dispute_text=None)


def propose_return(turn: Turn, request: Request, advice: Advice) -> None:
    """Ask which items go back and why, as far as the message leaves it open."""
    turn.close_question()
    items = named_items(advice.order, f"{request.text} {turn.text}")
    chosen = [[item.id, item.quantity] for item in items] or None
    why = reason_in(request.text) or (request.text[:LONGEST_REASON] if request.reason else None)
    turn.start_form("return_form", return_items=chosen, return_reason=why)


_PROPOSALS = {
    Write.CANCEL_ORDER: _ask_at_once,
    Write.REQUEST_CANCELLATION: _ask_with_letter("cancel"),
    Write.REMIND_SELLER: _ask_with_letter("reminder"),
    Write.MESSAGE_SELLER: propose_message,
    Write.OPEN_DISPUTE: propose_dispute,
    Write.OPEN_RETURN: propose_return,
    Write.OPEN_TICKET: _ask_at_once,
    Write.SET_REMINDER: _ask_at_once,
}
