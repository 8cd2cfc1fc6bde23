"""Which code is changed, and how near a conversation is to a line."""

from pathlib import Path

from bot.convtest.marketplace.mutants.actions import action_mutants
from bot.convtest.mutating.line_watch import LINE

ROOT = Path(__file__).parents[4]


def mutants():
    return list(action_mutants(ROOT))


def test_actions_dialogue_services_facts_and_stages_are_changed():
    files = {mutant.file for mutant in mutants()}
    assert {"actions/_turn.py", "bot/service/cancel_order.py", "bot/guidance/facts.py"} <= files
    assert {"bot/dialogue/consent.py", "bot/dialogue/topics/refund.py", "bot/orders/stage.py"} <= files


def test_the_http_edge_and_the_reading_of_tables_are_left_alone():
    files = {mutant.file for mutant in mutants()}
    assert not files & {"actions/server.py", "bot/guidance/table.py", "bot/orders/order.py"}


def test_near_are_the_conversations_that_ran_the_line():
    mutant = next(each for each in mutants() if each.file == "bot/orders/stage.py")
    assert mutant.nearness(frozenset({(LINE, mutant.file, mutant.line)})) == 0
    assert mutant.nearness(frozenset({(LINE, mutant.file, mutant.line + 500)})) is None
