"""Of several at once exactly one succeeds, and the others are told so by a value."""

import threading

import pytest

from bot.orders.money import Money
from bot.orders.order import CancelReason, Dispute, Refund, RefundCause, Return, ReturnedItem
from bot.store.conversations import Conversations
from bot.store.loading import load_demo
from bot.store.port import EffectKey
from bot.store.trackers import Trackers
from tests.integration.store.conftest import NOW

AT_ONCE = 4
LINES = 15
KEY = EffectKey("c-1", "to_ship", "cancel_order", "m-1")
REFUND = Refund(Money(1990), "Visa ••4242", RefundCause.CANCELLATION, NOW, NOW)
CHANGES = {
    "cancel": lambda orders: orders.cancel_unshipped("to_ship", CancelReason.OTHER, NOW),
    "ask the seller": lambda orders: orders.ask_seller_to_cancel("shipped", CancelReason.OTHER, NOW),
    "replacement": lambda orders: orders.agree_replacement("shipped", NOW),
    "refund": lambda orders: orders.add_refund("to_ship", REFUND),
    "dispute": lambda orders: orders.open_dispute("delivered", Dispute("broken", "Cracked.", NOW)),
    "return": lambda orders: orders.open_return("delivered", Return((ReturnedItem("i-1", 1),), "small", NOW)),
    "reminder": lambda orders: orders.set_reminder("c-1", "shipped", "ab", NOW),
}


def at_once(do):
    """What each of several threads got that did the same at the same moment; errors are results too."""
    start, results = threading.Barrier(AT_ONCE), []

    def run():
        start.wait()
        try:
            results.append(do())
        except Exception as error:
            results.append(error)

    threads = [threading.Thread(target=run) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_of_several_changes_at_once_exactly_one_happens(database, change):
    def do():
        with database.unit_of_work() as uow:
            happened = change(uow.orders)
            uow.commit()
        return happened

    assert sorted(at_once(do), key=str) == [False] * (AT_ONCE - 1) + [True]


def test_of_several_deliveries_of_one_wish_one_acts_and_the_others_find_its_result(database):
    def do():
        with database.unit_of_work() as uow:
            found = uow.effects.find(KEY, "f")
            if found is None:
                uow.orders.cancel_unshipped("to_ship", CancelReason.OTHER, NOW)
                uow.effects.record(KEY, "f", {"cancelled": True})
                uow.commit()
        return found

    results = at_once(do)
    assert results.count(None) == 1
    assert results.count({"cancelled": True}) == AT_ONCE - 1


def test_of_several_processes_that_start_on_an_empty_store_one_loads_the_demo(empty_database):
    loaded = at_once(lambda: load_demo(empty_database, NOW))
    assert sorted(map(bool, loaded)) == [False] * (AT_ONCE - 1) + [True]
    assert not [result for result in loaded if isinstance(result, Exception)]


def test_a_message_that_arrives_several_times_at_once_is_one_message(empty_database):
    inbox = Conversations(empty_database)
    inbox.open("ab", "c-1", "c-1", NOW)
    received = at_once(lambda: inbox.receive("ab", "k-1", "hello", None, NOW))
    assert sorted(each.fresh for each in received) == [False] * (AT_ONCE - 1) + [True]
    assert len({each.message_id for each in received}) == 1


def test_several_answers_at_once_are_one_answer(empty_database):
    inbox = Conversations(empty_database)
    inbox.open("ab", "c-1", "c-1", NOW)
    message_id = inbox.receive("ab", "k-1", "hello", None, NOW).message_id
    answers = at_once(lambda: inbox.answer(message_id, [{"text": "Hi!"}], NOW))
    assert [[line.text for line in answer] for answer in answers] == [["Hi!"]] * AT_ONCE
    assert [line.text for line in inbox.history("ab")] == ["hello", "Hi!"]


def test_a_conversation_opened_several_times_at_once_is_one(empty_database):
    inbox = Conversations(empty_database)
    opened = at_once(lambda: inbox.open("ab", "c-1", "c-1", NOW))
    assert [conversation.rasa_id for conversation in opened] == ["ab0000"] * AT_ONCE


def test_a_dialogue_saved_several_times_at_once_is_one(empty_database):
    trackers = Trackers(empty_database)
    assert at_once(lambda: trackers.save("ab", {"events": [1]})) == [None] * AT_ONCE
    assert trackers.load("ab") == {"events": [1]}


def test_who_reads_on_from_the_last_line_misses_none_while_several_write(empty_database):
    inbox = Conversations(empty_database)
    inbox.open("ab", "c-1", "c-1", NOW)
    first = inbox.say("ab", "bot", {"text": "first"}, NOW).id
    writing, seen, last = threading.Event(), [], first
    writing.set()

    def write():
        at_once(lambda: [inbox.say("ab", "bot", {"text": "next"}, NOW) for _ in range(LINES)])
        writing.clear()

    writer = threading.Thread(target=write)
    writer.start()
    done = False
    while not done:
        done = not writing.is_set()  # asked before reading: what was written last is read once more
        page = inbox.history("ab", last)
        seen += page
        last = page[-1].id if page else last
    assert len(seen) == AT_ONCE * LINES
