"""Changed rules and replies, as they are written."""

from types import SimpleNamespace

import yaml

from bot.convtest.marketplace.mutants.replies import changed_replies, reply_mutants
from bot.convtest.marketplace.mutants.rules import changed_entries, rule_mutants

RULE = {
    "rule": "yes to cancelling",
    "condition": [{"slot_was_set": [{"question": "cancel_order"}]}],
    "steps": [{"intent": "affirm"}, {"action": "action_confirm"}, {"action": "action_resume"}],
}
RESPONSES = """
responses:
  utter_paid:
    - text: "{amount} was paid on {paid_on}."
    - text: "On {paid_on} it was paid."
  utter_open:
    - text: "Shall I?"
      buttons:
        - {title: "Yes", payload: /affirm}
        - {title: "No", payload: /deny}
"""


def rules_of(*actions):
    return dict(changed_entries(RULE, list(actions)))


def test_a_rule_is_dropped():
    assert rules_of("action_confirm", "action_resume")["is dropped"] is None


def test_a_rule_loses_its_condition():
    changed = rules_of("action_confirm", "action_resume")["holds without slot_was_set question cancel_order"]
    assert changed["condition"] == [] and changed["steps"] == RULE["steps"]


def test_a_rule_loses_a_step():
    changed = rules_of("action_confirm", "action_resume")["loses step 3, action action_resume"]
    assert changed["steps"] == RULE["steps"][:2]


def test_a_rule_does_another_action():
    changes = rules_of("action_confirm", "action_resume")
    changed = changes["does action_resume instead of action_confirm in step 2"]
    assert [step.get("action") for step in changed["steps"]] == [None, "action_resume", "action_resume"]


def test_the_shoppers_part_of_a_rule_stays():
    assert not [change for change in rules_of("action_confirm", "action_resume") if "step 1" in change]


def test_a_rule_stays_as_it_is_written():
    rules_of("action_confirm", "action_resume")
    assert RULE["steps"][1] == {"action": "action_confirm"} and len(RULE["condition"]) == 1


def test_rules_and_stories_are_named_with_their_lines(tmp_path):
    (tmp_path / "data").mkdir()
    text = yaml.safe_dump({"version": "3.1", "rules": [RULE]}, sort_keys=False)
    (tmp_path / "data" / "a.yml").write_text(text, encoding="utf-8")
    found = list(rule_mutants(tmp_path))
    assert {mutant.place for mutant in found} == {"data/a.yml:3"}
    assert found[0].change == "rule 'yes to cancelling' is dropped"


def changes_of(name, other):
    replies = yaml.safe_load(RESPONSES)["responses"]
    return dict(changed_replies(replies[name], other, replies[other]))


def test_a_reply_loses_a_fact_in_all_its_wordings():
    changed = changes_of("utter_paid", "utter_open")["does not name {paid_on}"]
    assert [wording["text"] for wording in changed] == ["{amount} was paid on ….", "On … it was paid."]


def test_a_reply_has_the_words_of_another():
    changed = changes_of("utter_open", "utter_paid")["has the words of utter_paid"]
    assert changed[0]["text"] == "… was paid on …." and len(changed[0]["buttons"]) == 2


def test_a_reply_loses_its_buttons_or_has_two_payloads_swapped():
    changes = changes_of("utter_open", "utter_paid")
    assert changes["has no buttons"][0]["buttons"] == []
    swapped = changes["has its first two buttons' payloads swapped"][0]["buttons"]
    assert swapped == [{"title": "Yes", "payload": "/deny"}, {"title": "No", "payload": "/affirm"}]


def test_a_reply_is_changed_in_the_live_world_and_taken_back(tmp_path):
    folder = tmp_path / "domain" / "responses"
    folder.mkdir(parents=True)
    (folder / "payment.yml").write_text(RESPONSES, encoding="utf-8")
    live = yaml.safe_load(RESPONSES)["responses"]
    nlg = SimpleNamespace(responses=live)
    world = SimpleNamespace(runner=SimpleNamespace(_processor=SimpleNamespace(nlg=nlg)))
    before = live["utter_paid"]
    mutant = next(each for each in reply_mutants(tmp_path) if "does not name {amount}" in each.change)
    take_back = mutant.apply(world)
    assert live["utter_paid"][0]["text"] == "… was paid on {paid_on}."
    take_back()
    assert live["utter_paid"] is before
