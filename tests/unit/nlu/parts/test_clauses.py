"""Are messages cut where one clause ends and the next begins, and left whole where they are one?"""

from pathlib import Path

import pytest
import yaml

from bot.nlu.parts.clauses import MOST_CLAUSES, Cutter, Span, is_fragment, leans
from bot.nlu.parts.normal_text import normal_text

RULES = Path(__file__).with_name("clauses.yml")
EXAMPLES = yaml.safe_load(RULES.read_text(encoding="utf-8"))["examples"]


@pytest.fixture(scope="module")
def cut(taught, parse):
    """From a message to its clauses with "|" between them."""
    cutter, _ = taught

    def pieces(text):
        doc = parse(text)
        return " | ".join(doc[span.first : span.last].text for span in cutter.clauses(doc))

    return pieces


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_message_is_cut_as_the_example_says(cut, example):
    text = example.replace("| ", "")
    assert cut(text) == normal_text(example.replace(" | ", "§")).text.replace("§", " | ")


@pytest.mark.parametrize("text", ["", " ", "?!", "...", ", , ,"])
def test_a_message_without_words_has_no_clauses(cut, text):
    assert cut(text) == ""


def test_a_message_has_only_so_many_clauses(taught, parse):
    assert len(taught[0].clauses(parse("Cancel the lamp. Where is it? " * 30))) == MOST_CLAUSES


def test_a_clause_that_names_nothing_leans_on_the_one_before(taught, parse):
    doc = parse("where is my refund? when will I get it?")
    assert [leans(doc, span) for span in taught[0].clauses(doc)] == [False, True]


def test_a_clause_without_a_verb_is_a_fragment(taught, parse):
    doc = parse("cancel the lamp")
    (span,) = taught[0].clauses(doc)
    assert not is_fragment(doc, span)
    assert is_fragment(parse("and the shade"), type(span)(0, 3))


class CutsBefore:
    """A model that is sure of a cut before one word, and of no other."""

    def __init__(self, word):
        self._word = word

    def probabilities(self, features):
        return {"cut": float(f"w0={self._word}" in features)}


def cut_before(word, doc):
    return [doc[span.first : span.last].text for span in Cutter(CutsBefore(word)).clauses(doc)]


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("everything", "cancel everything I have ordered"),
        ("and", "I want to return the rug and all the cups"),
    ],
)
def test_what_a_verb_is_about_and_a_list_of_things_stay_in_one_piece(parse, word, text):
    assert cut_before(word, parse(text)) == [text]


def test_a_sentence_behind_another_is_a_clause_of_its_own(parse):
    text = "cancel the lamp and tell me where the rug is"
    assert cut_before("and", parse(text)) == ["cancel the lamp", "and tell me where the rug is"]


def test_a_name_is_a_fragment_whatever_is_said_of_it(parse):
    doc = parse("everything that has not been shipped yet, cancel it")
    assert is_fragment(doc, Span(0, len(doc) - 2))
    assert not is_fragment(doc, Span(len(doc) - 2, len(doc)))
