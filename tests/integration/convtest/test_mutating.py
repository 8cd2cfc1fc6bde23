"""The mutation run on this project: real mutants, the real model, a few conversations."""

from pathlib import Path

import pytest

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
      - user: yes
        assertions:
          - action_executed: action_confirm_cancel_order
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


def test_changes_of_all_kinds_are_noticed_or_refused_and_taken_back(cases):
    mutants = [
        first("guidance", "cancel_order.yml", "CAN-03 no longer proposes cancel_order"),
        first("rules", "cancel_order.yml", "yes to cancelling -> cancels and gives a receipt' is dropped"),
        first("actions", "_confirm.py", "`question is None` becomes `question is not None`"),
        first("replies", "cancel_order.yml", "utter_cancel_order_to_ship does not name {item}"),
    ]
    run = Run(cases, mutants)
    run.carry_out(Marketplace(ROOT), workers=1, minutes=0, say=lambda line: None)
    assert [each.verdict for each in run.tried] == [
        Verdict.NOTICED,
        Verdict.REFUSED,
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


def test_a_story_that_contradicts_a_rule_is_refused_by_training(world):
    with pytest.raises(Refused, match="training refuses it"):
        first("rules", "stories/refund.yml", "instead of action_refund_status in step 2").apply(world)


def test_a_dropped_story_makes_no_difference_where_rules_decide_every_step(world):
    with pytest.raises(SameAsBefore, match="rules decide every step"):
        first("rules", "stories/refund.yml", "is dropped").apply(world)
