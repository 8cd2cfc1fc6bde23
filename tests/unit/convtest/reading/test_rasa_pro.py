"""Files in the end-to-end format of Rasa Pro load as they are."""

import pytest

from bot.convtest.case import (
    ANY,
    ActionExecuted,
    BotDidNotUtter,
    BotText,
    BotUttered,
    Buttons,
    SlotWasNotSet,
    SlotWasSet,
    Turn,
)
from bot.convtest.reading.files import is_case_file, read_cases
from bot.convtest.reading.problems import CaseFileErrors

STEPS = """
fixtures:
  - premium_user:
    - membership: premium
    - verified: true
  - empty_slots:
    - recipient: null
metadata:
  - first_turn:
      turn_idx: 1
  - device_info:
      os: linux
      turn_idx: 2

test_cases:
  - test_case: user transfers money, step format
    fixtures:
      - premium_user
      - empty_slots
    metadata: device_info
    steps:
      - utter: utter_welcome
      - user: "I want to send money"
        metadata: first_turn
      - slot_was_set:
          - amount_needed
          - flow_kind: transfer
      - slot_was_not_set:
          - amount
          - recipient: Jen
      - utter: utter_ask_recipient
      - user: yes
      - bot: "How much?"
"""

ASSERTIONS = """
test_cases:
- test_case: user_checks_balance
  steps:
  - user: show my balance
    assertion_order_enabled: true
    assertions:
      - action_executed: action_check_balance
      - slot_was_set:
          - name: "balance"
            value: 12.5
          - name: currency
      - slot_was_not_set:
          - name: recipient
          - name: amount
            value: 3
      - bot_uttered:
          utter_name: utter_balance
          text_matches: "^Your balance is .*\\\\."
          buttons:
            - title: "Again"
              payload: "/again"
            - title: "Stop"
      - bot_did_not_utter:
          utter_name: utter_internal_error
"""


def read(folder, text):
    path = folder / "e2e_test_cases.yml"
    path.write_text(text, encoding="utf-8")
    assert is_case_file(path)
    return read_cases(path, folder)


def test_a_file_in_step_format_loads(tmp_path):
    (case,) = read(tmp_path, STEPS)
    assert case.slots == {"membership": "premium", "verified": True, "recipient": None}
    assert case.metadata == {"os": "linux", "turn_idx": 2}
    assert [each.check for each in case.opening] == [BotUttered(utter_name="utter_welcome")]
    first, second = case.steps
    assert first.metadata == {"os": "linux", "turn_idx": 1}
    assert [each.check for each in first.checks] == [
        SlotWasSet("amount_needed", ANY),
        SlotWasSet("flow_kind", "transfer"),
        SlotWasNotSet("amount", ANY),
        SlotWasNotSet("recipient", "Jen"),
        BotUttered(utter_name="utter_ask_recipient"),
    ]
    assert (second.text, [each.check for each in second.checks]) == ("yes", [BotText("How much?")])


def test_a_file_with_assertions_loads(tmp_path):
    (case,) = read(tmp_path, ASSERTIONS)
    (turn,) = case.steps
    assert isinstance(turn, Turn)
    assert turn.in_order
    uttered = turn.checks[5].check
    assert uttered.text_matches.pattern == "^Your balance is .*\\."
    assert [each.check for each in turn.checks] == [
        ActionExecuted("action_check_balance"),
        SlotWasSet("balance", 12.5),
        SlotWasSet("currency", ANY),
        SlotWasNotSet("recipient", ANY),
        SlotWasNotSet("amount", 3),
        BotUttered(
            "utter_balance", uttered.text_matches, Buttons(("Again", "Stop"), "exactly", ("/again", None))
        ),
        BotDidNotUtter("utter_internal_error"),
    ]


def test_a_file_that_needs_flows_or_stubs_says_all_that_must_go(tmp_path):
    text = """
stub_custom_actions:
  action_a: {events: [], responses: []}
test_cases:
  - test_case: a flow
    steps:
      - user: send money
        assertions:
          - flow_started: {operator: any, flow_ids: [transfer]}
          - bot_uttered: {utter_name: utter_ask}
          - generative_response_is_grounded: {threshold: 0.9}
"""
    with pytest.raises(CaseFileErrors) as caught:
        read(tmp_path, text)
    assert [(error.line, error.message.split(":")[0]) for error in caught.value.errors] == [
        (2, "'stub_custom_actions' cannot be used"),
        (9, "'flow_started' cannot be used"),
        (11, "'generative_response_is_grounded' cannot be used"),
    ]
