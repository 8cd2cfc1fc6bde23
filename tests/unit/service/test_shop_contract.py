"""The shop in memory does what a shop does; and every change there is has somebody who carries it out."""

import pytest

from bot.orders.decision import Write
from bot.orders.errors import StoreUnavailable
from bot.service.shop import USE_CASES
from tests.fakes.shop import ADA, FakeShop
from tests.fakes.shop_contract import KENJI, SHIPPED, ShopContract
from tests.fakes.store import MemoryStore

STRANGER = KENJI.__class__("c-9", "Nobody", "nobody@example.org", "US")
SHOPPERS = {ADA.id: ADA, KENJI.id: KENJI, STRANGER.id: STRANGER, None: None}


class TestShopInMemory(ShopContract):
    @pytest.fixture
    def shops(self):
        def shops(*orders):
            store = MemoryStore([ADA, KENJI], orders)
            return lambda customer_id=ADA.id, message_id="m-1": FakeShop(
                customer=SHOPPERS[customer_id], store=store, message_id=message_id
            )

        return shops


def test_every_change_is_carried_out_by_one_use_case():
    assert USE_CASES.keys() == set(Write)


def test_a_shop_in_memory_tells_what_was_asked_of_it():
    shop = FakeShop(SHIPPED)
    outcome = shop.carry_out(Write.SET_REMINDER, "shipped")
    shop.call_a_person("help", "shipped")
    assert shop.carried_out == [(Write.SET_REMINDER, "shipped", {}, outcome)]
    assert shop.calls == [("help", "shipped")]


def test_what_happens_behind_the_back_of_the_shopper_is_seen_with_the_next_message():
    shop = FakeShop(SHIPPED)
    began_at = shop.now
    assert shop.orders()[0].delivered_at is None
    shop.change("shipped", delivered_at=began_at)
    shop.next_message()
    assert shop.orders()[0].delivered_at == began_at < shop.now


def test_a_shop_in_memory_can_be_out_of_reach():
    shop = FakeShop(SHIPPED)
    shop.store.is_away = True
    with pytest.raises(StoreUnavailable):
        shop.orders()
