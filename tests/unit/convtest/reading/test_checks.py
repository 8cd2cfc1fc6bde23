"""Each assertion becomes its check; what it cannot be is refused with file and line."""

import re

import pytest

from bot.convtest.case import (
    ANY,
    ActionExecuted,
    BotDidNotUtter,
    BotUttered,
    Buttons,
    DoesNotSay,
    ExpectedRow,
    Fault,
    Guidance,
    Handoff,
    Says,
    SlotWasNotSet,
    SlotWasSet,
    StoreChanged,
    WithinMs,
)
from bot.convtest.reading.files import read_cases
from bot.convtest.reading.problems import CaseFileErrors

# The last line is line 6; it holds the assertion.
HEAD = """test_cases:
  - test_case: a case
    steps:
      - user: hello
        assertions:
"""


@pytest.fixture
def expected(tmp_path):
    """The expectations of the assertion, written on line 6 and below."""

    def read(assertion):
        path = tmp_path / "case.yml"
        path.write_text(f"{HEAD}          - {assertion}\n      - bot: hi\n", encoding="utf-8")
        (case,) = read_cases(path, tmp_path)
        return case.steps[0].checks[:-1]

    return read


@pytest.fixture
def complaint(expected):
    def read(assertion):
        with pytest.raises(CaseFileErrors) as caught:
            expected(assertion)
        return str(caught.value.errors[0])

    return read


ROW = ExpectedRow("orders", {"id": "8012345678901234", "cancelled_by": "buyer"})
TITLES = ("Yes", "No")


@pytest.mark.parametrize(
    ("written", "check"),
    [
        ("action_executed: action_cancel", ActionExecuted("action_cancel")),
        ("bot_uttered: {utter_name: utter_a}", BotUttered("utter_a")),
        ("bot_uttered: {text_matches: '(?i)refund.*'}", BotUttered(text_matches=re.compile("(?i)refund.*"))),
        (
            "bot_uttered: {buttons: [{title: 'Yes', payload: /affirm}, {title: 'No'}]}",
            BotUttered(buttons=Buttons(TITLES, "exactly", ("/affirm", None))),
        ),
        ("bot_uttered: {says: $34.90}", BotUttered(says=("$34.90",))),
        ("bot_uttered: {says: [a, 19.90]}", BotUttered(says=("a", "19.90"))),
        ("bot_did_not_utter: {utter_name: utter_a}", BotDidNotUtter("utter_a")),
        (
            "bot_did_not_utter: {text_matches: a, buttons: [{title: 1}]}",
            BotDidNotUtter(None, re.compile("a"), Buttons(("1",), "exactly", (None,))),
        ),
        *((f"store: {empty}", StoreChanged()) for empty in ("nothing", "{}", "[]")),
        ("store: {orders: {id: 8012345678901234, cancelled_by: buyer}}", StoreChanged((ROW,))),
        ("store: {orders: [{id: 8012345678901234, cancelled_by: buyer}]}", StoreChanged((ROW,))),
        ("store: [{orders: {id: '8012345678901234', cancelled_by: buyer}}]", StoreChanged((ROW,))),
        (
            "store: {refunds: [{amount: 19.90}, {amount: 5.00}], coupons: {code: A, removed: true}}",
            StoreChanged(
                (
                    ExpectedRow("refunds", {"amount": "19.90"}),
                    ExpectedRow("refunds", {"amount": "5.00"}),
                    ExpectedRow("coupons", {"code": "A"}, removed=True),
                )
            ),
        ),
        ("store: {a: {x: 1, removed: false}}", StoreChanged((ExpectedRow("a", {"x": 1}),))),
        ("guidance: CAN-03", Guidance("CAN-03")),
        ("says: 19.90", Says(("19.90",))),
        ("says: [Monday, 5, 3.50]", Says(("Monday", "5", "3.50"))),
        ("does_not_say: [yes]", DoesNotSay(("yes",))),
        ("buttons: ['Yes', 'No']", Buttons(TITLES)),
        ("buttons: {set: [Yes, No]}", Buttons(TITLES, "set")),
        ("buttons: {include: [Yes, No]}", Buttons(TITLES, "include")),
        ("buttons: {without: [Yes, No]}", Buttons(TITLES, "without")),
        ("buttons: none", Buttons(())),
        ("buttons: []", Buttons(())),
        ("handoff: true", Handoff(True)),
        ("handoff: false", Handoff(False)),
        ("within_ms: 250", WithinMs(250)),
        ("fault: no such order", Fault("no such order")),
    ],
)
def test_an_assertion_becomes_its_check(expected, written, check):
    (found,) = expected(written)
    assert (found.key, found.check, found.line) == (written.split(":")[0], check, 6)


