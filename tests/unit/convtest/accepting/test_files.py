"""Accepting what a run saw: what is changed, what is left alone, and that the new file passes."""

from datetime import datetime, timedelta, timezone
from textwrap import dedent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.convtest.accepting.files import accepted_text, read_source, unified_diff, write_source
from bot.convtest.reading.files import read_cases
from bot.convtest.running.repeating import run_repeatedly
from bot.convtest.seen import Button, RowChange, Said, Seen

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
ORDER = "8012345678904321"
ROW = {"id": ORDER, "cancelled_at": None, "cancelled_by": None}
CANCELLED = RowChange(
    "orders",
    "changed",
    {"id": ORDER},
    ROW,
    {**ROW, "cancelled_at": "2026-11-23T12:00:00Z", "cancelled_by": "buyer"},
)
REFUND = RowChange(
    "refunds",
    "added",
    {"order_id": ORDER, "cause": "cancellation"},
    after={
        "order_id": ORDER,
        "cause": "cancellation",
        "amount": "19.90",
        "due_at": "2026-11-28T12:00:00Z",
        "paid_at": None,
    },
)


class Scripted:
    """A world with one talk in it: says what it was given, turn by turn."""

    def __init__(self, *seen):
        self._script, self._turn, self._now = seen, 0, NOON

    def open(self, case):
        self._turn, self._now = 0, NOON
        return self

    def opening(self):
        return Seen()

    def say(self, text, metadata):
        self._turn += 1
        return self._script[(self._turn - 1) % len(self._script)]

    press = say

    def advance(self, period: timedelta):
        self._now += period
        return Seen()

    def now(self):
        return self._now

    def close(self):
        pass


def run(folder, text, *seen):
    file = folder / "cases.yml"
    file.write_bytes(text.encode())
    return [run_repeatedly(case, Scripted(*seen)) for case in read_cases(file, folder)]


def case_of(*steps, head="  - test_case: one"):
    body = "\n".join(f"      {line}" for step in steps for line in dedent(step).strip("\n").split("\n"))
    return f"test_cases:\n{head}\n    steps:\n{body}\n"


def turn(*assertions):
    lines = [line for each in assertions for line in dedent(each).strip("\n").split("\n")]
    return "\n".join(
        ["- user: cancel it   # as written", "  assertions:", *(f"    {line}" for line in lines)]
    )


def check_accepted(folder, text, *seen):
    """The text after accepting, read again and passing with the same answers."""
    results = run(folder, text, *seen)
    assert not all(result.passed for result in results)
    accepted = accepted_text(text, results)
    assert accepted.left == ()
    assert all(result.passed for result in run(folder, accepted.text, *seen)), accepted.text
    return accepted.text


def reasons(folder, text, *seen):
    """Why each check was left; the text is the same."""
    accepted = accepted_text(text, run(folder, text, *seen))
    assert accepted.text == text
    return [f"{left.key}: {left.reason}" for left in accepted.left]


def said(*texts, **more):
    return Seen(tuple(Said(text) for text in texts), **more)


def test_bot_text_becomes_what_was_said_and_nothing_else_changes(tmp_path):
    before = case_of(
        "# why\n- user:   cancel it\n- bot: 'Old, text'    # a note\n\n- utter: x\n- bot: \"Other\""
    )
    seen = Seen((Said("It's new", utter_name="x"), Said("Other")))
    after = check_accepted(tmp_path, before, seen)
    assert after == before.replace("'Old, text'", "'It''s new'")


@pytest.mark.parametrize(
    "written",
    [
        "Old",
        '"Old"',
        "'Old'",
        "|\n    Old\n    text",
        ">-\n    Old\n    text",
        "Old\n    over two lines",
        "&name Old",
    ],
)
@pytest.mark.parametrize(
    "text", ["New", "yes", 'say "hi": #1', "a\nb", "it's", "5", "- x", "{a}", "é 👍\u00a0€"]
)
def test_any_way_of_writing_a_text_can_be_replaced_by_any_text(tmp_path, written, text):
    before = case_of(
        f"- user: hi\n- bot: {written}\n# after\n- user: bye\n- bot: {'{}'}".replace("{}", '"Bye"')
    )
    after = check_accepted(tmp_path, before, said(text), said("Bye"))
    assert after.endswith('      # after\n      - user: bye\n      - bot: "Bye"\n')


@example(text="-")
@given(text=st.text(min_size=1).filter(lambda text: text.strip()))
def test_any_text_at_all_is_read_back_as_it_was_said(tmp_path_factory, text):
    before = case_of("- user: hi\n- bot: Old\n- bot: Same")
    folder = tmp_path_factory.mktemp("case")
    clean = text.encode("utf-8", "replace").decode()
    check_accepted(folder, before, said(clean, "Same"))


