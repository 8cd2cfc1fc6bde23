"""A failed case in the terminal: what a support person can read of it."""

from dataclasses import replace

import pytest

from bot.convtest.result import CaseResult, StepResult, Verdict
from bot.convtest.seen import Button, RowChange, Said, Seen
from bot.convtest.showing.chat_text import failure_text
from bot.convtest.showing.visible import visible
from bot.convtest.showing.word_diff import difference, is_worth_a_diff

NOON = "2026-11-23T12:00:00Z"
ORDER = "8012345678904321"


def turn(text="hello", said="How can I help?", line=9, **more):
    return StepResult("user", text, line, NOON, Seen((Said(said),)), **more)


def failing(expected="yes", actual="no", key="bot", line=20, seen=None, kind="user", text="cancel it"):
    seen = seen or Seen((Said("Shall I?"),))
    return StepResult(kind, text, line - 1, NOON, seen, (Verdict(key, line, False, expected, actual),))


def case(*steps, **more):
    result = CaseResult("f::n", "cancels once", "tests/cancel.yml", 7, ("smoke",), "c-1", steps, 1.0)
    return replace(result, **more)


def text_of(*steps, **options):
    more = {key: options.pop(key) for key in ("broke_off", "name") if key in options}
    return failure_text(case(*steps, **more), **options)


def lines_of(*steps, **options):
    return [" ".join(line.split()) for line in text_of(*steps, **options).splitlines()]


def test_header_names_file_line_case_and_shopper():
    lines = lines_of(failing())
    assert lines[0] == "tests/cancel.yml:7 cancels once"
    assert lines[1] == "shopper c-1 · tags smoke · began 2026-11-23 12:00"


def test_header_of_a_repeated_case_tells_how_often_it_passed():
    lines = failure_text(case(failing(), notes={"repeat": {"runs": 3, "passed": 2}})).splitlines()
    assert "2 of 3 runs passed, this one did not" in lines[1]


def test_typed_and_pressed_turns_and_the_answer_stand_as_a_chat():
    seen = Seen((Said("Shall I?", (Button("Yes"), Button("No"))),))
    lines = lines_of(turn("cancel it"), failing(kind="press", text="Yes", seen=seen))
    assert lines[3:5] == ["shopper cancel it", "bot How can I help?"]
    assert lines[6:9] == ["shopper [Yes]", "bot Shall I?", "[Yes] [No]"]


def test_failed_check_shows_its_line_and_expected_above_actual():
    lines = lines_of(failing("CAN-03", "CAN-04", key="guidance", line=42))
    start = lines.index("✗ line 42: guidance")
    assert lines[start + 1 : start + 3] == ["expected CAN-03", "actual CAN-04"]


def test_guidance_row_comes_with_its_sentence():
    says = {"CAN-03": "The refund\nis automatic."}
    text = text_of(
        failing("CAN-03", "CAN-04", key="guidance"), row_sentence=lambda row_id, replies: says.get(row_id)
    )
    assert "CAN-03: The refund is automatic." in text


def test_check_that_held_is_not_reported():
    held = (Verdict("guidance", 30, True, "CAN-03", "CAN-03"),)
    step = failing()
    assert "line 30" not in text_of(replace(step, verdicts=(*step.verdicts, *held)))


def test_changed_row_is_told_in_words():
    before, after = {"id": ORDER, "cancelled_at": None}, {"id": ORDER, "cancelled_at": NOON}
    change = RowChange("orders", "changed", {"id": ORDER}, before, after)
    assert "orders 8012…4321: cancelled_at was empty, is 2026-11-23 12:00" in text_of(
        failing(seen=Seen(changes=(change,)))
    )


def test_added_row_is_told_with_its_filled_fields_only():
    after = {"id": "r-1", "amount": "19.90", "paid_at": None}
    change = RowChange("refunds", "added", {"id": "r-1"}, after=after)
    assert "refunds r-1: new, amount 19.90\n" in text_of(failing(seen=Seen(changes=(change,)))) + "\n"


def test_removed_row_is_told():
    change = RowChange("reminders", "removed", {"order_id": "1"}, before={"order_id": "1"})
    assert "reminders 1: removed" in text_of(failing(seen=Seen(changes=(change,))))


def test_turn_that_changed_nothing_says_so():
    assert "no row changed" in text_of(failing())


def test_what_was_understood_and_what_ran_is_told_without_waiting_for_input():
    seen = Seen(
        intent="cancel_order",
        confidence=0.973,
        entities=({"entity": "order_number", "value": ORDER},),
        events=tuple({"event": "action", "name": name} for name in ("action_cancel_order", "action_listen")),
    )
    lines = lines_of(failing(seen=seen))
    assert f"understood cancel_order (0.97); order_number = {ORDER}" in lines
    assert "ran action_cancel_order" in lines


def test_faults_are_told_as_sentences():
    lines = lines_of(failing(seen=Seen(faults=("The store could not be reached.",))))
    assert "faults The store could not be reached." in lines


def test_fault_that_failed_the_turn_is_told_once_at_the_line_of_the_turn():
    fault = "The store could not be reached."
    step = failing("a turn without faults", fault, key="fault", line=0, seen=Seen(faults=(fault,)))
    text = text_of(replace(step, line=14))
    assert "✗ line 14: fault" in text
    assert text.count(fault) == 1


