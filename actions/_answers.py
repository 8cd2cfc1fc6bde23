"""The one way of every request about an order: find it, look at the guidance, answer, offer, ask."""

from collections.abc import Callable

from actions._buttons import button, offer_buttons, person_button
from actions._cards import order_card, order_list, refund_tracker
from actions._proposals import propose, put_question
from actions._turn import Turn
from actions._words import order_words
from bot.orders.ask import Ask
from bot.orders.decision import Decision, Write
from bot.orders.order import Order
from bot.service.advise import advise, explain
from bot.service.desk import Advice
from bot.service.find_order import Found, Near, NoOrders, NotBought, One, Several, Unknown
from bot.service.order_status import list_orders
from bot.service.payment import reports_wrong_charge
from bot.service.request import Request, find_for, find_named

MOST_CHOICES = 5


def request_of(turn: Turn, ask: Ask) -> Request:
    """The request that the shopper's message makes."""
    return Request(
        ask,
        text=turn.text,
        problem=turn.entity("problem"),
        purpose=turn.entity("purpose"),
        reason=turn.entity("reason"),
        condition=turn.entity("condition"),
        payment_disputed=ask is Ask.PAYMENT and reports_wrong_charge(turn.text),
        wants_money=turn.intent == "get_refund",
    )


def answer_about_order(turn: Turn, request: Request) -> None:
    """Find the order that is meant and answer, or ask which one it is."""
    turn.leave_form()
    if turn.customer_id is None:
        turn.say("utter_sign_in", buttons=[person_button()])
        return
    shown = tuple(turn.slot("shown_orders") or ())
    mention = turn.mention()
    found = find_for(turn.desk, turn.customer_id, request, mention, shown=shown, focus=turn.slot("order_id"))
    answer_found(turn, request, found)


def answer_found(turn: Turn, request: Request, found: Found) -> None:
    """Go on with what was found: answer about one order, or have the shopper choose."""
    match found:
        case One(order):
            answer_for(turn, request, order)
        case Several(orders):
            ask_which(turn, request, orders)
        case Near(number, order):
            ask_near(turn, request, number, order)
        case Unknown(number):
            turn.say("utter_not_found", said=number)
            ask_which(turn, request, list_orders(turn.desk, turn.customer_id))
        case NotBought(product):
            turn.say("utter_not_bought", said=product)
            ask_which(turn, request, list_orders(turn.desk, turn.customer_id))
        case NoOrders():
            turn.close_question()
            turn.say("utter_no_orders", buttons=[person_button()])


def named_order(turn: Turn) -> Order | None:
    """The one order of the shopper that the message names by number or by words, if it does."""
    if turn.customer_id is None:
        return None
    found = find_named(turn.desk, turn.customer_id, turn.mention(), focus=turn.slot("order_id"))
    return found.order if isinstance(found, One) else None


def order_in_focus(turn: Turn) -> Order | None:
    """The order last talked about."""
    orders = list_orders(turn.desk, turn.customer_id or "")
    return next((order for order in orders if order.id == turn.slot("order_id")), None)


def refund_in_focus(turn: Turn) -> bool:
    """Whether a refund is on record for the order last talked about."""
    order = order_in_focus(turn)
    return order is not None and order.last_refund is not None


def answer_for(turn: Turn, request: Request, order: Order) -> None:
    """Answer a request about this order by the guidance row that holds for it."""
    advice = advise(
        turn.desk, turn.customer_id, request.ask, order.id, payment_disputed=request.payment_disputed
    )
    if advice is None:
        turn.say("utter_not_found", said=order.id)
        return
    turn.set(order_id=order.id, pending=request.as_json(), guidance_row=advice.decision.row_id)
    _present(turn, request, advice)