def test_two_failed_texts_take_different_messages(tmp_path):
    before = case_of("- user: hi", "- bot: The order is sent", "- bot: A refund is due")
    after = check_accepted(tmp_path, before, said("A refund is late", "The order is late"))
    assert after == before.replace("is sent", "is late").replace("is due", "is late")


def test_text_is_left_when_the_bot_said_nothing(tmp_path):
    assert reasons(tmp_path, case_of("- user: hi\n- bot: Old"), Seen()) == ["bot: the bot said nothing else"]


def test_reply_name_and_guidance_row_become_those_that_were_used(tmp_path):
    before = case_of(turn("- guidance: CAN-03  # row"), "- utter: utter_old")
    after = check_accepted(tmp_path, before, Seen((Said("Hi", utter_name="utter_new"),), rows=("CAN-04",)))
    assert after == before.replace("CAN-03", "CAN-04").replace("utter_old", "utter_new")


def test_guidance_is_left_when_there_is_none_or_several(tmp_path):
    text = case_of(turn("- guidance: CAN-03"))
    assert reasons(tmp_path, text, Seen()) == ["guidance: the turn was answered by no row of the guidance"]
    assert reasons(tmp_path, text, Seen(rows=("A-1", "A-2"))) == [
        "guidance: the turn was answered by several rows: A-1, A-2"
    ]


@pytest.mark.parametrize(
    ("assertion", "reason"),
    [
        ("- says: $19.90", "says: which facts an answer must hold is for a person to say"),
        ("- does_not_say: hi", "does_not_say: what an answer must not hold is for a person to say"),
        ("- bot_uttered: {says: x}", "bot_uttered: which facts an answer must hold is for a person to say"),
        ("- bot_uttered: {text_matches: x}", "bot_uttered: a pattern is for a person to write"),
        ("- action_executed: action_x", "action_executed: which action matters is for a person to say"),
        ("- within_ms: 1", "within_ms: how long a turn may take is for a person to say"),
        ("- fault: broken", "fault: the expected fault did not come"),
        ("- buttons: {include: [A]}", "buttons: which of the buttons must be there is for a person to say"),
        ("- slot_was_set: [{name: x}]", "slot_was_set: the slot was not set in this turn"),
    ],
)
def test_what_only_a_person_can_say_is_left(tmp_path, assertion, reason):
    text = case_of(turn("- handoff: false", assertion))
    assert reasons(tmp_path, text, said("Hi", took_ms=5.0)) == [reason]


def test_fault_is_never_accepted(tmp_path):
    text = case_of(turn("- handoff: false"))
    assert reasons(tmp_path, text, Seen(faults=("It broke.",))) == ["fault: a fault is never expected"]


def test_left_names_case_and_line(tmp_path):
    text = case_of(turn("- handoff: false", "- says: x"))
    (left,) = accepted_text(text, run(tmp_path, text, Seen())).left
    assert (left.case, left.line, left.key) == ("one", 7, "says")
    assert text.splitlines()[6].strip() == "- says: x"


def buttons(*titles):
    return Seen((Said("Which?", tuple(Button(title, f"/{title.lower()}") for title in titles)),))


@pytest.mark.parametrize(
    ("before", "titles", "after"),
    [
        ("- buttons: [A, B]  # two", "AC", "- buttons: [A, C]  # two"),
        ("- buttons: [A, B]  # two", "ABC", "- buttons: [A, B, C]  # two"),
        ("- buttons: none", "A", "- buttons: [A]"),
        ("- buttons: []", "A", "- buttons: [A]"),
        ("- buttons: [A]", "", "- buttons: []"),
        ("- buttons:\n    - A  # first\n    - 'B'", "AC", "- buttons:\n    - A  # first\n    - 'C'"),
        ("- buttons:\n    - A\n    - B", "C", "- buttons:\n    - C"),
        ("- buttons:\n    - A\n    - B", "", "- buttons:\n    []"),
        ("- buttons: {set: [B, A]}", "ABC", "- buttons: {set: [B, A, C]}"),
        ("- buttons: {set: [B, A]}", "", "- buttons: none"),
        (
            "- bot_uttered:\n    buttons:\n      - title: A\n        payload: /x\n      - title: B",
            "AC",
            "- bot_uttered:\n    buttons:\n      - title: A\n        payload: /a\n      - title: C",
        ),
        (
            "- bot_uttered:\n    buttons:\n      - title: A",
            "AC",
            "- bot_uttered:\n    buttons:\n      - {title: A}\n      - {title: C}",
        ),
    ],
)
def test_buttons_become_those_that_were_shown(tmp_path, before, titles, after):
    tail = "- handoff: false  # and so on"
    assert check_accepted(tmp_path, case_of(turn(before, tail)), buttons(*titles)) == case_of(
        turn(after, tail)
    )


