"""What makes a played conversation right: the words of its replies, and the store afterwards."""

from collections.abc import Sequence

import pytest

from benchmarks.conversations import figures, transcript
from benchmarks.talks.conversation_file import AnswerWhy, Conversation, PressYes, Said
from benchmarks.talks.playing import Played, asks_why, complaints_about, has, play
from benchmarks.talks.shop import Chat, OrderJson, Reply, Shop
from benchmarks.talks.store_changes import judge
from bot.convtest.seen import RowChange

ORDER = "8100000000000001"
CANCELLED = RowChange(
    "orders", "changed", {"id": ORDER}, after={"cancelled_at": "2026-11-28", "cancelled_by": "buyer"}
)
ASKS = Reply("Shall I?", buttons=("Yes, do it", "No"))


class ScriptedShop(Shop):
    """Answers with the next of ``replies``; pressing a button writes ``on_press``."""

    def __init__(self, replies: Sequence[Reply], on_press: Sequence[RowChange] = (), at_once=()) -> None:
        self.replies, self.on_press, self.at_once = list(replies), tuple(on_press), tuple(at_once)
        self.heard: list[str] = []

    def open(self, orders: Sequence[OrderJson]) -> Chat:
        return ScriptedChat(self)


class ScriptedChat(Chat):
    def __init__(self, shop: ScriptedShop) -> None:
        self._shop, self._written = shop, shop.at_once

    def say(self, text: str) -> Reply:
        self._shop.heard.append(text)
        return self._shop.replies.pop(0)

    def press(self, title: str) -> Reply:
        self._written += self._shop.on_press
        return self.say(f"[{title}]")

    def written(self) -> tuple[RowChange, ...]:
        return self._written


def conversation(*steps, **expected) -> Conversation:
    return Conversation("a", 10, "kind", ({"id": ORDER},), steps, expected)


def test_the_yes_button_is_pressed_for_as_long_as_there_is_one():
    shop = ScriptedShop([ASKS, ASKS, Reply("Done.")], [CANCELLED])
    played = play(shop, conversation(Said("cancel"), PressYes(3), cancelled=[ORDER]))
    assert (shop.heard, played.wrong) == (["cancel", "[Yes, do it]", "[Yes, do it]"], [])


def test_the_yes_button_is_pressed_at_most_so_many_times():
    shop = ScriptedShop([ASKS, ASKS], [CANCELLED])
    play(shop, conversation(Said("cancel"), PressYes(1), cancelled=[ORDER]))
    assert len(shop.heard) == 2


def test_a_change_before_the_first_yes_is_wrong():
    shop = ScriptedShop([Reply("Done.")], at_once=[CANCELLED])
    played = play(shop, conversation(Said("cancel"), PressYes(1), cancelled=[ORDER]))
    assert played.wrong_writes == ["orders was changed before a yes"]


def test_a_reason_is_told_only_where_it_is_asked_for():
    asked, not_asked = ScriptedShop([Reply("Why is that?"), ASKS]), ScriptedShop([ASKS])
    for shop in (asked, not_asked):
        play(shop, conversation(Said("return it"), AnswerWhy("too loud")))
    assert (asked.heard, not_asked.heard) == (["return it", "too loud"], ["return it"])


def test_a_question_with_a_yes_button_does_not_ask_why():
    assert not asks_why(Reply("Your reason: loud. Shall I?", buttons=("Yes",)))


def test_an_error_in_a_turn_makes_a_conversation_wrong():
    played = play(ScriptedShop([Reply("Hello.", faults=("it broke",))]), conversation(Said("hi")))
    assert played.wrong == ["fault: it broke"]


REPLY = Reply("It was $19.80, ordered 26 Nov.", cards="Desk globe", buttons=("Cancel it",))


@pytest.mark.parametrize(
    "checks",
    [
        {"words": ("19.80", "desk GLOBE", "{date -2}")},
        {"words": (r"/\b26\b/",)},
        {"not_words": ("cancel",)},
        {"words_or_buttons": ("cancel it", "globe")},
        {"not_buttons": ("Yes",)},
    ],
)
def test_a_reply_may_meet_its_checks(checks):
    assert complaints_about(REPLY, Said("hi", checks), []) == []