def _present(turn: Turn, request: Request, advice: Advice) -> None:
    decision = advice.decision
    if _is_to_be_left(request, decision):
        turn.close_question()
        turn.say("utter_cancel_order_left_alone", **words_of(turn, advice))
        return
    buttons = [] if decision.write else offer_buttons(decision.offers, advice.order.id)
    if not _speaks_for_itself(request):
        card = _card(turn, request, advice)
        turn.say(decision.reply, buttons=buttons, custom=card, **words_of(turn, advice))
    question = turn.open_question()
    if decision.write:
        propose(turn, request, advice)
    elif question and question.order_id == advice.order.id:
        resume(turn)
    else:
        turn.close_question()


def _is_to_be_left(request: Request, decision: Decision) -> bool:
    """Whether the order is on its way, and the shopper wants to cancel only one that is not."""
    asks_seller = decision.write in (Write.REQUEST_CANCELLATION, Write.REMIND_SELLER)
    return request.ask is Ask.CANCEL and request.condition == "not_shipped" and asks_seller


def _speaks_for_itself(request: Request) -> bool:
    """Whether the letter that is shown next says it all: its aim was named, so how to write need not be."""
    return request.ask is Ask.CONTACT_SELLER and request.purpose is not None


def _card(turn: Turn, request: Request, advice: Advice) -> dict | None:
    if request.ask is Ask.STATUS:
        return order_card(advice.order, advice.now, turn.desk.policy)
    return refund_tracker(advice.order) if request.ask is Ask.REFUND else None


def words_of(turn: Turn, advice: Advice) -> dict[str, str]:
    return order_words(advice.order, advice.now, turn.desk.policy, advice.customer.name)


def ask_which(turn: Turn, request: Request, orders: tuple[Order, ...]) -> None:
    """Show the orders that may be meant and remember what was asked."""
    choices = orders[:MOST_CHOICES]
    turn.set(pending=request.as_json(), shown_orders=[order.id for order in choices])
    turn.ask("choose_order", "")
    say_which(turn, choices)


def say_which(turn: Turn, choices: tuple[Order, ...]) -> None:
    card = order_list(choices, turn.desk.now(), turn.desk.policy)
    buttons = [
        button(f"{entry['title']} · {entry['total']}", "inform_order", order_number=entry["order_id"])
        for entry in card["orders"]
    ]
    turn.say("utter_which_order", buttons=buttons, custom=card, count=str(len(choices)))


def ask_near(turn: Turn, request: Request, number: str, order: Order) -> None:
    turn.set(pending=request.as_json())
    question = turn.ask("near_order", order.id, said=number)
    put_question(turn, question, order)


def resume(turn: Turn) -> bool:
    """Come back to the question that was open before this turn; False when there was none."""
    if turn.active_form:
        turn.return_to_form()
        return True
    question = turn.open_question()
    if question is None:
        return False
    orders = {order.id: order for order in list_orders(turn.desk, turn.customer_id or "")}
    if question.kind == "choose_order":
        choices = tuple(orders[shown] for shown in turn.slot("shown_orders") or () if shown in orders)
        turn.ask("choose_order", "")
        say_which(turn, choices)
        return bool(choices)
    if question.order_id not in orders:
        return False
    again = turn.ask(question.kind, question.order_id, **question.extra)
    put_question(turn, again, orders[question.order_id])
    return True


def explain_and_resume(turn: Turn, ask: Ask) -> None:
    """Answer a question that needs no order, then come back to what was open."""
    decision = explain(ask)
    turn.set(guidance_row=decision.row_id)
    turn.say(decision.reply)
    resume(turn)


def ask_after_form(turn: Turn, ask: Ask, write: Write, details: Callable[[Order], dict]) -> None:
    """Ask whether to do ``write`` with what a form collected, if the order still allows it."""
    advice = advise(turn.desk, turn.customer_id or "", ask, turn.slot("order_id") or "")
    if advice is None:
        turn.say("utter_nothing_to_confirm")
    elif advice.decision.write is not write:
        answer_for(turn, Request(ask), advice.order)
    else:
        question = turn.ask(write.value, advice.order.id, **details(advice.order))
        put_question(turn, question, advice.order)
