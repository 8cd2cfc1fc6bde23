"""Is it told what a clause does in its message?"""

import pytest

from bot.dialogue.heard import Role
from bot.nlu.parts.hand_cut import hand_cut
from bot.nlu.parts.teaching import spans

# None of these is learned from.
MESSAGES = [
    "send back the vase [request] not really my taste [report]",
    "don't cancel the bookshelf [declined]",
    "cancel the globe [request] only if it has not shipped [conditional]",
    "I'd rather keep it [declined]",
    "the globe was dented when it came [report]",
    "good morning [nothing] where is my globe [request]",
    "cancel the globe [request] because my son has one already [report]",
    "no need to ask the seller of the globe [declined]",
    "unless it comes this week [conditional] please cancel the globe [request]",
    "can you tell me when the globe arrives? [request]",
    "thanks a million [nothing]",
    "keep the globe [declined] cancel the rest [request]",
    "i do not want to return the globe [declined]",
    "the seller ignores all my letters [report]",
    "how long does a return take [request]",
    "i never received the globe [report]",
]


@pytest.mark.parametrize("line", MESSAGES)
def test_the_role_of_each_clause_is_told(taught, parse, line):
    message = hand_cut(line)
    doc = parse(message.text)
    found = taught[1].roles(doc, spans(doc, [doc.text.index(each) for each in message.clauses[1:]]))
    assert [each.role for each in found] == list(message.roles)


def test_it_is_said_how_sure_a_role_is_and_what_spoke_for_it(taught, parse):
    doc = parse("please cancel the globe")
    (found,) = taught[1].roles(doc, spans(doc, []))
    assert found.role is Role.REQUEST
    assert found.confidence > 0.8
    assert found.why


def test_no_clauses_have_no_roles(taught, parse):
    assert taught[1].roles(parse(""), []) == []
