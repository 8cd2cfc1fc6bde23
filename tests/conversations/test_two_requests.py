"""Are messages with two requests split, those with one left whole, and a repeated one answered alike?"""

from pathlib import Path

import pytest

from bot.nlu.requests_report import as_lines, intents_asked, missed, read_messages, torn

LABELLED = Path(__file__).parents[1] / "unit" / "nlu" / "two_requests.yml"
LEAST_SPLIT_RIGHT = 0.80
MOST_TORN = 0.04
BOTH = "cancel the desk lamp and tell me where my headphones are"


@pytest.fixture(scope="module")
def messages():
    return read_messages(LABELLED)


@pytest.fixture(scope="module")
def split(runner):
    """From a message to the intents of its requests, as the model finds them."""
    return lambda text: intents_asked(runner.understand(text))


@pytest.fixture
def shop(talk, an_order):
    return talk(
        an_order("to_ship", "8012345678904321", "Desk lamp"),
        an_order("shipped", "8099999999991111", "Bluetooth headphones"),
    )


def test_most_messages_with_two_requests_are_split_right(messages, split):
    wrong = missed(messages[0], split)
    assert 1 - wrong.share >= LEAST_SPLIT_RIGHT, "\n".join(as_lines("not split right", wrong))


def test_hardly_any_message_with_one_request_is_split(messages, split):
    count = torn(messages[1], split)
    assert count.share <= MOST_TORN, "\n".join(as_lines("split", count))


def test_a_repeated_message_of_two_requests_gets_the_same_answer(shop):
    shopper = shop.shopper()
    both = "where are my headphones? And how long does a refund take?"
    first = shopper.say(both, message_id="m1")
    assert len(first.messages) == 2
    assert shopper.say(both, message_id="m1").messages == first.messages


def test_a_repeated_yes_gets_the_same_answer_with_what_had_waited(shop):
    shopper = shop.shopper()
    shopper.say(BOTH)
    first = shopper.say("yes", message_id="m2")
    assert "RX123456789" in first.text
    assert shopper.say("yes", message_id="m2").messages == first.messages


def test_a_turn_that_broke_off_in_its_second_request_is_done_once_when_it_comes_again(
    shop, runner, monkeypatch
):
    from bot.rasa_ext.faults import TurnFailed

    shopper = shop.shopper()
    shopper.say(BOTH)
    processor, answer = runner._processor, runner._processor._answer

    async def breaks_at_the_second(tracker, message, heard):
        if heard.intent_name == "order_status":
            raise TurnFailed("The power went.")
        await answer(tracker, message, heard)

    with monkeypatch.context() as patch:
        patch.setattr(processor, "_answer", breaks_at_the_second)
        with pytest.raises(TurnFailed):
            shopper.say("yes", message_id="m2")
    again = shopper.say("yes", message_id="m2")
    assert "RX123456789" in again.text
    assert shop.order("8012345678904321").cancelled_at == shop.clock.now()


def test_the_conversation_keeps_what_the_shopper_wrote_once(shop, runner, loop):
    shopper = shop.shopper()
    shopper.say(BOTH, message_id="m1")
    shopper.say("no", message_id="m2")
    tracker = loop.run_until_complete(runner.tracker_of(shopper.conversation_id))
    heard = [event.as_dict() for event in tracker.events if event.type_name == "user"]
    assert [each["text"] for each in heard] == [
        "cancel the desk lamp",
        "no",
        "and tell me where my headphones are",
    ]
    assert [each["metadata"].get("whole_text") for each in heard] == [BOTH, None, None]
    assert [each["metadata"].get("message_id") for each in heard] == ["m1", "m2", None]
