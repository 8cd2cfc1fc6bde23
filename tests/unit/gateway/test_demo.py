"""The demo shop, and that it can be switched off."""

import pytest

pytestmark = pytest.mark.anyio


async def test_page_is_served(gateway):
    response = await gateway.client.get("/")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")


async def test_shoppers_can_be_chosen(gateway):
    answer = (await gateway.client.get("/demo/customers")).json()
    assert answer["marketplace"] == "Marketo"
    assert {"id": "c-1", "name": "Ada Brook"} in answer["customers"]


async def test_token_of_a_demo_shopper_opens_the_chat(gateway):
    token = (await gateway.client.post("/demo/token", json={"customer_id": "c-2"})).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert (await gateway.client.get("/chat/messages", headers=headers)).status_code == 200
    answer = (await gateway.client.get("/demo/orders", headers=headers)).json()
    assert answer == {"orders": [{"order_id": "of-c-2"}]}


async def test_guest_has_no_orders(gateway):
    token = (await gateway.client.post("/chat/session")).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert (await gateway.client.get("/demo/orders", headers=headers)).json() == {"orders": []}


async def test_orders_need_a_token(gateway):
    assert (await gateway.client.get("/demo/orders")).status_code == 401


@pytest.mark.parametrize(("customer_id", "status"), [("c-9", 404), (5, 400), (None, 400), ("guest-1", 404)])
async def test_nobody_else_gets_a_token(gateway, customer_id, status):
    response = await gateway.client.post("/demo/token", json={"customer_id": customer_id})
    assert response.status_code == status


async def test_switched_off_demo_shop_leaves_nothing_behind(make_gateway):
    async with make_gateway(demo_shop=False).running() as gateway:
        for method, path in [
            ("GET", "/"),
            ("GET", "/demo/customers"),
            ("POST", "/demo/token"),
            ("GET", "/static/chat.js"),
        ]:
            response = await gateway.client.request(method, path)
            assert (response.status_code, response.json()["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/nothing.js"])
async def test_only_files_of_the_page_are_served(gateway, path):
    assert (await gateway.client.get(path)).status_code == 404
