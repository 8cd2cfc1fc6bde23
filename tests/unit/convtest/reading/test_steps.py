"""Steps become turns, and what stands between two turns is expected of the first."""

from datetime import timedelta

import pytest

from bot.convtest.case import (
    ANY,
    ActionExecuted,
    Advance,
    BotText,
    BotUttered,
    Expectation,
    Handoff,
    SlotWasNotSet,
    SlotWasSet,
    Turn,
)
from bot.convtest.reading.files import read_cases
from bot.convtest.reading.problems import CaseFileErrors

# The first step stands on line 6.
HEAD = """metadata:
  - phone: {os: ios}
test_cases:
  - test_case: a case
    steps:
"""


@pytest.fixture
def case_of(tmp_path):
    def read(steps):
        path = tmp_path / "case.yml"
        path.write_text(HEAD + steps, encoding="utf-8")
        (case,) = read_cases(path, tmp_path)
        return case

    return read


@pytest.fixture
def complaint(case_of):
    def read(steps):
        with pytest.raises(CaseFileErrors) as caught:
            case_of(steps)
        return str(caught.value.errors[0])

    return read


def test_checks_between_two_turns_belong_to_the_first(case_of):
    case = case_of(
        """
      - user: hello
      - bot: Good morning
      - utter: utter_ask
      - user: cancel it
      - bot: Which order?
"""
    )
    assert case.steps == (
        Turn(
            "hello",
            7,
            checks=(
                Expectation("bot", BotText("Good morning"), 8),
                Expectation("utter", BotUttered(utter_name="utter_ask"), 9),
            ),
        ),
        Turn("cancel it", 10, checks=(Expectation("bot", BotText("Which order?"), 11),)),
    )


def test_checks_before_the_first_turn_are_the_opening(case_of):
    case = case_of("      - utter: utter_greet\n      - user: hello\n      - bot: hi\n")
    assert case.opening == (Expectation("utter", BotUttered(utter_name="utter_greet"), 6),)
    assert len(case.steps) == 1


def test_bot_steps_are_checked_beside_assertions_too(case_of):
    case = case_of("      - user: hi\n        assertions: [{handoff: true}]\n      - bot: hello\n")
    assert [each.check for each in case.steps[0].checks] == [Handoff(True), BotText("hello")]


def test_a_button_is_pressed_by_its_title(case_of):
    turn = case_of("      - press: Yes, cancel it\n      - bot: done\n").steps[0]
    assert (turn.text, turn.is_press) == ("Yes, cancel it", True)


@pytest.mark.parametrize("key", ["user", "press"])
def test_a_turn_has_metadata_assertions_and_their_order(case_of, key):
    turn = case_of(
        f"""
      - {key}: cancel it
        metadata: phone
        assertion_order_enabled: true
        assertions:
          - action_executed: action_cancel
          - handoff: false
"""
    ).steps[0]
    assert turn.metadata == {"os": "ios"}
    assert turn.in_order
    assert turn.checks == (
        Expectation("action_executed", ActionExecuted("action_cancel"), 11),
        Expectation("handoff", Handoff(False), 12),
    )


def test_time_passes_and_what_was_said_meanwhile_is_checked(case_of):
    steps = case_of(
        """
      - user: hello
      - advance: 1d12h
        assertions: [{handoff: false}]
      - bot: Still there?
"""
    ).steps
    checks = (Expectation("handoff", Handoff(False), 9), Expectation("bot", BotText("Still there?"), 10))
    assert steps[1] == Advance(timedelta(days=1, hours=12), "1d12h", 8, checks)


@pytest.mark.parametrize(
    ("written", "pairs"),
    [
        ("[a]", [("a", ANY)]),
        ("a", [("a", ANY)]),
        ("[{a: 1}]", [("a", 1)]),
        ("{a: 1, b: [x, {y: 2}]}", [("a", 1), ("b", ["x", {"y": 2}])]),
        ("[a, {b: null}, {c: 'no'}]", [("a", ANY), ("b", None), ("c", "no")]),
    ],
)
@pytest.mark.parametrize(("key", "kind"), [("slot_was_set", SlotWasSet), ("slot_was_not_set", SlotWasNotSet)])
def test_slots_are_named_alone_or_with_a_value(case_of, key, kind, written, pairs):
    case = case_of(f"      - user: hi\n      - {key}: {written}\n      - bot: hi\n")
    wanted = [Expectation(key, kind(name, value), 7) for name, value in pairs]
    assert list(case.steps[0].checks[:-1]) == wanted


def test_each_slot_of_a_list_knows_its_line(case_of):
    case = case_of(
        "      - user: hi\n      - slot_was_set:\n          - a\n          - b: 1\n      - bot: hi\n"
    )
    assert [each.line for each in case.steps[0].checks] == [8, 9, 10]