def test_case_that_broke_off_says_why():
    lines = lines_of(turn(), broke_off="No button Yes has been shown.")
    assert lines[-1] == "✗ broke off No button Yes has been shown."
    assert "shopper hello" in lines


def test_case_that_broke_off_before_its_first_turn_says_why():
    assert lines_of(broke_off="There is no customer c-9.")[-1].endswith("There is no customer c-9.")


def test_turns_long_before_the_failure_are_counted_not_shown():
    lines = lines_of(*(turn(f"turn {n}") for n in range(8)), failing())
    assert "… 6 turns before this went as expected" in lines
    assert "shopper turn 5" not in lines
    assert "shopper turn 6" in lines


def test_a_single_turn_is_shown_rather_than_counted():
    lines = lines_of(*(turn(f"turn {n}") for n in range(3)), failing())
    assert "shopper turn 0" in lines
    assert not any("went as expected" in line for line in lines)


def test_every_failed_turn_is_shown():
    lines = lines_of(failing(line=10), *(turn() for _ in range(9)), failing(line=90))
    assert "✗ line 10: bot" in lines
    assert "✗ line 90: bot" in lines


def test_moved_clock_is_told():
    later = "2026-11-29T12:00:00Z"
    text = text_of(turn(), StepResult("advance", "6d", 8, later, Seen()), replace(failing(), at=later))
    assert text.count("2026-11-29 12:00") == 1
    assert "6d later: 2026-11-29 12:00" in text


def test_card_is_shown_compactly_with_its_letter_whole():
    card = {
        "type": "seller_message",
        "seller": "Fernhill",
        "text": "Hello,\n\nplease",
        "lines": [["By", "4 May"]],
    }
    lines = lines_of(failing(seen=Seen((Said(card=card),))))
    start = lines.index("bot ┌ seller message")
    assert lines[start + 1 : start + 5] == ["│ seller: Fernhill · By: 4 May", "│ Hello,", "│", "│ please"]


def test_long_texts_that_differ_in_a_word_get_a_word_diff():
    text = text_of(
        failing(
            "Your order was cancelled, and $19.90 goes back.",
            "Your order was cancelled, and $18.90 goes back.",
        )
    )
    assert "and [-$19.90-]{+$18.90+} goes back." in text


def test_short_or_quite_different_texts_get_no_diff():
    other = "Nothing was found under that number, sorry about it."
    assert "difference" not in text_of(failing("yes", "no"))
    assert "difference" not in text_of(failing("Your order was cancelled and is paid back.", other))


def test_difference_keeps_what_is_the_same_and_marks_the_rest():
    assert difference("a b, c", "a x, c d") == "a [-b-]{+x+}, c {+d+}"


def test_difference_in_space_alone_is_visible():
    assert difference("a b", visible("a\u00a0b")) == "[-a b-]{+a\\xa0b+}"


def test_long_same_stretch_is_shortened_in_a_difference():
    same = " ".join(f"w{n}" for n in range(60))
    shown = difference(f"{same} left", f"{same} right")
    assert "w7 … w52" in shown
    assert shown.endswith("[-left-]{+right+}")


def test_equal_texts_are_not_worth_a_diff():
    assert not is_worth_a_diff("word " * 20, "word " * 20)


@pytest.mark.parametrize(
    "hostile", ["\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\u202eevil", "\ud800", "a\rb", "\u2028", "\u200b"]
)
def test_control_characters_are_spelled_out_wherever_they_come_from(hostile):
    seen = Seen(
        messages=(
            Said(hostile, (Button(hostile),), {"type": hostile, hostile: hostile, "lines": [[hostile] * 2]}),
        ),
        events=({"event": "action", "name": hostile},),
        intent=hostile,
        entities=({"entity": hostile, "value": hostile},),
        changes=(RowChange(hostile, "changed", {"id": hostile}, {hostile: hostile}, {hostile: 1}),),
        rows=(hostile,),
        faults=(hostile,),
    )
    step = failing(hostile * 20, hostile * 19, key=hostile, seen=seen, text=hostile)
    text = failure_text(
        case(step, broke_off=hostile, name=hostile, tags=(hostile,), customer=hostile, file=hostile)
    )
    unseen = {character for character in hostile if visible(character) != character}
    assert unseen
    assert not unseen & set(text)
    assert visible(hostile) in text


def test_printable_text_of_any_language_is_left_as_it_is():
    for text in ("Visa ••4242, £5 – “ok”", "日本語", "привет", "naïve\nsecond line", "👍🏽"):
        assert visible(text) == text


def test_signs_that_an_encoding_lacks_are_replaced_and_nothing_is_lost():
    text = text_of(*(turn(said="Visa ••42 日") for _ in range(5)), failing(), encoding="ascii")
    assert text.isascii()
    assert "... 3 turns before this went as expected" in text
    assert "x line 20: bot" in text
    assert "Visa **42 \\u65e5" in text


@pytest.mark.parametrize("width", [40, 72, 120])
def test_no_line_is_wider_than_asked(width):
    long = "several words of a long text and " * 12
    text = text_of(failing(long, long + "more", seen=Seen((Said(long),), faults=(long,))), width=width)
    assert max(map(len, text.splitlines())) <= width


def test_colour_is_there_only_when_asked_for():
    plain, coloured = text_of(failing()), text_of(failing(), colour=True)
    assert "\x1b" not in plain
    assert "\x1b[31m✗ line 20: bot\x1b[0m" in coloured
