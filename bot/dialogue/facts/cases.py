"""Facts about what goes on around an order: requests, letters, returns, disputes, tickets."""

from bot.dialogue.facts.answer import Fact, Scene, Told
from bot.dialogue.facts.values import day, pieces, quoted, word
from bot.orders.order import Message, Order, RequestStatus, Return, Ticket

SELLER, BUYER = "seller", "buyer"


def request_state(order: Order, scene: Scene) -> Told:
    """What the seller said to the request to cancel, also where they said it in a letter only."""
    request, letter = order.cancellation_request, _last_letter(order, SELLER)
    if request is None:
        return _letter_of_seller(letter) if letter else Told("utter_facts_request_none")
    words = {"asked_on": day(request.asked_at)}
    if request.status is not RequestStatus.WAITING:
        answered_on = day(request.answered_at) if request.answered_at else words["asked_on"]
        words["answered_on"] = answered_on
        return Told(f"utter_facts_request_{request.status.value}", words, word(request.status.value))
    if letter is not None and letter.sent_at >= request.asked_at:
        words |= {"quote": quoted(letter.text), "written_on": day(letter.sent_at)}
        return Told("utter_facts_request_answered_by_letter", words, words["quote"])
    return Told("", words, word(request.status.value), instead="cancellation_status")


def last_letter(order: Order, scene: Scene) -> Told:
    """The last thing the shopper wrote to the seller, and the last that the seller wrote."""
    mine, theirs = _last_letter(order, BUYER), _last_letter(order, SELLER)
    last = max((each for each in (mine, theirs) if each), key=lambda each: each.sent_at, default=None)
    if last is None:
        return Told("utter_facts_letter_none")
    if mine is None:
        return _letter_of_seller(theirs)
    words = {"quote": quoted(mine.text), "written_on": day(mine.sent_at)}
    if theirs is None:
        return Told("utter_facts_letter_mine", words, quoted(last.text))
    answer = {"answer": quoted(theirs.text), "answered_on": day(theirs.sent_at)}
    return Told("utter_facts_letter_both", {**words, **answer}, quoted(last.text))


def return_state(order: Order, scene: Scene) -> Told:
    if not order.returns:
        return Told("utter_facts_return_none")
    last = order.returns[-1]
    words = {"opened_on": day(last.opened_at), "things": _things(last, order)}
    return Told(f"utter_facts_return_{last.status.value}", words, word(last.status.value))


def return_items(order: Order, scene: Scene) -> Told:
    """What goes back, by all returns of the order, and the reason told for the last of them."""
    if not order.returns:
        return Told("utter_facts_return_none")
    things = ", ".join(_things(each, order) for each in order.returns)
    last = order.returns[-1]
    words = {"things": things, "opened_on": day(last.opened_at), "reason": word(quoted(last.reason))}
    return Told("utter_facts_return_items", words, things)


def dispute_state(order: Order, scene: Scene) -> Told:
    dispute = order.last_dispute
    if dispute is None:
        return Told("utter_facts_dispute_none")
    words = {"opened_on": day(dispute.opened_at), "reason": word(dispute.reason)}
    return Told(f"utter_facts_dispute_{dispute.status.value}", words, word(dispute.status.value))


def dispute_reason(order: Order, scene: Scene) -> Told:
    dispute = order.last_dispute
    if dispute is None:
        return Told("utter_facts_dispute_none")
    words = {"opened_on": day(dispute.opened_at), "reason": word(dispute.reason)}
    if not dispute.text:
        return Told("utter_facts_dispute_reason", words, words["reason"])
    return Told(
        "utter_facts_dispute_reason_and_text", {**words, "quote": quoted(dispute.text)}, words["reason"]
    )


def ticket_number(order: Order, scene: Scene) -> Told:
    ticket = _ticket(order)
    if ticket is None or not ticket.reference:
        return Told("utter_facts_ticket_none")
    words = {"ticket": ticket.reference, "opened_on": day(ticket.opened_at)}
    return Told("utter_facts_ticket_number", words, ticket.reference)


def ticket_state(order: Order, scene: Scene) -> Told:
    ticket = _ticket(order)
    if ticket is None:
        return Told("utter_facts_ticket_none")
    words = {"ticket": ticket.reference, "opened_on": day(ticket.opened_at)}
    is_open = ticket.status == "open"
    return Told("utter_facts_ticket_open" if is_open else "utter_facts_ticket_closed", words, ticket.status)


def _ticket(order: Order) -> Ticket | None:
    return order.open_ticket or (order.tickets[-1] if order.tickets else None)


def _last_letter(order: Order, sender: str) -> Message | None:
    written = [letter for letter in order.messages if letter.sender == sender]
    return max(written, key=lambda letter: letter.sent_at, default=None)


def _letter_of_seller(letter: Message) -> Told:
    words = {"quote": quoted(letter.text), "written_on": day(letter.sent_at)}
    return Told("utter_facts_letter_theirs", words, words["quote"])


def _things(returned: Return, order: Order) -> str:
    titles = {item.id: item.title for item in order.items}
    return ", ".join(pieces(each.quantity, titles.get(each.id, each.id)) for each in returned.items)


_NO_RETURNS, _NO_DISPUTES, _NO_TICKETS = (
    f"utter_facts_no_{each}" for each in ("returns", "disputes", "tickets")
)

FACTS = {
    "request_state": Fact(request_state, none="utter_facts_no_requests"),
    "last_letter": Fact(last_letter, none="utter_facts_no_letters"),
    "return_state": Fact(return_state, none=_NO_RETURNS),
    "return_items": Fact(return_items, none=_NO_RETURNS),
    "dispute_state": Fact(dispute_state, none=_NO_DISPUTES),
    "dispute_reason": Fact(dispute_reason, none=_NO_DISPUTES),
    "ticket_number": Fact(ticket_number, none=_NO_TICKETS),
    "ticket_state": Fact(ticket_state, none=_NO_TICKETS),
}
