"""What a yes changes in the store: the service carries it out on a store of its own."""

from collections.abc import Callable

from bot.convtest.case import ExpectedRow, StoreChanged
from bot.convtest.running.changes import changes_between
from bot.convtest.seen import RowChange
from bot.guidance.letters import letter
from bot.orders.decision import Write
from bot.orders.order import CancelReason, Order, ReturnedItem
from bot.service.cancel_order import cancel_order, remind_seller, request_cancellation
from bot.service.desk import Desk, Outcome, Wish
from bot.service.dispute import open_dispute
from bot.service.handoff import open_case
from bot.service.return_item import open_return
from bot.service.seller import message_seller
from bot.store.database import Database
from bot.store.snapshot import snapshot

Details = dict[str, str]
Carry = Callable[[Desk, Wish, Order, str, Details], Outcome]
# Free words of the shopper or of the assistant that no rule fixes.
_NOT_FIXED = {"tickets": {"summary", "id"}}


def outcome_of(write: Write, database: Database, desk: Desk, order: Order, said: Details) -> StoreChanged:
    """All rows that the confirmed ``write`` changes, and nothing else.

    ``said`` is what the shopper told: ``answer``, ``problem``, ``reason``. The store is changed by this.
    """
    before = snapshot(database)
    with desk.unit_of_work() as uow:
        customer = uow.orders.customer(order.customer_id)
    wish = Wish(order.customer_id, order.id, "oracle", "oracle")
    outcome = _CARRIED_OUT[write](desk, wish, order, customer.name, said)
    if not outcome.is_done:
        raise ValueError(f"{write.value} is proposed for an order that the service refuses it for")
    return StoreChanged(tuple(_expected(change) for change in changes_between(before, snapshot(database))))


def _expected(change: RowChange) -> ExpectedRow:
    if change.kind == "changed":
        fields = {**change.key, **{name: pair[1] for name, pair in change.changed_fields().items()}}
    else:
        left_out = _NOT_FIXED.get(change.table, set())
        fields = {name: value for name, value in change.after.items() if name not in left_out}
    return ExpectedRow(change.table, fields)


def _letter(purpose: str, order: Order, name: str, own_words: str | None = None) -> str:
    return letter(purpose, order=order, shopper_name=name, own_words=own_words)


def _dispute(desk: Desk, wish: Wish, order: Order, name: str, said: Details) -> Outcome:
    problem = "never_arrived" if order.delivered_at is None else said["problem"]
    return open_dispute(desk, wish, problem, said["answer"])


def _return(desk: Desk, wish: Wish, order: Order, name: str, said: Details) -> Outcome:
    items = tuple(ReturnedItem(item.id, item.quantity) for item in order.items)
    return open_return(desk, wish, items, said["answer"])


_CARRIED_OUT: dict[Write, Carry] = {
    Write.CANCEL_ORDER: lambda desk, wish, order, name, said: cancel_order(
        desk, wish, CancelReason(said["reason"])
    ),
    Write.REQUEST_CANCELLATION: lambda desk, wish, order, name, said: request_cancellation(
        desk, wish, _letter("cancel", order, name)
    ),
    Write.REMIND_SELLER: lambda desk, wish, order, name, said: remind_seller(
        desk, wish, _letter("reminder", order, name)
    ),
    Write.MESSAGE_SELLER: lambda desk, wish, order, name, said: message_seller(
        desk, wish, "other", _letter("other", order, name, said["answer"])
    ),
    Write.OPEN_DISPUTE: _dispute,
    Write.OPEN_RETURN: _return,
    Write.OPEN_TICKET: lambda desk, wish, order, name, said: open_case(desk, wish, "as the shopper says"),
}
