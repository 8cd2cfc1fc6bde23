"""The shop on a real database does what a shop does."""

from dataclasses import asdict

import pytest

from bot.orders.decision import Write
from bot.orders.policy import Policy
from bot.service.desk import Desk
from bot.service.shop import OpenShop
from bot.store import tables
from bot.store.loading import order_body
from tests.fakes.shop import ADA, CONVERSATION, NOW
from tests.fakes.shop_contract import ACCEPTING, KENJI, REFUSING, SILENT, ShopContract


class TestShopOnADatabase(ShopContract):
    @pytest.fixture
    def shops(self, empty_database, load):
        desk = Desk(empty_database.unit_of_work, lambda: NOW, Policy())

        def shops(*orders):
            sellers = [
                {**asdict(each), "auto_reply": each.auto_reply.value}
                for each in (SILENT, ACCEPTING, REFUSING)
            ]
            coupons = {order.coupon.code: order.coupon.kind.value for order in orders if order.coupon}
            load(
                {
                    "format": 1,
                    "currency": "USD",
                    "sellers": sellers,
                    "customers": [asdict(ADA), asdict(KENJI)],
                    "coupons": [{"code": code, "kind": kind} for code, kind in coupons.items()],
                    "orders": [order_body(order) for order in orders],
                }
            )
            return lambda customer_id=ADA.id, message_id="m-1": OpenShop(
                desk, customer_id, CONVERSATION, message_id
            )

        return shops


def test_orders_are_read_once_a_message(database):
    reads = []

    def counted():
        reads.append(1)
        return database.unit_of_work()

    shop = OpenShop(Desk(counted, lambda: NOW, Policy()), "c-1", CONVERSATION, "m-1")
    for _ in range(3):
        assert shop.customer and shop.orders()
    assert len(reads) == 1


def test_what_is_taken_back_is_noted_in_the_audit_trail(database):
    desk = Desk(database.unit_of_work, lambda: NOW, Policy())
    OpenShop(desk, "c-1", CONVERSATION, "m-1").carry_out(Write.SET_REMINDER, "shipped")
    for _ in range(2):
        OpenShop(desk, "c-1", CONVERSATION, "m-2").carry_out(Write.WITHDRAW_REMINDER, "shipped")
    with database.reading() as connection:
        rows = connection.execute(tables.audit.select().order_by(tables.audit.c.key)).all()
    assert [row.event for row in rows] == ["remind_at_delivery", "withdraw_reminder"]