def test_buttons_with_comments_between_them_are_left_when_their_number_changes(tmp_path):
    text = case_of(turn("- buttons:\n    - A  # why\n    - B"))
    assert reasons(tmp_path, text, buttons("A")) == ["buttons: comments stand between the buttons"]


def test_name_of_an_uttered_reply_becomes_the_one_that_was_used(tmp_path):
    before = case_of(turn("- bot_uttered: {utter_name: utter_old}"))
    after = check_accepted(tmp_path, before, Seen((Said("Hi", utter_name="utter_new"),)))
    assert after == before.replace("utter_old", "utter_new")


def test_uttered_reply_is_left_when_it_could_be_any_of_several(tmp_path):
    text = case_of(turn("- bot_uttered: {utter_name: utter_old}"))
    seen = Seen((Said("Hi", utter_name="a"), Said("Bye", utter_name="b")))
    assert reasons(tmp_path, text, seen) == ["bot_uttered: it cannot be told which message is meant"]


@pytest.mark.parametrize(("before", "called"), [("true", False), ("false", True)])
def test_handoff_becomes_whether_a_person_was_called(tmp_path, before, called):
    seen = Seen((Said(card={"type": "handoff"}),) if called else (Said("Hi"),))
    text = case_of(turn(f"- handoff: {before} # person"))
    assert check_accepted(tmp_path, text, seen) == text.replace(f": {before}", f": {str(called).lower()}")


@pytest.mark.parametrize(
    "value", ["new", None, True, 5, 1.5, ["a", "b"], {"a": "8012345678901"}, "8012345678901"]
)
@pytest.mark.parametrize("before", ["old", '"old"', "[1, 2]"])
def test_slot_value_becomes_the_one_that_was_set(tmp_path, before, value):
    events = tuple({"event": "slot", "name": "x", "value": each} for each in ("first", value))
    text = case_of(
        turn(f"- slot_was_set:\n    - name: x\n      value: {before}"), f"- slot_was_set:\n    - x: {before}"
    )
    check_accepted(tmp_path, text, Seen(events=events))


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        (
            f'- store:\n    orders: {{id: "{ORDER}", cancelled_at: now, cancelled_by: seller}}  # by whom',
            [CANCELLED],
            f'- store:\n    orders: {{id: "{ORDER}", cancelled_at: now, cancelled_by: buyer}}  # by whom',
        ),
        (
            f'- store:\n    orders: {{id: "{ORDER}", cancelled_at: +1d}}',
            [CANCELLED],
            f'- store:\n    orders: {{id: "{ORDER}", cancelled_at: now, cancelled_by: buyer}}',
        ),
        (
            f"- store:\n    orders:\n      id: '{ORDER}'  # hers\n      cancelled_by: buyer  # by whom",
            [CANCELLED],
            f"- store:\n    orders:\n      id: '{ORDER}'  # hers\n      cancelled_by: buyer  # by whom\n"
            "      cancelled_at: now",
        ),
        (
            "- store: nothing",
            [CANCELLED, REFUND],
            f'- store:\n    orders: {{id: "{ORDER}", cancelled_at: now, cancelled_by: buyer}}\n'
            f'    refunds: {{order_id: "{ORDER}", cause: cancellation, amount: "19.90", due_at: +5d}}',
        ),
        (
            "- store:\n    refunds: {amount: 18.90}\n    orders: {cancelled_at: now, cancelled_by: buyer}",
            [REFUND],
            f'- store:\n    refunds: {{order_id: "{ORDER}", cause: cancellation, '
            'amount: "19.90", due_at: +5d}',
        ),
        (f"- store:\n    orders: {{id: '{ORDER}', cancelled_by: buyer}}", [], "- store: nothing"),
        (
            "- store: nothing",
            [RowChange("reminders", "removed", {"order_id": ORDER}, before={"order_id": ORDER})],
            f'- store:\n    reminders: {{order_id: "{ORDER}", removed: true}}',
        ),
    ],
)
def test_store_rows_become_those_that_changed(tmp_path, before, changes, after):
    tail = "- handoff: false  # and so on"
    seen = Seen(changes=tuple(changes))
    assert check_accepted(tmp_path, case_of(turn(before, tail)), seen) == case_of(turn(after, tail))


def test_store_row_that_holds_keeps_the_fields_it_names_when_another_comes(tmp_path):
    before = case_of(turn("- store:\n    - refunds: {amount: 19.90}"))
    after = check_accepted(tmp_path, before, Seen(changes=(REFUND, CANCELLED)))
    assert 'refunds: {amount: "19.90"}\n' in after