@pytest.mark.parametrize(
    "checks",
    [
        {"words": ("19.80", "62.00")},
        {"words": ("cancel it",)},
        {"words": ("{date -3}",)},
        {"not_words": ("desk globe",)},
        {"not_words": (r"/\d\d nov/",)},
        {"words_or_buttons": ("return",)},
        {"not_buttons": ("cancel",)},
    ],
)
def test_a_reply_that_does_not_meet_a_check_is_complained_about_once(checks):
    assert len(complaints_about(REPLY, Said("hi", checks), [])) == 1


@pytest.mark.parametrize(("before", "complaints"), [("hello  there.", 1), ("Hello.", 0)])
def test_the_words_of_an_earlier_reply_may_not_come_again(before, complaints):
    said = Said("hi", other_words=True)
    assert len(complaints_about(Reply("Hello there."), said, [Reply(before)])) == complaints


@pytest.mark.parametrize("written", ["26 November", "Nov 26", "26th of November", "2026-11-26", "26/11"])
def test_a_day_may_be_written_in_any_way(written):
    assert has(f"Ordered on {written}.", "{date -2}")


def added(table: str, order_id: str = ORDER, **fields) -> RowChange:
    return RowChange(table, "added", {"order_id": order_id}, after=fields)


RETURN = added("returns", items=[{"id": "i-1", "quantity": 2}], reason="too loud")
DISPUTE = added("disputes", reason="broken", text="It has a crack.")
LETTER = added("messages", sender="buyer", text="Leave it in the shed.")
REQUEST = added("cancellation_requests", status="waiting")
PERSON = RowChange("tickets", "added", {"kind": "handover"}, after={"kind": "handover"})


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([], {}),
        ([PERSON], {}),
        ([PERSON], {"person": True}),
        ([CANCELLED, added("refunds")], {"cancelled": [ORDER]}),
        ([REQUEST, LETTER], {"requested": [ORDER]}),
        ([RETURN], {"returned": {ORDER: {"i-1": 2, "reason": "Loud"}}}),
        ([DISPUTE], {"disputed": {ORDER: {"reason": "broken", "text": ["crack", "it"]}}}),
        ([LETTER], {"written": {ORDER: "shed"}}),
    ],
)
def test_a_store_that_holds_what_was_expected_is_right(written, expected):
    judged = judge(written, expected)
    assert (judged.missing, judged.wrong_writes) == ([], [])


@pytest.mark.parametrize(
    "expected",
    [
        {"cancelled": [ORDER]},
        {"requested": [ORDER]},
        {"returned": {ORDER: {"i-1": 2}}},
        {"disputed": {ORDER: {"text": "crack"}}},
        {"written": {ORDER: "shed"}},
        {"person": True},
    ],
)
def test_what_was_not_written_is_missing(expected):
    judged = judge([], expected)
    assert (len(judged.missing), judged.wrong_writes) == (1, [])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([CANCELLED], {}),
        ([LETTER], {"disputed": {}}),
        ([RETURN], {"returned": {ORDER: {"i-1": 1}}}),
        ([RETURN], {"returned": {ORDER: {"i-1": 2, "reason": "quiet"}}}),
        ([RETURN, RETURN], {"returned": {ORDER: {"i-1": 2}}}),
        ([DISPUTE], {"disputed": {ORDER: {"reason": "wrong item"}}}),
        ([LETTER], {"written": {ORDER: "garage"}}),
        ([added("messages", "another", sender="buyer", text="shed")], {}),
        ([RowChange("reminders", "added", {"order_id": ORDER})], {"cancelled": []}),
    ],
)
def test_what_nobody_wanted_is_a_wrong_write(written, expected):
    judged = judge(written, expected)
    assert (judged.missing, len(judged.wrong_writes)) == ([], 1)


def test_an_order_cancelled_by_its_seller_is_not_cancelled_by_the_shopper():
    by_seller = RowChange(
        "orders", "changed", {"id": ORDER}, after={"cancelled_at": "x", "cancelled_by": "s"}
    )
    assert judge([by_seller], {"cancelled": [ORDER]}).missing


def test_conversations_are_counted_in_all_and_per_section():
    right = Played(conversation())
    wrong = Played(conversation(), wrong_writes=["orders of 1 was changed"])
    assert figures([right, wrong]) == {
        "right": 1,
        "of": 2,
        "wrong_writes": 1,
        "sections": {"kind": {"right": 1, "of": 2}},
    }


def test_a_transcript_shows_both_sides_and_what_was_wrong():
    shown = transcript(Played(conversation(), [("cancel", ASKS)], ["no person was called"]))
    assert all(part in shown for part in ("cancel", "Shall I?", "Yes, do it | No", "✗ no person was called"))
