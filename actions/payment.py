"""Payments: what is on record, and a ticket where the record does not settle it."""

from actions._answers import answer_about_order, request_of
from actions._base import TurnAction
from actions._cards import receipt
from actions._confirm import confirm
from actions._proposals import put_question
from actions._turn import Turn
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.service.find_order import One
from bot.service.handoff import open_case
from bot.service.request import Request, find_for


class ActionPaymentIssue(TurnAction):
    """Serves payment_issue."""

    def name(self) -> str:
        return "action_payment_issue"

    def respond(self, turn: Turn) -> None:
        request = request_of(turn, Ask.PAYMENT)
        if request.purpose != "ticket" or not propose_ticket(turn, request):
            answer_about_order(turn, request)


def propose_ticket(turn: Turn, request: Request) -> bool:
    """Ask whether to open a ticket on the order that is meant; False when that is not clear."""
    if turn.customer_id is None:
        return False
    found = find_for(turn.desk, turn.customer_id, request, turn.mention(), focus=turn.slot("order_id"))
    if not isinstance(found, One):
        return False
    turn.leave_form()
    turn.set(order_id=found.order.id)
    put_question(turn, turn.ask(Write.OPEN_TICKET.value, found.order.id), found.order)
    return True


class ActionConfirmOpenTicket(TurnAction):
    """Serves the yes to a Customer Service ticket on a payment or a late refund."""

    def name(self) -> str:
        return "action_confirm_open_ticket"

    def respond(self, turn: Turn) -> None:
        def do(question):
            return open_case(turn.desk, turn.wish(question.order_id), ticket_summary(turn))

        def give_receipt(question, outcome, order, words):
            reference = outcome.result["reference"]
            card = receipt("Customer Service ticket", order, ("Ticket", reference))
            already = outcome.result.get("already_open")
            reply = "utter_open_ticket_already_done" if already else "utter_open_ticket_done"
            turn.say(reply, custom=card, ticket=reference, **words)

        confirm(turn, Write.OPEN_TICKET, do, give_receipt)


def ticket_summary(turn: Turn) -> str:
    """What Customer Service reads first: the guidance row and the shopper's own words."""
    pending = turn.slot("pending") or {}
    row, text = turn.slot("guidance_row") or "", pending.get("text") or ""
    return f"{row}: {text}" if text else f"{row}: {pending.get('ask', '')}"