def test_two_rows_of_one_table_stand_as_a_list(tmp_path):
    other = RowChange("refunds", "added", {"order_id": "1"}, after={"order_id": "1", "amount": "5.00"})
    after = check_accepted(tmp_path, case_of(turn("- store: nothing")), Seen(changes=(REFUND, other)))
    assert after.count("- {order_id") == 2


def test_store_in_brackets_stays_in_brackets(tmp_path):
    before = case_of("- {user: hi, assertions: [{store: nothing}, {handoff: false}]}")
    after = check_accepted(tmp_path, before, Seen(changes=(CANCELLED,)))
    assert after.endswith(", {handoff: false}]}\n")


def test_store_with_comments_is_left_when_rows_come(tmp_path):
    text = case_of(turn("- store:\n    # why\n    orders: {cancelled_at: now, cancelled_by: buyer}"))
    seen = Seen(changes=(CANCELLED, REFUND))
    assert reasons(tmp_path, text, seen) == ["store: rows come or go, and comments stand between them"]


def test_long_text_of_a_new_row_is_not_expected_word_by_word(tmp_path):
    letter = RowChange(
        "messages", "added", {"order_id": "1"}, after={"order_id": "1", "text": "Hello,\n\nplease"}
    )
    after = check_accepted(tmp_path, case_of(turn("- store: nothing")), Seen(changes=(letter,)))
    assert 'messages: {order_id: "1"}' in after


def test_check_used_by_several_cases_through_an_alias_is_left(tmp_path):
    text = (
        "test_cases:\n  - test_case: one\n    steps:\n      - user: hi\n"
        "        assertions: &same\n          - guidance: A-1\n"
        "  - test_case: two\n    steps:\n      - user: hi\n        assertions: *same\n"
    )
    found = reasons(tmp_path, text, Seen(rows=("A-2",)))
    assert found == ["guidance: it is written once with a name (&) and used in several places"] * 2


def test_case_that_does_not_always_do_the_same_is_left(tmp_path):
    text = case_of(turn("- guidance: A-1"), head="  - test_case: one\n    repeat: 2")

    class Moody(Scripted):
        def open(self, case):
            self._now = NOON
            return self

    file = tmp_path / "cases.yml"
    file.write_text(text, encoding="utf-8")
    (case,) = read_cases(file, tmp_path)
    result = run_repeatedly(case, Moody(Seen(rows=("A-1",)), Seen(rows=("A-2",))))
    (left,) = accepted_text(text, [result]).left
    assert left.reason == "the bot does not do the same in every run"


def test_only_the_failed_case_of_several_changes(tmp_path):
    one = case_of(turn("- guidance: A-1"))
    text = one + one.split("\n", 1)[1].replace("test_case: one", "test_case: two").replace("A-1", "A-2")
    assert check_accepted(tmp_path, text, Seen(rows=("A-2",))) == text.replace("A-1", "A-2")


def test_line_ends_and_byte_order_mark_stay(tmp_path):
    text = "\ufeff" + case_of(turn("- guidance: A-1"), "- bot: é 👍 old", turn("- store: nothing")).replace(
        "\n", "\r\n"
    )
    seen = Seen((Said("new"),), rows=("A-2",), changes=(CANCELLED, REFUND))
    after = check_accepted(tmp_path, text, seen)
    assert after.startswith("\ufeff")
    assert after.count("\n") == after.count("\r\n") == text.count("\n") + 2


def test_passing_results_change_nothing(tmp_path):
    text = case_of(turn("- guidance: A-1"))
    accepted = accepted_text(text, run(tmp_path, text, Seen(rows=("A-1",))))
    assert (accepted.text, accepted.changed, accepted.left) == (text, 0, ())


def test_result_of_a_file_that_has_changed_since_is_left(tmp_path):
    text = case_of(turn("- guidance: A-1"))
    results = run(tmp_path, text, Seen(rows=("A-2",)))
    moved = "# one more line\n" + text
    accepted = accepted_text(moved, results)
    assert accepted.text == moved
    assert [left.reason for left in accepted.left] == ["its line cannot be found: has the file changed?"]


def test_diff_shows_the_changed_lines_only():
    shown = unified_diff("a\nb\nc", "a\nx\nc", "t.yml")
    assert shown.startswith("--- a/t.yml\n+++ b/t.yml\n")
    assert "-b\n+x\n c\n\\ No newline at end of file\n" in shown


def test_file_is_replaced_whole_with_its_line_ends_and_permissions(tmp_path):
    file = tmp_path / "t.yml"
    file.write_bytes(b"a\r\n")
    file.chmod(0o640)
    write_source(file, read_source(file) + "b\r\n")
    assert file.read_bytes() == b"a\r\nb\r\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]
