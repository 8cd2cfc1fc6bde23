"""The gateway as a whole: over sockets, on a SQLite file, with a turn server that comes and goes."""

import json
import socket
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from bot.gateway import wording
from bot.store.clock import SystemClock
from bot.store.database import open_database
from bot.store.loading import load_orders

ORDERS = {
    "format": 1,
    "currency": "USD",
    "sellers": [{"id": "s-1", "name": "Brightside Home", "auto_reply": "accept"}],
    "customers": [{"id": "c-1", "name": "Ada Brook", "email": "ada@example.org", "country": "US"}],
    "orders": [
        {
            "id": "8012345678901234",
            "customer_id": "c-1",
            "seller_id": "s-1",
            "placed_at": "-2d",
            "paid_at": "-2d",
            "payment_settled_at": "-2d",
            "total": "19.90",
            "payment": {"method": "card", "label": "Visa 4242", "amount": "19.90"},
            "items": [{"id": "i-1", "title": "Desk lamp", "price": "19.90", "quantity": 1}],
        }
    ],
}
CLIENT_ID = "5f3c9d0e-8d53-4a8e-9a5a-1f6f2f6f0c11"


@pytest.fixture(autouse=True)
def gateway(serve):
    return serve()


def test_message_is_carried_out_once_for_its_shopper_and_answered(shopper, turn_server):
    answer = shopper.send("hello").json()
    assert [line["text"] for line in answer["messages"]] == ["You said: hello"]
    assert turn_server.asked == [("c-1", "hello")]


def test_history_survives_in_the_database(shopper, gateway, serve):
    shopper.send("hello 😀")
    before = shopper.history()
    gateway.stop()
    serve()
    assert shopper.history() == before
    assert [line["text"] for line in before] == ["hello 😀", "You said: hello 😀"]


def test_same_client_id_twice_is_one_turn(shopper, turn_server):
    first, again = (shopper.send("hello", CLIENT_ID).json() for _ in range(2))
    assert first == again
    assert turn_server.effects == ["hello"]


def test_other_text_under_the_same_client_id_is_refused(shopper, turn_server):
    shopper.send("hello", CLIENT_ID)
    response = shopper.send("cancel it", CLIENT_ID)
    assert (response.status_code, response.json()["error"]["code"]) == (409, "client_id_reused")
    assert turn_server.effects == ["hello"]


def test_offered_button_works_and_another_shoppers_does_not(shopper, another_shopper, turn_server):
    shopper.send("hello")
    assert shopper.send("Yes", payload="/affirm").status_code == 200
    response = another_shopper.send("Yes", payload="/affirm")
    assert (response.status_code, response.json()["error"]["code"]) == (400, "payload_not_offered")
    assert turn_server.effects == ["hello", "/affirm"]


def test_button_from_before_a_restart_is_refused(shopper):
    shopper.send("hello")
    shopper.http.post("/chat/restart")
    assert shopper.send("Yes", payload="/affirm").status_code == 400


def test_ten_messages_at_once_run_in_the_order_they_were_kept(shopper, turn_server):
    with ThreadPoolExecutor(10) as pool:
        statuses = list(pool.map(lambda number: shopper.send(str(number)).status_code, range(10)))
    kept = [line["text"] for line in shopper.history() if line["sender"] == "shopper"]
    assert statuses == [200] * 10
    assert turn_server.effects == kept
    assert sorted(kept) == [str(number) for number in range(10)]


def test_message_acknowledged_while_the_turn_server_is_down_is_answered_later(
    shopper, turn_server, eventually
):
    turn_server.served.stop()
    first, second = shopper.send("cancel it"), shopper.send("and this")
    assert [first.status_code, second.status_code] == [200, 200]
    assert first.json()["messages"][0]["text"] == wording.UNREACHABLE
    turn_server.served.start()
    eventually(lambda: "You said: and this" in shopper.bot_texts())
    assert turn_server.effects == ["cancel it", "and this"]


def test_action_server_down_is_not_called_unchanged_and_is_tried_again(shopper, turn_server, eventually):
    turn_server.error = "action_failed"
    assert shopper.send("yes").json()["messages"][0]["text"] == wording.UNCERTAIN
    turn_server.error = None
    eventually(lambda: "You said: yes" in shopper.bot_texts())
    assert turn_server.effects == ["yes"]


def test_client_that_hangs_up_in_the_middle_of_a_turn_finds_the_answer_later(
    shopper, turn_server, eventually
):
    turn_server.hold.clear()
    with pytest.raises(httpx.ReadTimeout):
        shopper.http.post("/chat/messages", json={"message": "hello", "client_id": CLIENT_ID}, timeout=0.3)
    turn_server.hold.set()
    eventually(lambda: shopper.bot_texts() == ["You said: hello"])
    assert shopper.send("hello", CLIENT_ID).json()["messages"][0]["text"] == "You said: hello"
    assert turn_server.effects == ["hello"]


def test_guest_has_a_conversation_of_his_own(shopper, base_url, turn_server):
    shopper.send("mine")
    token = httpx.post(f"{base_url}/chat/session", trust_env=False).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    answer = httpx.get(f"{base_url}/chat/messages", headers=headers, trust_env=False).json()
    assert answer["messages"] == []


def test_gateway_says_what_it_misses(base_url, turn_server):
    assert httpx.get(f"{base_url}/ready", trust_env=False).status_code == 200
    turn_server.served.stop()
    response = httpx.get(f"{base_url}/ready", trust_env=False)
    assert (response.status_code, response.json()["parts"]["turn_server"]) == (503, False)
    assert httpx.get(f"{base_url}/health", trust_env=False).status_code == 200
    turn_server.served.start()


def test_body_that_claims_to_be_endless_is_refused(shopper, environment):
    head = (
        b"POST /chat/messages HTTP/1.1\r\nHost: shop\r\nContent-Length: 1000000000\r\n"
        b"Authorization: " + shopper.http.headers["authorization"].encode() + b"\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", int(environment["BOT_PORT"])), timeout=10) as connection:
        connection.sendall(head + b" " * 200_000)
        assert connection.recv(100).startswith(b"HTTP/1.1 413")


def test_demo_shopper_sees_the_orders_of_the_store(base_url, environment, tmp_path):
    file = tmp_path / "orders.json"
    file.write_text(json.dumps(ORDERS), encoding="utf-8")
    database = open_database(f"sqlite:///{environment['BOT_STATE_DIR']}/bot.db")
    load_orders(database, file, now=SystemClock().now())
    client = httpx.Client(base_url=base_url, trust_env=False)
    assert client.get("/demo/customers").json()["customers"] == [{"id": "c-1", "name": "Ada Brook"}]
    token = client.post("/demo/token", json={"customer_id": "c-1"}).json()["token"]
    (order,) = client.get("/demo/orders", headers={"Authorization": f"Bearer {token}"}).json()["orders"]
    assert (order["order_id"], order["title"]) == ("8012345678901234", "Desk lamp")
    assert (order["total"], order["stage"]) == ("$19.90", "to_ship")