@pytest.mark.parametrize("text", ["no", "8012345678901234", "19.90", "true"])
def test_words_and_numbers_without_quotes_are_said_as_written(case_of, text):
    assert case_of(f"      - user: {text}\n      - bot: {text}\n").steps[0].text == text


def test_a_text_over_several_lines_has_no_line_break_at_its_end(case_of):
    case = case_of("      - user: |\n          one\n          two\n      - bot: hi\n")
    assert case.steps[0].text == "one\ntwo"


def test_a_message_may_be_as_long_as_can_be_sent_and_no_longer(case_of, complaint):
    assert len(case_of(f"      - user: {'x' * 2000}\n      - bot: hi\n").steps[0].text) == 2000
    said = complaint(f"      - user: {'x' * 2001}\n      - bot: hi\n")
    assert said == "case.yml:6: 'user' has 2,001 characters\n  at most 2,000 can be sent"


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("user:", "'user' must be a text, not nothing"),
        ("user: ''", "'user' must be a text, not an empty text"),
        ("user: ' '", "'user' must be a text, not an empty text"),
        ("user: [hi]", "'user' must be a text, not a list"),
        ("press: {title: x}", "'press' must be a text, not a map"),
        ("bot:", "'bot' must be a text, not nothing"),
        ("utter: ''", "'utter' must be a text, not an empty text"),
        ("utterr: x", "unknown key 'utterr'; did you mean 'utter'?"),
        ("xyz: x", "unknown key 'xyz'"),
        ("{}", "the step neither says nor expects anything"),
        ("assertions: [{handoff: true}]", "the step neither says nor expects anything"),
        ("hello", "a step must be a map of keys and values, not 'hello'"),
        ("{user: a, bot: b}", "a step has one of these keys, not 'user', 'bot' together"),
        (
            "{slot_was_set: [a], slot_was_not_set: [b]}",
            "a step has one of these keys, not 'slot_was_set', 'slot_was_not_set' together",
        ),
        ("{user: a, asertions: []}", "unknown key 'asertions'; did you mean 'assertions'?"),
        ("{bot: a, assertions: [{handoff: true}]}", "unknown key 'assertions'"),
        ("{advance: 1d, metadata: phone}", "unknown key 'metadata'"),
        ("{user: a, metadata: fone}", "unknown metadata 'fone'; did you mean 'phone'?"),
        ("{user: a, metadata: {os: ios}}", "'metadata' must be a name, not a map"),
        ("{user: a, assertions: []}", "'assertions' must be a list of at least one, not an empty list"),
        ("{user: a, assertions: {handoff: true}}", "'assertions' must be a list of at least one, not a map"),
        ("{user: a, assertion_order_enabled: true}", "'assertion_order_enabled' orders nothing"),
        (
            "{user: a, assertion_order_enabled: 1, assertions: [{handoff: true}]}",
            "'assertion_order_enabled' must be true or false, not '1'",
        ),
        ("slot_was_set: []", "'slot_was_set' names no slot"),
        ("slot_was_set:", "'slot_was_set' names no slot"),
        ("slot_was_set: {}", "an item of 'slot_was_set' must be a text, not an empty map"),
        ("slot_was_set: [[a]]", "an item of 'slot_was_set' must be a text, not a list"),
        ("slot_was_not_set: ['']", "an item of 'slot_was_not_set' must be a text, not an empty text"),
        ("advance: 5 minutes", "'advance': '5 minutes' is no period"),
        ("advance: -6d", "'advance': '-6d' is no period"),
        ("advance: 0d", "'advance': '0d' is no time at all"),
        ("advance: 99w999999d", "'advance': '99w999999d' is longer than ten years"),
        ("advance: 90", "'advance': '90' is no period"),
        ("advance:", "'advance' must be a text, not nothing"),
    ],
)
def test_a_wrong_step_is_refused_where_it_stands(complaint, step, message):
    assert (
        complaint(f"      - user: hi\n      - bot: hi\n      - {step}\n").split("\n")[0]
        == f"case.yml:8: {message}"
    )


def test_an_unknown_key_of_a_turn_comes_with_those_allowed_there(complaint):
    said = complaint("      - user: hi\n        assertion: []\n")
    assert said.split("\n")[1] == "  allowed here: user, metadata, assertions, assertion_order_enabled"


@pytest.mark.parametrize("steps", ["      []", "      {}", "      hello", ""])
def test_steps_are_a_list_of_at_least_one(complaint, steps):
    assert "'steps' must be a list of at least one" in complaint(steps)
