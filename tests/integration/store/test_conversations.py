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


def test_a_failed_message_is_finished_with_an_apology(inbox):
    received = inbox.receive("ab", "k-1", "hello", None, NOW)
    inbox.fail(received.message_id, [{"text": "Sorry, please try again."}], NOW)
    assert inbox.receive("ab", "k-1", "hello", None, NOW).status == "failed"
    assert [line.text for line in inbox.replies_to(received.message_id)] == ["Sorry, please try again."]
    assert inbox.unfinished(10) == []


def test_an_answer_after_giving_up_changes_nothing(inbox):
    received = inbox.receive("ab", "k-1", "hello", None, NOW)
    inbox.fail(received.message_id, [{"text": "Sorry."}], NOW)
    kept = inbox.answer(received.message_id, [{"text": "Hi!"}], NOW)
    assert [line.text for line in kept] == ["Sorry."]


def test_an_answered_message_says_so_when_it_comes_again(inbox):
    received = inbox.receive("ab", "k-1", "hello", None, NOW)
    inbox.answer(received.message_id, [{"text": "Hi!"}], NOW)
    assert inbox.receive("ab", "k-1", "hello", None, NOW).status == "answered"


def test_the_same_client_id_with_another_payload_is_a_conflict(inbox):
    inbox.receive("ab", "k-1", "Yes", "/affirm", NOW)
    assert inbox.receive("ab", "k-1", "Yes", None, NOW).conflict


def test_unfinished_messages_come_oldest_first_with_their_conversation(inbox):
    inbox.open("cd", "guest-1", None, NOW)
    for conversation_id, client_id in (("ab", "k-1"), ("cd", "k-1"), ("ab", "k-2")):
        inbox.receive(conversation_id, client_id, f"{conversation_id} {client_id}", "/p", NOW)
    found = inbox.unfinished(10)
    assert [each.text for each in found] == ["ab k-1", "cd k-1", "ab k-2"]
    assert (found[1].conversation.subject, found[1].conversation.customer_id) == ("guest-1", None)
    assert (found[1].payload, found[1].at) == ("/p", NOW)
    assert [each.text for each in inbox.unfinished(1)] == ["ab k-1"]


def test_who_has_the_conversation_is_kept_until_it_begins_anew(inbox):
    inbox.set_state("ab", "agent")
    assert inbox.open("ab", "c-1", "c-1", NOW).state == "agent"
    assert inbox.restart("ab", NOW).state == "bot"


def test_a_line_is_read_back_whole(inbox):
    card = {"type": "receipt", "rows": [["Amount", "$19.90"]]}
    said = inbox.say(
        "ab", "agent", {"text": "Here you are — café ☕", "buttons": [BUTTON], "custom": card}, NOW
    )
    assert inbox.history("ab") == [said]
    assert (said.sender, said.text, said.buttons, said.custom) == (
        "agent",
        "Here you are — café ☕",
        (BUTTON,),
        card,
    )
    assert (said.at, said.client_id, said.reply_to) == (NOW, None, None)


def test_a_card_needs_no_words(inbox):
    assert inbox.say("ab", "bot", {"text": None, "custom": {"type": "rating"}}, NOW).text is None


def test_a_reply_names_the_message_it_answers(inbox):
    received = inbox.receive("ab", "k-1", "hello", None, NOW)
    (reply,) = inbox.answer(received.message_id, [{"text": "Hi!"}], NOW)
    assert (reply.sender, reply.reply_to) == ("bot", received.message_id)


def test_one_conversation_shows_nothing_of_another(inbox):
    inbox.open("cd", "c-2", "c-2", NOW)
    inbox.say("cd", "bot", {"text": "for somebody else"}, NOW)
    assert inbox.history("ab") == []


def test_a_button_is_not_offered_by_the_shoppers_own_words(inbox):
    inbox.receive("ab", "k-1", BUTTON["payload"], BUTTON["payload"], NOW)
    assert not inbox.offered("ab", BUTTON["payload"])
