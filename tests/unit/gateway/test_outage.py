"""Order of turns, lost connections and parts that are down: nothing is lost, nothing is claimed."""

import asyncio
import dataclasses
from datetime import timedelta

import pytest

from bot.gateway import wording
from bot.gateway.ports import Turn
from bot.gateway.turns import TurnRejected, TurnUnavailable

pytestmark = pytest.mark.anyio
CLIENT_ID = "5f3c9d0e-8d53-4a8e-9a5a-1f6f2f6f0c11"


async def test_ten_messages_at_once_are_answered_in_the_order_they_came(gateway, eventually):
    numbers = [str(number) for number in range(10)]
    gateway.turns.gate.clear()
    sending = []
    for number in numbers:
        sending.append(asyncio.create_task(gateway.send(number)))
        await eventually(lambda: len(gateway.conversations.lines) == len(sending))
    gateway.turns.gate.set()
    responses = await asyncio.gather(*sending)
    assert gateway.turns.texts == numbers
    answers = [response.json()["messages"][0]["text"] for response in responses]
    assert answers == [f"You said: {number}" for number in numbers]


async def test_ten_messages_that_race_run_in_the_order_they_were_kept(gateway):
    await asyncio.gather(*(gateway.send(str(number)) for number in range(10)))
    kept = [line["text"] for line in await gateway.history() if line["sender"] == "shopper"]
    assert gateway.turns.texts == kept
    assert sorted(kept) == [str(number) for number in range(10)]


async def test_message_the_store_is_slow_with_is_not_overtaken(gateway, eventually):
    gateway.conversations.slow_text = "one"
    first = asyncio.create_task(gateway.send("one"))
    await eventually(lambda: gateway.conversations.lines)
    await gateway.send("two")
    await first
    assert gateway.turns.texts == ["one", "two"]


async def test_one_turn_of_a_conversation_runs_at_a_time(gateway, eventually):
    gateway.turns.gate.clear()
    sending = [asyncio.create_task(gateway.send(text)) for text in ("one", "two")]
    await eventually(lambda: len(gateway.conversations.lines) == 2)
    assert len(gateway.turns.turns) == 1
    gateway.turns.gate.set()
    await asyncio.gather(*sending)
    assert len(gateway.turns.turns) == 2


async def test_slow_turn_of_one_shopper_does_not_hold_up_another(gateway, eventually):
    gateway.turns.gate.clear()
    slow = asyncio.create_task(gateway.send("slow", customer_id="c-1"))
    await eventually(lambda: gateway.turns.texts == ["slow"])
    other = asyncio.create_task(gateway.send("quick", customer_id="c-2"))
    await eventually(lambda: gateway.turns.texts == ["slow", "quick"])
    gateway.turns.gate.set()
    await asyncio.gather(slow, other)


async def test_same_client_id_while_the_turn_runs_waits_for_the_same_turn(gateway, eventually):
    gateway.turns.gate.clear()
    first = asyncio.create_task(gateway.send("hello", client_id=CLIENT_ID))
    await eventually(lambda: gateway.turns.texts == ["hello"])
    again = asyncio.create_task(gateway.send("hello", client_id=CLIENT_ID))
    await asyncio.sleep(0.05)
    gateway.turns.gate.set()
    assert (await again).json() == (await first).json()
    assert gateway.turns.texts == ["hello"]


async def test_client_that_goes_away_does_not_stop_the_turn(gateway, eventually):
    gateway.turns.gate.clear()
    leaving = asyncio.create_task(gateway.send("hello"))
    await eventually(lambda: gateway.turns.texts == ["hello"])
    leaving.cancel()
    gateway.turns.gate.set()
    await eventually(lambda: len(gateway.conversations.lines) == 2)
    assert await gateway.bot_texts() == ["You said: hello"]


async def test_client_that_goes_away_while_the_message_is_kept_gets_its_turn(gateway, eventually):
    gateway.conversations.slow_text = "hello"
    leaving = asyncio.create_task(gateway.send("hello"))
    await eventually(lambda: gateway.conversations.lines)
    leaving.cancel()
    await eventually(lambda: gateway.turns.texts == ["hello"])


