"""The link to buy an item again."""

import pytest

from bot.orders.policy import Policy


def test_the_link_names_order_and_item():
    policy = Policy(buy_again_url="https://shop.example/{order}/{item}?again={item}")
    assert policy.buy_again_link("8012", "i-1") == "https://shop.example/8012/i-1?again=i-1"


def test_without_an_address_there_is_no_link():
    assert Policy(buy_again_url="").buy_again_link("8012", "i-1") is None


@pytest.mark.parametrize(
    ("order_id", "quoted"),
    [("#W1", "%23W1"), ("a/../b", "a%2F..%2Fb"), ("1&admin=1", "1%26admin%3D1"), ("{item}", "%7Bitem%7D")],
)
def test_an_id_cannot_change_the_rest_of_the_link(order_id, quoted):
    policy = Policy(buy_again_url="https://shop.example/{order}?item={item}")
    assert policy.buy_again_link(order_id, "i") == f"https://shop.example/{quoted}?item=i"


def test_the_link_of_the_demo_shop_names_both():
    link = Policy().buy_again_link("8012345678904321", "i-1")
    assert "8012345678904321" in link
    assert link.endswith("item=i-1")
