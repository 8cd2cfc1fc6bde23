"""An order to vary: paid, settled and not shipped, with a clock that stands still."""

from dataclasses import replace
from datetime import datetime, timezone

import pytest

from bot.orders.money import Money
from bot.orders.order import Item, Order, Payment, Seller
from bot.orders.policy import Policy

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=timezone.utc)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def policy():
    return Policy()


@pytest.fixture
def item():
    """An item by its title; options by name."""

    def make(title="Desk lamp", cents=1990, item_id="i-1", quantity=1, **options):
        return Item(item_id, title, Money(cents), quantity, tuple(options.items()))

    return make


@pytest.fixture
def make_order(item):
    """A paid order of one lamp; any field can be given another value."""
    order = Order(
        id="8012345678901234",
        customer_id="c-1",
        seller=Seller("s-1", "Lumen House"),
        placed_at=NOW,
        total=Money(1990),
        payment=Payment("card", "Visa ••4242", Money(1990)),
        items=(item(),),
        paid_at=NOW,
        payment_settled_at=NOW,
    )
    return lambda **fields: replace(order, **fields)
