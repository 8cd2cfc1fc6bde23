"""The store a case begins with: the demo's orders with those of the case laid over them."""

from datetime import datetime, timedelta, timezone

import pytest

from bot.convtest.marketplace.seeding import SeededStores, laid_over
from bot.convtest.world import WorldError
from bot.store.snapshot import snapshot
from bot.store.tables import orders as orders_table

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
DEMO_ORDER = "8012345678904321"
DEMO = {"orders": [{"id": "1", "total": "5.00", "seller_id": "s-1"}], "sellers": [{"id": "s-1"}]}


@pytest.fixture
def stores(tmp_path):
    stores = SeededStores(tmp_path)
    yield stores
    stores.close()


def orders_in(database_and_rows):
    """The orders of an opened store by id."""
    _, rows = database_and_rows
    return {row["id"]: row for row in rows["orders"].values()}


def totals_in(database):
    return {row["total"] for row in snapshot(database)["orders"].values()}


def test_an_order_of_the_demo_changes_only_in_the_fields_that_are_named():
    document = laid_over(DEMO, [{"id": "1", "total": "6.00"}])
    assert document["orders"] == [{"id": "1", "total": "6.00", "seller_id": "s-1"}]


def test_a_new_order_is_added_to_those_of_the_demo():
    document = laid_over(DEMO, [{"id": "2", "total": "7.00"}])
    assert [order["id"] for order in document["orders"]] == ["1", "2"]


def test_a_new_order_takes_what_it_does_not_name_from_the_order_it_is_like():
    document = laid_over(DEMO, [{"id": "2", "like": "1", "total": "7.00"}])
    assert document["orders"][1] == {"id": "2", "total": "7.00", "seller_id": "s-1"}


def test_an_order_may_be_like_one_that_stands_above_it():
    document = laid_over(DEMO, [{"id": "2", "like": "1", "total": "7.00"}, {"id": "3", "like": "2"}])
    assert document["orders"][2] == {"id": "3", "total": "7.00", "seller_id": "s-1"}


def test_what_is_no_order_stays_as_it_is_in_the_demo():
    assert laid_over(DEMO, [{"id": "2"}])["sellers"] == [{"id": "s-1"}]


def test_the_demo_itself_is_not_changed():
    laid_over(DEMO, [{"id": "1", "total": "6.00"}])
    assert DEMO["orders"] == [{"id": "1", "total": "5.00", "seller_id": "s-1"}]


def test_an_order_without_id_is_refused():
    with pytest.raises(WorldError, match="every order needs an id"):
        laid_over(DEMO, [{"total": "6.00"}])


def test_an_order_like_one_that_does_not_exist_is_refused_by_name():
    with pytest.raises(WorldError, match="like '9' is no order template and no demo order"):
        laid_over(DEMO, [{"id": "2", "like": "9"}])


def test_the_store_holds_the_demo_and_the_orders_of_the_case(stores):
    orders = orders_in(stores.open([{"id": "8099999999990001", "like": DEMO_ORDER}], NOW))
    assert {DEMO_ORDER, "8099999999990001"} <= set(orders)


def test_ages_count_from_the_time_of_the_case(stores):
    orders = orders_in(stores.open([{"id": DEMO_ORDER, "placed_at": "-1d", "paid_at": "-1d"}], NOW))
    placed_at = datetime.fromisoformat(orders[DEMO_ORDER]["placed_at"].replace("Z", "+00:00"))
    assert placed_at == NOW - timedelta(days=1)


def test_what_a_case_writes_is_gone_in_the_next(stores):
    database, _ = stores.open([], NOW)
    with database.engine.begin() as connection:
        connection.execute(orders_table.update().values(total_cents=1))
    assert totals_in(database) == {"0.01"}
    database, _ = stores.open([], NOW)
    assert "0.01" not in totals_in(database)


def test_orders_that_cannot_be_loaded_are_refused_with_the_reason_and_no_path(stores, tmp_path):
    with pytest.raises(WorldError, match="orders of the case: .*total") as caught:
        stores.open([{"id": DEMO_ORDER, "total": "much"}], NOW)
    assert str(tmp_path) not in str(caught.value)


def test_after_a_refusal_the_next_case_has_its_store(stores):
    with pytest.raises(WorldError):
        stores.open([{"id": DEMO_ORDER, "total": "much"}], NOW)
    assert DEMO_ORDER in orders_in(stores.open([], NOW))
