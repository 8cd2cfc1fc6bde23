"""Which rule a conversation followed."""

import textwrap

import pytest

from bot.convtest.covering.rules import Exchange, read_rules

RULES = """
    version: "3.1"
    rules:
      - rule: yes to cancelling
        condition:
          - slot_was_set:
              - question: cancel_order
        steps:
          - intent: affirm
          - action: action_cancel
      - rule: the form is filled
        condition:
          - active_loop: dispute_form
        steps:
          - action: dispute_form
          - active_loop: null
          - action: action_propose
    stories:
      - story: asked, then declined
        steps:
          - intent: cancel_order
          - action: action_look
          - slot_was_set:
              - question: cancel_order
          - or:
              - intent: deny
              - intent: goodbye
          - action: action_decline
"""


@pytest.fixture
def rules(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cancel.yml").write_text(textwrap.dedent(RULES), encoding="utf-8")
    return {rule.name: rule for rule in read_rules(tmp_path)}


def heard(intent, *actions, loop=None, **slots):
    return Exchange(frozenset({intent}), (*actions, "action_listen"), slots, loop)


def test_a_rule_knows_the_file_it_is_written_in(rules):
    assert rules["yes to cancelling"].where == "data/cancel.yml"


def test_a_rule_is_followed_when_its_condition_holds_and_its_actions_ran(rules):
    assert rules["yes to cancelling"].is_followed_by(
        [heard("affirm", "action_cancel", question="cancel_order")]
    )


@pytest.mark.parametrize(
    "turn",
    [
        heard("affirm", "action_cancel"),
        heard("affirm", "action_cancel", question="open_dispute"),
        heard("affirm", "action_nothing", question="cancel_order"),
        heard("deny", "action_cancel", question="cancel_order"),
    ],
)
def test_a_rule_is_not_followed_by_another_state_action_or_intent(rules, turn):
    assert not rules["yes to cancelling"].is_followed_by([turn])


def test_a_rule_of_a_form_is_followed_whatever_the_intent_while_the_form_is_active(rules):
    turn = heard("open_dispute", "dispute_form", "action_propose", loop="dispute_form")
    assert rules["the form is filled"].is_followed_by([turn])


def test_a_rule_of_a_form_is_not_followed_without_the_form(rules):
    turn = heard("open_dispute", "dispute_form", "action_propose")
    assert not rules["the form is filled"].is_followed_by([turn])


@pytest.mark.parametrize("answer", ["deny", "goodbye"])
def test_a_story_is_followed_in_the_middle_of_a_talk(rules, answer):
    talk = [
        heard("greet", "utter_greet"),
        heard("cancel_order", "action_look"),
        heard(answer, "action_decline", question="cancel_order"),
        heard("thank", "utter_thank"),
    ]
    assert rules["asked, then declined"].is_followed_by(talk)


def test_a_story_is_not_followed_with_something_in_between(rules):
    talk = [
        heard("cancel_order", "action_look"),
        heard("greet", "utter_greet", question="cancel_order"),
        heard("deny", "action_decline", question="cancel_order"),
    ]
    assert not rules["asked, then declined"].is_followed_by(talk)


def test_a_story_is_not_followed_by_a_talk_that_ends_before_it(rules):
    assert not rules["asked, then declined"].is_followed_by([heard("cancel_order", "action_look")])
