"""The shopper's calls, as a client sees them."""

import json

import pytest

pytestmark = pytest.mark.anyio
CLIENT_ID = "5f3c9d0e-8d53-4a8e-9a5a-1f6f2f6f0c11"


def error_of(response):
    return response.status_code, response.json()["error"]["code"]


async def test_message_is_answered(gateway):
    response = await gateway.send("hello")
    assert response.status_code == 200
    answer = response.json()
    assert answer["state"] == "bot"
    assert [(line["sender"], line["text"]) for line in answer["messages"]] == [("bot", "You said: hello")]
    assert answer["messages"][0].keys() == {"id", "sender", "text", "at"}


async def test_buttons_and_cards_are_passed_on(gateway):
    button = {"title": "Yes", "payload": "/affirm"}
    gateway.turns.replies["hello"] = [
        {"text": "Sure?", "buttons": [button], "custom": {"type": "order_card"}}
    ]
    (line,) = (await gateway.send("hello")).json()["messages"]
    assert line["buttons"] == [button]
    assert line["custom"] == {"type": "order_card"}


async def test_turn_is_run_for_the_shopper_of_the_token(gateway):
    await gateway.send("hello", customer_id="c-2")
    assert gateway.turns.turns[0].customer_id == "c-2"


async def test_shoppers_never_see_one_another(gateway):
    await gateway.send("mine", customer_id="c-1")
    await gateway.send("yours", customer_id="c-2")
    assert [line["text"] for line in await gateway.history(customer_id="c-1")] == ["mine", "You said: mine"]
    assert gateway.turns.turns[0].rasa_id != gateway.turns.turns[1].rasa_id


async def test_same_client_id_twice_is_one_turn_with_one_answer(gateway):
    first = await gateway.send("hello", client_id=CLIENT_ID)
    again = await gateway.send("hello", client_id=CLIENT_ID)
    assert again.json() == first.json()
    assert gateway.turns.texts == ["hello"]


async def test_same_client_id_of_another_shopper_is_another_message(gateway):
    await gateway.send("hello", client_id=CLIENT_ID, customer_id="c-1")
    response = await gateway.send("bye", client_id=CLIENT_ID, customer_id="c-2")
    assert response.json()["messages"][0]["text"] == "You said: bye"


async def test_client_id_with_another_text_is_refused(gateway):
    await gateway.send("hello", client_id=CLIENT_ID)
    assert error_of(await gateway.send("bye", client_id=CLIENT_ID)) == (409, "client_id_reused")
    assert gateway.turns.texts == ["hello"]


async def test_button_the_bot_offered_is_obeyed(gateway):
    gateway.turns.replies["hello"] = [{"text": "Sure?", "buttons": [{"title": "Yes", "payload": "/affirm"}]}]
    await gateway.send("hello")
    assert (await gateway.send("Yes", payload="/affirm")).status_code == 200
    assert gateway.turns.texts == ["hello", "/affirm"]


async def test_button_title_is_what_the_history_shows(gateway):
    gateway.turns.replies["hello"] = [{"text": "Sure?", "buttons": [{"title": "Yes", "payload": "/affirm"}]}]
    await gateway.send("hello")
    await gateway.send("Yes", payload="/affirm")
    assert [line["text"] for line in await gateway.history() if line["sender"] == "shopper"] == [
        "hello",
        "Yes",
    ]


async def test_button_nobody_offered_is_refused_and_not_kept(gateway):
    response = await gateway.send("Yes", payload='/cancel_order{"order_number": "1"}')
    assert error_of(response) == (400, "payload_not_offered")
    assert await gateway.history() == []
    assert gateway.turns.turns == []


async def test_button_offered_to_another_shopper_is_refused(gateway):
    gateway.turns.replies["hello"] = [{"text": "Sure?", "buttons": [{"title": "Yes", "payload": "/affirm"}]}]
    await gateway.send("hello", customer_id="c-2")
    assert error_of(await gateway.send("Yes", payload="/affirm")) == (400, "payload_not_offered")