async def test_nothing_is_tried_while_a_part_says_that_it_is_down(gateway, eventually):
    gateway.turns.is_down = True
    await gateway.send("hello")
    gateway.turns.is_down, gateway.turns.is_up_by_its_own_word = False, False
    await asyncio.sleep(0.2)
    assert gateway.turns.texts == []
    gateway.turns.is_up_by_its_own_word = True
    await eventually(lambda: gateway.turns.texts == ["hello"])


async def test_short_outage_goes_unnoticed(make_gateway, eventually):
    gateway = make_gateway()
    gateway.patience = dataclasses.replace(gateway.patience, retry_seconds=5)
    async with gateway.running():
        gateway.turns.is_down = True
        sending = asyncio.create_task(gateway.send("hello"))
        await eventually(lambda: gateway.conversations.lines)
        gateway.turns.is_down = False
        assert (await sending).json()["messages"][0]["text"] == "You said: hello"


async def test_turn_server_down_is_said_and_the_message_answered_once_it_is_back(gateway, eventually):
    gateway.turns.is_down = True
    response = await gateway.send("cancel it")
    assert response.status_code == 200
    assert [line["text"] for line in response.json()["messages"]] == [wording.UNREACHABLE]
    gateway.turns.is_down = False
    await eventually(lambda: gateway.turns.texts == ["cancel it"])

    async def is_answered():
        return await gateway.bot_texts() == [wording.UNREACHABLE, "You said: cancel it"]

    await eventually(is_answered)


async def test_messages_sent_during_an_outage_are_answered_in_order(gateway, eventually):
    gateway.turns.is_down = True
    for text in ("one", "two", "three"):
        await gateway.send(text)
    gateway.turns.is_down = False
    await eventually(lambda: gateway.turns.texts == ["one", "two", "three"])


async def test_message_after_an_outage_does_not_overtake(make_gateway):
    gateway = make_gateway()
    gateway.patience = dataclasses.replace(gateway.patience, look_seconds=60)
    async with gateway.running():
        gateway.turns.is_down = True
        await gateway.send("one")
        gateway.turns.is_down = False
        response = await gateway.send("two")
        assert gateway.turns.texts == ["one", "two"]
        assert response.json()["messages"][0]["text"] == "You said: two"


async def test_resent_message_during_an_outage_gets_the_same_notice_once(gateway):
    gateway.turns.is_down = True
    first = await gateway.send("hello", client_id=CLIENT_ID)
    again = await gateway.send("hello", client_id=CLIENT_ID)
    assert again.json() == first.json()
    assert await gateway.bot_texts() == [wording.UNREACHABLE]


async def test_turn_that_broke_in_the_middle_is_not_called_unchanged(gateway):
    gateway.turns.fault = TurnUnavailable("action_failed", may_have_acted=True)
    response = await gateway.send("yes")
    assert [line["text"] for line in response.json()["messages"]] == [wording.UNCERTAIN]


async def test_turn_is_tried_again_under_the_same_message_id(gateway, eventually):
    gateway.turns.fault = TurnUnavailable("ReadTimeout", may_have_acted=True)
    await gateway.send("yes")
    gateway.turns.fault = None
    await eventually(lambda: list(gateway.conversations.status.values()) == ["answered"])
    assert len(set(gateway.turns.turns)) == 1
    assert isinstance(gateway.turns.turns[0], Turn)


async def test_message_too_old_to_carry_out_gets_an_apology(gateway, eventually):
    gateway.turns.is_down = True
    await gateway.send("cancel it")
    gateway.clock.passed = timedelta(minutes=16)
    gateway.turns.is_down = False

    async def is_told():
        return await gateway.bot_texts() == [wording.UNREACHABLE, wording.TOO_LATE]

    await eventually(is_told)
    assert gateway.turns.turns == []


async def test_turn_the_server_will_never_answer_ends_in_an_apology(gateway):
    gateway.turns.fault = TurnRejected("400 bad")
    response = await gateway.send("hello")
    assert [line["text"] for line in response.json()["messages"]] == [wording.GAVE_UP]
    gateway.turns.fault = None
    assert (await gateway.send("again")).json()["messages"][0]["text"] == "You said: again"