@pytest.mark.parametrize(("key", "kind"), [("slot_was_set", SlotWasSet), ("slot_was_not_set", SlotWasNotSet)])
def test_slots_become_a_check_each_with_its_own_line(expected, key, kind):
    slots = ["- name: a", "- name: b", "  value: 19.90", "- {name: c, value: null}"]
    text = f"\n{' ' * 12}".join([f"{key}:", *slots])
    assert [(each.key, each.check, each.line) for each in expected(text)] == [
        (key, kind("a", ANY), 7),
        (key, kind("b", 19.9), 8),
        (key, kind("c", None), 10),
    ]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("handof: true", "unknown assertion 'handof'; did you mean 'handoff'?"),
        ("bot: hi", "unknown assertion 'bot'"),
        ("handoff", "an assertion must be a map of keys and values, not 'handoff'"),
        ("{}", "an assertion must have one key, not no key"),
        ("{handoff: true, says: x}", "an assertion must have one key, not the keys 'handoff', 'says'"),
        ("action_executed: ''", "'action_executed' must be a text, not an empty text"),
        ("action_executed: [a]", "'action_executed' must be a text, not a list"),
        ("slot_was_set: a", "'slot_was_set' must be a list of at least one, not 'a'"),
        ("slot_was_set: [a]", "an item of 'slot_was_set' must be a map of keys and values, not 'a'"),
        ("slot_was_set: [{value: 1}]", "an item of 'slot_was_set' needs a 'name'"),
        ("slot_was_set: [{name: a, valu: 1}]", "unknown key 'valu'; did you mean 'value'?"),
        ("slot_was_not_set: [{name: []}]", "'name' must be a text, not an empty list"),
        ("bot_uttered: {}", "'bot_uttered' says nothing to compare"),
        ("bot_uttered:", "'bot_uttered' must be a map of keys and values, not nothing"),
        ("bot_uttered: utter_a", "'bot_uttered' must be a map of keys and values, not 'utter_a'"),
        ("bot_uttered: {utter_name: null}", "'utter_name' must be a text, not nothing"),
        ("bot_uttered: {text: hi}", "unknown key 'text'; did you mean 'text_matches'?"),
        (
            "bot_uttered: {text_matches: '('}",
            "'text_matches' is no regular expression: missing ), unterminated",
        ),
        (
            "bot_uttered: {text_matches: 'a{99999999999}'}",
            "'text_matches' is no regular expression: the repetition",
        ),
        ("bot_uttered: {text_matches: null}", "'text_matches' must be a text, not nothing"),
        ("bot_uttered: {buttons: []}", "'buttons' must be a list of at least one, not an empty list"),
        ("bot_uttered: {buttons: null}", "'buttons' must be a list of at least one, not nothing"),
        ("bot_uttered: {buttons: ['Yes']}", "a button must be a map of keys and values, not 'Yes'"),
        ("bot_uttered: {buttons: [{payload: /a}]}", "a button needs a 'title'"),
        ("bot_uttered: {buttons: [{title: null}]}", "'title' must be a text, not nothing"),
        ("bot_uttered: {buttons: [{title: a, payload: {}}]}", "'payload' must be a text, not an empty map"),
        ("bot_uttered: {buttons: [{titel: a}]}", "unknown key 'titel'; did you mean 'title'?"),
        ("bot_uttered: {says: []}", "'says' must be a list of at least one, not an empty list"),
        ("bot_did_not_utter: {says: a}", "unknown key 'says'"),
        ("bot_did_not_utter: {}", "'bot_did_not_utter' says nothing to compare"),
        ("store:", "'store' must be a map of keys and values, not nothing"),
        ("store: everything", "'store' must be a map of keys and values, not 'everything'"),
        ("store: {orders: nothing}", "a row of 'orders' must be a map of keys and values, not 'nothing'"),
        ("store: {orders: []}", "the rows of 'orders' must be a list of at least one, not an empty list"),
        ("store: {orders: {}}", "the row of 'orders' names no field"),
        ("store: {orders: {removed: true}}", "the row of 'orders' names no field"),
        ("store: {orders: {id: 1, removed: maybe}}", "'removed' must be true or false, not 'maybe'"),
        ("store: [orders]", "a row of 'store' must be a map of keys and values, not 'orders'"),
        ("store: [{a: {x: 1}, b: {x: 1}}]", "a row of 'store' must have one key, not the keys 'a', 'b'"),
        ("guidance:", "'guidance' must be a text, not nothing"),
        ("guidance: [CAN-03]", "'guidance' must be a text, not a list"),
        ("says:", "a fact of 'says' must be a text, not nothing"),
        ("says: []", "'says' must be a list of at least one, not an empty list"),
        ("says: {a: b}", "'says' must be a list of at least one, not a map"),
        ("says: [a, '']", "a fact of 'says' must be a text, not an empty text"),
        ("buttons:", "'buttons' must be a list of titles"),
        ("buttons: some", "'buttons' must be a list of titles"),
        ("buttons: {}", "'buttons' must have one key, not no key"),
        ("buttons: {includes: [a]}", "unknown key 'includes'; did you mean 'include'?"),
        ("buttons: {set: [a], without: [b]}", "'buttons' must have one key, not the keys 'set', 'without'"),
        ("buttons: {set: []}", "the list of buttons must be a list of at least one, not an empty list"),
        ("buttons: {set: a}", "the list of buttons must be a list of at least one, not 'a'"),
        ("buttons: [{title: a}]", "a button must be a text, not a map"),
        ("handoff: maybe", "'handoff' must be true or false, not 'maybe'"),
        ("handoff: yes", "'handoff' must be true or false, not 'yes'"),
        ("within_ms: 0", "'within_ms' must be a whole number from 1 to 3,600,000, not '0'"),
        ("within_ms: 1.5", "'within_ms' must be a whole number from 1 to 3,600,000, not '1.5'"),
        ("fault: ''", "'fault' must be a text, not an empty text"),
    ],
)
def test_a_wrong_assertion_is_refused_where_it_stands(complaint, written, message):
    assert complaint(written).startswith(f"case.yml:6: {message}")


