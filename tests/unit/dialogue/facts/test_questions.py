"""Questions in shoppers' words: given what was understood of each, the answer holds the right facts."""

from pathlib import Path

import pytest
import yaml

from bot.dialogue.references import Kind
from bot.dialogue.topics.facts import FACETS, AskWhich

QUESTIONS = yaml.safe_load(Path(__file__).with_name("questions.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", QUESTIONS, ids=[row["ask"] for row in QUESTIONS])
def test_the_answer_holds_the_facts(ask, everything, row):
    named = None if row.get("about") is None else tuple(everything[name] for name in row["about"])
    reply = ask(
        row["facet"],
        everything.values(),
        words=row.get("words", ()),
        chosen=named,
        focus=tuple(everything[name] for name in row.get("focus", ())),
        kind=Kind(row.get("kind", "any")),
    )
    if "whom" in row:
        assert reply.answer == AskWhich(tuple(everything[name] for name in row["whom"]))
        return
    assert [words for words in row["says"] if str(words) not in reply.text] == [], reply.text
    assert [words for words in row.get("not", ()) if words in reply.text] == [], reply.text


def test_there_is_a_question_for_every_facet():
    assert {row["facet"] for row in QUESTIONS} == FACETS


def test_there_are_many_questions():
    assert len(QUESTIONS) >= 120