async def test_long_turn_is_answered_with_a_word_first_and_the_reply_later(make_gateway, eventually):
    gateway = make_gateway()
    gateway.patience = dataclasses.replace(gateway.patience, reply_seconds=0.05)
    async with gateway.running():
        gateway.turns.gate.clear()
        response = await gateway.send("hello")
        assert [line["text"] for line in response.json()["messages"]] == [wording.STILL_WORKING]
        gateway.turns.gate.set()

        async def is_answered():
            return await gateway.bot_texts() == [wording.STILL_WORKING, "You said: hello"]

        await eventually(is_answered)


async def test_restart_lets_go_of_messages_that_wait(gateway):
    gateway.turns.is_down = True
    await gateway.send("cancel it")
    await gateway.client.post("/chat/restart", headers=gateway.bearer())
    gateway.turns.is_down = False
    await gateway.send("hello")
    assert gateway.turns.texts == ["hello"]
    assert wording.STARTED_OVER in await gateway.bot_texts()


async def test_too_many_waiting_messages_are_refused(gateway):
    gateway.turns.is_down = True
    statuses = [(await gateway.send("hello")).status_code for _ in range(21)]
    assert statuses == [200] * 20 + [429]


async def test_unfinished_messages_are_answered_after_the_next_start(make_gateway, eventually):
    stopped = make_gateway()
    async with stopped.running():
        stopped.turns.is_down = True
        await stopped.send("one")
        await stopped.send("two")
    async with make_gateway(conversations=stopped.conversations).running() as started:
        await eventually(lambda: started.turns.texts == ["one", "two"])


async def test_resent_message_after_a_crash_is_run_once(make_gateway, eventually):
    stopped = make_gateway()
    async with stopped.running():
        stopped.turns.is_down = True
        await stopped.send("hello", client_id=CLIENT_ID)
    async with make_gateway(conversations=stopped.conversations).running() as started:
        response = await started.send("hello", client_id=CLIENT_ID)
        assert response.json()["messages"][0]["text"] == "You said: hello"
        assert started.turns.texts == ["hello"]


async def test_gateway_is_not_ready_before_it_has_read_unfinished_messages(make_gateway, eventually):
    gateway = make_gateway()
    gateway.conversations.is_broken = True
    async with gateway.running():
        gateway.conversations.is_broken = False

        async def is_taken():
            return (await gateway.send("hello")).status_code == 200

        assert (await gateway.send("hello")).status_code == 503
        await eventually(is_taken)


async def test_answer_that_could_not_be_kept_is_kept_later(gateway, eventually):
    gateway.turns.gate.clear()
    sending = asyncio.create_task(gateway.send("hello"))
    await eventually(lambda: gateway.turns.texts == ["hello"])
    gateway.conversations.is_broken = True
    gateway.turns.gate.set()
    assert (await sending).status_code == 503
    gateway.conversations.is_broken = False

    async def is_answered():
        return await gateway.bot_texts() == ["You said: hello"]

    await eventually(is_answered)


async def test_message_that_fails_while_all_parts_are_up_does_not_block_for_ever(make_gateway, monkeypatch):
    # Pauses between tries grow to half a minute; here they are skipped.
    monkeypatch.setattr("bot.gateway.recovery._LONGEST_PAUSE_SECONDS", 0)
    gateway = make_gateway()
    async with gateway.running():
        gateway.turns.fault = TurnUnavailable("action_failed", may_have_acted=True)
        gateway.turns.is_up_by_its_own_word = True
        await gateway.send("poison")
        for _ in range(1000):
            if wording.GAVE_UP in await gateway.bot_texts():
                break
            await asyncio.sleep(0.01)
        assert await gateway.bot_texts() == [wording.UNCERTAIN, wording.GAVE_UP]
        gateway.turns.fault = None
        assert (await gateway.send("hello")).json()["messages"][0]["text"] == "You said: hello"


async def test_due_reminder_arrives_in_the_conversation(make_gateway, eventually):
    gateway = make_gateway()

    class OneReminder:
        given = False

        def deliver(self, now):
            if "answered" in gateway.conversations.status.values() and not self.given:
                self.given = True
                (conversation_id,) = gateway.conversations.opened
                yield conversation_id, {"text": "It has arrived."}

    gateway.reminders = OneReminder()
    async with gateway.running():
        await gateway.send("remind me")

        async def is_reminded():
            return await gateway.bot_texts() == ["You said: remind me", "It has arrived."]

        await eventually(is_reminded)