async def test_typed_command_is_answered_and_never_reaches_the_turn_server(gateway):
    response = await gateway.send('/cancel_order{"order_id": "8012345678901234"}')
    assert response.status_code == 200
    assert "typed commands" in response.json()["messages"][0]["text"]
    assert gateway.turns.turns == []


async def test_button_payload_typed_as_text_is_no_button(gateway):
    gateway.turns.replies["hello"] = [{"text": "Sure?", "buttons": [{"title": "Yes", "payload": "/affirm"}]}]
    await gateway.send("hello")
    await gateway.send("/affirm")
    assert gateway.turns.texts == ["hello"]


async def test_slash_before_words_is_dropped(gateway):
    await gateway.send("/ 2 parcels are broken")
    assert gateway.turns.texts == ["2 parcels are broken"]


async def test_ten_thousand_characters_are_refused(gateway):
    assert error_of(await gateway.send("x" * 10_000)) == (413, "message_too_long")


async def test_body_above_the_limit_is_refused(gateway):
    assert error_of(await gateway.post(b" " * 65_537)) == (413, "body_too_large")


async def test_body_above_the_limit_is_refused_before_it_has_all_arrived(gateway):
    sent = 0

    async def endless():
        nonlocal sent
        for _ in range(1000):
            sent += 1
            yield b" " * 10_000

    assert error_of(await gateway.post(endless())) == (413, "body_too_large")
    assert sent < 20


async def test_json_nested_a_hundred_thousand_deep_is_refused(gateway):
    assert error_of(await gateway.post(b"[" * 100_000)) == (413, "body_too_large")


async def test_json_nested_as_deep_as_fits_is_refused(gateway):
    content = b'{"message": ' + b"[" * 30_000 + b"]" * 30_000 + b"}"
    assert error_of(await gateway.post(content)) == (400, "invalid_json")


async def test_emoji_reach_the_turn_server(gateway):
    await gateway.send("😀👍🏽")
    assert gateway.turns.texts == ["😀👍🏽"]


async def test_nul_is_taken_out_before_anything_is_kept(gateway):
    await gateway.post(json.dumps({"message": "a\x00b", "client_id": CLIENT_ID}))
    assert gateway.turns.texts == ["ab"]
    assert (await gateway.history())[0]["text"] == "ab"


async def test_lone_surrogate_is_refused(gateway):
    content = json.dumps({"message": "x\ud800y", "client_id": CLIENT_ID})
    assert error_of(await gateway.post(content)) == (400, "bad_characters")


async def test_call_without_a_token_is_refused(gateway):
    for method, path in [("POST", "messages"), ("GET", "messages"), ("POST", "restart")]:
        response = await gateway.client.request(method, f"/chat/{path}")
        assert error_of(response) == (401, "no_token")
        assert response.headers["www-authenticate"] == "Bearer"


async def test_guest_may_talk_and_is_no_customer(gateway):
    token = (await gateway.client.post("/chat/session")).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    body = {"message": "hello", "client_id": CLIENT_ID}
    response = await gateway.client.post("/chat/messages", json=body, headers=headers)
    assert response.status_code == 200
    assert gateway.turns.turns[0].customer_id is None


async def test_guest_sessions_are_limited_by_address(gateway):
    statuses = [(await gateway.client.post("/chat/session")).status_code for _ in range(21)]
    assert statuses == [200] * 20 + [429]


async def test_history_has_both_sides_in_order(gateway):
    await gateway.send("one", client_id=CLIENT_ID)
    await gateway.send("two")
    lines = await gateway.history()
    assert [line["text"] for line in lines] == ["one", "You said: one", "two", "You said: two"]
    assert [line["sender"] for line in lines] == ["shopper", "bot", "shopper", "bot"]
    assert lines[0]["client_id"] == CLIENT_ID
    assert [line["id"] for line in lines] == sorted(line["id"] for line in lines)


