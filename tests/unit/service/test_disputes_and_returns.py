"""A dispute or a return that was proposed is opened only while the guidance still proposes it."""

from datetime import datetime, timezone

import pytest

from bot.convtest.marketplace.seeding import SeededStores
from bot.orders.order import ReturnedItem
from bot.orders.policy import Policy
from bot.service.desk import Desk, Done, Wish
from bot.service.dispute import open_dispute
from bot.service.return_item import open_return

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
ORDER = {
    "id": "8099999999990001",
    "customer_id": "c-7",
    "seller_id": "s-3",
    "placed_at": "-22d",
    "paid_at": "-22d",
    "payment_settled_at": "-22d",
    "shipped_at": "-20d",
    "delivered_at": "-2d",
    "total": "64.00",
    "payment": {"method": "card", "label": "Visa ••7310", "amount": "64.00"},
    "items": [{"id": "i-1", "title": "Oak side table", "price": "64.00", "quantity": 1}],
}
CLOSED = {"delivered_at": "-15d"}
REFUND = {
    "amount": "64.00",
    "method": "Visa ••7310",
    "cause": "return",
    "requested_at": "-1d",
    "due_at": "+4d",
}
REFUNDED = {"refunds": [REFUND]}
IN_DISPUTE = {
    "disputes": [{"reason": "broken", "text": "A leg is off.", "opened_at": "-1d", "status": "open"}]
}
ON_ITS_WAY = {"delivered_at": None, "estimated_delivery": "+2d"}
WISH = Wish("c-7", ORDER["id"], "m-1", "conv")


@pytest.fixture
def desk_with(tmp_path):
    """A desk at a store that holds the order with these fields."""
    stores = SeededStores(tmp_path)

    def desk_with(**fields) -> Desk:
        database, _ = stores.open([{**ORDER, **fields}], NOW)
        return Desk(database.unit_of_work, lambda: NOW, Policy())

    yield desk_with
    stores.close()


def dispute(desk: Desk) -> Done:
    return open_dispute(desk, WISH, "broken", "A leg is off.").status


def returning(desk: Desk) -> Done:
    return open_return(desk, WISH, (ReturnedItem("i-1", 1),), "too dark").status


def test_a_dispute_on_a_delivered_order_is_opened(desk_with):
    assert dispute(desk_with()) is Done.DONE


@pytest.mark.parametrize(
    "fields",
    [CLOSED, REFUNDED, IN_DISPUTE, ON_ITS_WAY],
    ids=["closed", "refunded", "in dispute", "on its way"],
)
def test_a_dispute_that_the_guidance_no_longer_proposes_is_refused(desk_with, fields):
    assert dispute(desk_with(**fields)) is Done.REFUSED


def test_a_return_of_a_delivered_order_is_opened(desk_with):
    assert returning(desk_with()) is Done.DONE


@pytest.mark.parametrize(
    "fields", [CLOSED, IN_DISPUTE, ON_ITS_WAY], ids=["closed", "in dispute", "on its way"]
)
def test_a_return_that_the_guidance_no_longer_proposes_is_refused(desk_with, fields):
    assert returning(desk_with(**fields)) is Done.REFUSED


def test_the_same_message_twice_is_one_dispute(desk_with):
    desk = desk_with()
    assert (dispute(desk), dispute(desk)) == (Done.DONE, Done.DONE)
