"""The mutation run on this project: real mutants, the real model, a few conversations."""

from pathlib import Path

import pytest
import yaml

from bot.convtest.marketplace.mutants.dialogue import Dialogue
from bot.convtest.marketplace.mutants.project import Marketplace
from bot.convtest.mutating.mutant import Mutant, Refused, SameAsBefore, Verdict
from bot.convtest.mutating.run import Run
from bot.convtest.reading.files import read_cases

ROOT = Path(__file__).parents[3]
CASES = """
defaults: {customer: c-1}
test_cases:
  - test_case: an order that is not shipped is cancelled after a yes
    steps:
      - user: cancel my order 8012345678904321
        assertions:
          - guidance: CAN-03
          - bot_uttered: {utter_name: utter_cancel_order_to_ship, text_matches: Brass desk lamp}
          - bot_uttered: {utter_name: utter_ask_cancel_order}
      - user: yes
        assertions:
          - action_executed: action_answer
          - store:
              orders: {id: 8012345678904321, cancelled_at: now, cancelled_by: buyer, cancel_reason: other}
              refunds: {amount: 34.90}
"""


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    file = tmp_path_factory.mktemp("talks") / "talk.yml"
    file.write_text(CASES, encoding="utf-8")
    return list(read_cases(file, file.parent))


@pytest.fixture(scope="module")
def world():
    opened = Marketplace(ROOT).open()
    opened.load()
    yield opened
    opened.close()


def first(kind: str, file: str, words: str) -> Mutant:
    """The first mutant of a file whose change has these words."""
    return next(
        each for each in Marketplace(ROOT).mutants(kind) if each.file.endswith(file) and words in each.change
    )


def test_changes_of_all_kinds_are_noticed_and_taken_back(cases):
    mutants = [
        first("guidance", "cancel_order.yml", "CAN-03 no longer proposes cancel_order"),
        # dropped whole, the rule would not be missed: the action for what no rule covers serves the request
        first("rules", "cancel_order.yml", "what their stages allow' loses step 2"),
        first("rules", "smalltalk.yml", "an answer to the open question -> does what it says' is dropped"),
        first("actions", "dialogue/consent.py", "`top in ('yes', 'nod')` becomes"),
        first("replies", "cancel_order.yml", "utter_cancel_order_to_ship does not name {item}"),
    ]
    run = Run(cases, mutants)
    run.carry_out(Marketplace(ROOT), workers=1, minutes=0, say=lambda line: None)
    assert [each.verdict for each in run.tried] == [
        Verdict.NOTICED,
        Verdict.NOTICED,
        Verdict.NOTICED,
        Verdict.NOTICED,
        Verdict.NOTICED,
    ]
    assert run.is_complete


def test_a_change_beside_what_is_said_survives(cases):
    mutant = first("guidance", "refund.yml", "REF-02 answers with")
    run = Run(cases, [mutant])
    run.carry_out(Marketplace(ROOT), workers=1, minutes=0, say=lambda line: None)
    assert [(each.verdict, each.cases_run) for each in run.tried] == [(Verdict.SURVIVED, 0)]


def test_policies_trained_on_the_files_as_they_are_come_out_as_in_the_model(world):
    with pytest.raises(SameAsBefore, match="the trained policies are the same"):
        Dialogue(world.runner, ROOT).retrain({})


def with_more(key: str, action: str) -> dict[Path, dict]:
    """The rules about refunds with one more rule or story that does this action."""
    file = ROOT / "data" / "rules" / "refund.yml"
    body = yaml.safe_load(file.read_text(encoding="utf-8"))
    steps = [{"intent": "refund_status"}, {"action": action}]
    name = {"rules": "rule", "stories": "story"}[key]
    return {file: {**body, key: [*body.get(key, []), {name: "one more", "steps": steps}]}}


def test_a_rule_that_contradicts_another_is_refused_by_training(world):
    with pytest.raises(Refused, match="training refuses it"):
        Dialogue(world.runner, ROOT).retrain(with_more("rules", "action_handoff"))


def test_a_story_that_contradicts_a_rule_is_refused_by_training(world):
    with pytest.raises(Refused, match="training refuses it"):
        Dialogue(world.runner, ROOT).retrain(with_more("stories", "action_handoff"))


def test_a_story_makes_no_difference_where_rules_decide_every_step(world):
    with pytest.raises(SameAsBefore, match="rules decide every step"):
        Dialogue(world.runner, ROOT).retrain(with_more("stories", "action_refund"))