async def test_history_after_an_id_has_only_what_is_newer(gateway):
    await gateway.send("one")
    seen = (await gateway.history())[-1]["id"]
    await gateway.send("two")
    assert [line["text"] for line in await gateway.history(after=seen)] == ["two", "You said: two"]


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "", "9" * 19, "9" * 400, "٣", "1e3"])
async def test_history_after_what_is_no_id_is_refused(gateway, after):
    response = await gateway.client.get("/chat/messages", params={"after": after}, headers=gateway.bearer())
    assert error_of(response) == (400, "bad_after")


async def test_long_history_comes_in_pages(make_gateway):
    async with make_gateway(messages_per_minute=1000).running() as gateway:
        for number in range(102):
            await gateway.send(str(number))
        headers = gateway.bearer()
        latest = (await gateway.client.get("/chat/messages", headers=headers)).json()
        assert (len(latest["messages"]), latest["more"]) == (200, False)
        assert latest["messages"][-1]["text"] == "You said: 101"
        page = (await gateway.client.get("/chat/messages?after=1", headers=headers)).json()
        assert (len(page["messages"]), page["more"]) == (200, True)
        rest = await gateway.history(after=page["messages"][-1]["id"])
        assert rest[-1]["text"] == "You said: 101"


async def test_restart_begins_a_new_conversation_and_keeps_the_history(gateway):
    await gateway.send("one")
    response = await gateway.client.post("/chat/restart", headers=gateway.bearer())
    await gateway.send("two")
    assert response.json() == {"messages": [], "state": "bot"}
    assert gateway.turns.turns[0].rasa_id != gateway.turns.turns[1].rasa_id
    assert len(await gateway.history()) == 4


async def test_restart_before_the_first_message_is_taken(gateway):
    assert (await gateway.client.post("/chat/restart", headers=gateway.bearer())).status_code == 200


async def test_conversation_a_person_has_is_kept_away_from_the_bot(gateway):
    await gateway.send("one")
    (conversation_id,) = gateway.conversations.opened
    gateway.conversations.set_state(conversation_id, "agent")
    response = await gateway.send("two")
    assert response.json() == {"messages": [], "state": "agent"}
    assert gateway.turns.texts == ["one"]


async def test_messages_above_the_rate_are_refused_with_the_time_to_wait(make_gateway):
    async with make_gateway(messages_per_minute=2).running() as gateway:
        responses = [await gateway.send("hello") for _ in range(3)]
        assert [response.status_code for response in responses] == [200, 200, 429]
        assert error_of(responses[2]) == (429, "too_fast")
        assert 1 <= int(responses[2].headers["retry-after"]) <= 30


async def test_rate_of_one_shopper_does_not_touch_another(make_gateway):
    async with make_gateway(messages_per_minute=1).running() as gateway:
        await gateway.send("hello", customer_id="c-1")
        assert (await gateway.send("hello", customer_id="c-2")).status_code == 200


async def test_unknown_address_and_method_get_json(gateway):
    assert error_of(await gateway.client.get("/nothing/here")) == (404, "not_found")
    assert error_of(await gateway.client.get("/chat/messages/")) == (404, "not_found")
    response = await gateway.client.delete("/chat/messages")
    assert error_of(response) == (405, "method_not_allowed")
    assert "POST" in response.headers["allow"]


async def test_store_that_cannot_be_reached_is_a_503(gateway):
    gateway.conversations.is_broken = True
    response = await gateway.send("hello")
    assert error_of(response) == (503, "store_unavailable")
    assert "retry-after" in response.headers


async def test_fault_of_ours_is_a_500_that_tells_nothing(gateway, caplog):
    gateway.turns.fault = RuntimeError("secret words of a shopper")
    response = await gateway.send("hello")
    assert error_of(response) == (500, "internal_error")
    assert "secret words" not in response.text
    assert "secret words" not in caplog.text


async def test_log_holds_no_words_of_a_shopper(gateway, caplog):
    caplog.set_level("DEBUG", logger="bot")
    await gateway.send("my password is marmalade")
    await gateway.client.get("/marmalade?x=marmalade", headers=gateway.bearer())
    assert "POST /chat/messages 200" in caplog.text
    assert "marmalade" not in caplog.text
