"""The inbox keeps every message once, in order, and knows which still want an answer."""

import pytest

from bot.store.conversations import Conversations
from bot.store.trackers import Trackers
from tests.integration.store.conftest import NOW

BUTTON = {"title": "Yes", "payload": '/affirm{"answers": "x"}'}


@pytest.fixture
def inbox(empty_database):
    conversations = Conversations(empty_database)
    conversations.open("ab", "c-1", "c-1", NOW)
    return conversations


def test_a_message_is_kept_before_it_is_answered(inbox):
    received = inbox.receive("ab", "k-1", "hello", None, NOW)
    assert [message.message_id for message in inbox.unfinished(10)] == [received.message_id]


def test_the_same_client_id_is_the_same_message(inbox):
    first, again = (inbox.receive("ab", "k-1", "hello", None, NOW) for _ in range(2))
    assert (again.message_id, again.fresh, again.conflict) == (first.message_id, False, False)


def test_the_same_client_id_with_another_text_is_a_conflict(inbox):
    inbox.receive("ab", "k-1", "hello", None, NOW)
    assert inbox.receive("ab", "k-1", "bye", None, NOW).conflict


def test_two_conversations_may_use_the_same_client_id(inbox):
    inbox.open("cd", "c-2", "c-2", NOW)
    assert inbox.receive("ab", "k-1", "hello", None, NOW).fresh
    assert inbox.receive("cd", "k-1", "hello", None, NOW).fresh


def test_an_answer_finishes_its_message(inbox):
    received = inbox.receive("ab", "k-1", "hello", None, NOW)
    inbox.answer(received.message_id, [{"text": "Hi!", "buttons": [BUTTON]}], NOW)
    assert inbox.unfinished(10) == []
    (reply,) = inbox.replies_to(received.message_id)
    assert (reply.text, reply.buttons) == ("Hi!", (BUTTON,))


def test_a_second_answer_changes_nothing(inbox):
    received = inbox.receive("ab", "k-1", "hello", None, NOW)
    for text in ("first", "second"):
        inbox.answer(received.message_id, [{"text": text}], NOW)
    assert [line.text for line in inbox.history("ab")] == ["hello", "first"]


def test_the_history_goes_on_after_a_given_line(inbox):
    received = inbox.receive("ab", "k-1", "hello", None, NOW)
    inbox.answer(received.message_id, [{"text": "one"}, {"text": "two"}], NOW)
    seen = inbox.history("ab")[1].id
    assert [line.text for line in inbox.history("ab", seen)] == ["two"]


def test_without_a_line_to_start_from_the_newest_lines_are_given(inbox):
    for number in range(5):
        inbox.say("ab", "bot", {"text": str(number)}, NOW)
    assert [line.text for line in inbox.history("ab", None, 2)] == ["3", "4"]


def test_a_button_counts_only_where_it_was_offered(inbox):
    inbox.open("cd", "c-2", "c-2", NOW)
    inbox.say("ab", "bot", {"text": "Shall I?", "buttons": [BUTTON]}, NOW)
    assert inbox.offered("ab", BUTTON["payload"])
    assert not inbox.offered("cd", BUTTON["payload"])


def test_a_new_beginning_keeps_the_history_and_forgets_the_buttons(inbox):
    inbox.say("ab", "bot", {"text": "Shall I?", "buttons": [BUTTON]}, NOW)
    before = inbox.open("ab", "c-1", "c-1", NOW).rasa_id
    assert inbox.restart("ab", NOW).rasa_id != before
    assert len(inbox.history("ab")) == 1
    assert not inbox.offered("ab", BUTTON["payload"])


def test_a_dialogue_is_read_back_as_last_saved(empty_database):
    trackers = Trackers(empty_database)
    trackers.save("ab", {"events": [1]})
    trackers.save("ab", {"events": [1, 2]})
    assert trackers.load("ab") == {"events": [1, 2]}
    assert trackers.load("cd") is None
