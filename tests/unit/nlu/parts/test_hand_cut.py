"""Are messages cut by hand read as they are written?"""

from pathlib import Path

import pytest

from bot.dialogue.heard import Role
from bot.nlu.parts.hand_cut import NotHandCut, hand_cut, read_hand_cut

EXAMPLES = Path(__file__).parents[4] / "data" / "meaning" / "roles.yml"


def test_a_line_is_clauses_with_roles():
    cut = hand_cut("cancel it [request] too big [report]")
    assert (cut.clauses, cut.roles) == (("cancel it", "too big"), (Role.REQUEST, Role.REPORT))


def test_a_message_is_its_clauses_joined_and_knows_where_they_begin():
    cut = hand_cut("cancel it [request] too big [report]")
    assert (cut.text, cut.starts) == ("cancel it too big", (10,))


@pytest.mark.parametrize(
    "line", ["cancel it", "cancel it [wish]", "[request]", "cancel it [request] too big", ""]
)
def test_a_clause_without_a_known_role_is_refused(line):
    with pytest.raises(NotHandCut, match="role"):
        hand_cut(line)


def test_the_projects_examples_have_all_roles_often_enough_to_learn_them():
    roles = [role for message in read_hand_cut(EXAMPLES) for role in message.roles]
    assert len(roles) >= 600
    assert min(roles.count(role) for role in Role) >= 50


def test_no_message_stands_twice():
    texts = [message.text for message in read_hand_cut(EXAMPLES)]
    assert len(texts) == len(set(texts))