def test_an_unknown_assertion_comes_with_all_there_are(complaint):
    assert complaint("handof: true").split("\n")[1] == (
        "  allowed here: action_executed, slot_was_set, slot_was_not_set, bot_uttered, bot_did_not_utter, "
        "store, guidance, says, does_not_say, buttons, handoff, within_ms, fault"
    )


@pytest.mark.parametrize(
    ("written", "reason", "instead"),
    [
        ("flow_started: cancel_order", "flows exist only in Rasa Pro", "'action_executed' with the form"),
        (
            "flow_completed: {flow_id: a}",
            "flows exist only in Rasa Pro",
            "'action_executed' with the last action",
        ),
        ("flow_cancelled: {flow_id: a}", "flows exist only in Rasa Pro", "'slot_was_not_set'"),
        ("pattern_clarification_contains: [a]", "flows exist only in Rasa Pro", "'buttons'"),
        ("generative_response_is_relevant: {threshold: 0.9}", "it asks a language model", "'guidance'"),
        ("generative_response_is_grounded: {threshold: 0.9}", "it asks a language model", "'says'"),
    ],
)
def test_what_only_rasa_pro_has_is_refused_with_what_to_use_instead(complaint, written, reason, instead):
    said = complaint(written)
    assert said.startswith(f"case.yml:6: '{written.split(':')[0]}' cannot be used: {reason}")
    assert f"use {instead}" in said


def test_a_doubtful_expression_is_refused_where_warnings_are_faults(complaint, recwarn):
    import warnings

    warnings.simplefilter("error")
    assert "is no regular expression" in complaint("bot_uttered: {text_matches: '[[a]'}")
