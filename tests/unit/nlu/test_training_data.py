"""The examples in data/nlu: one meaning each, written here."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest
import yaml
from rapidfuzz import fuzz, process

ROOT = Path(__file__).parents[3]
EVALUATION = [ROOT.parent / "shared" / "eval" / name for name in ("nlu_dev.tsv", "nlu_dev2.tsv")]
HELD_OUT = ROOT / "tests" / "fixtures" / "held_out_messages.tsv"
MORE_HELD_OUT = ROOT / "tests" / "fixtures" / "more_held_out_messages.tsv"
FEWEST = 35
FEWEST_OF_A_FACET = 20
FEWEST_HELD_OUT = 300
# Of 100; letters in common. Short sentences have that by chance.
TOO_NEAR = 92
LONG = 12


def normalised(text):
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", text.lower()).split()) or text


@pytest.fixture(scope="module")
def examples():
    """Intent to its examples, with those of its facets."""
    found = defaultdict(list)
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = block["examples"].splitlines()
            found[block["intent"].partition("/")[0]] += [line[2:] for line in lines if line.startswith("- ")]
    return found


def test_no_sentence_stands_under_two_intents(examples):
    intents = defaultdict(set)
    for intent, sentences in examples.items():
        for sentence in sentences:
            intents[normalised(sentence)].add(intent)
    assert {sentence: names for sentence, names in intents.items() if len(names) > 1} == {}


def test_no_sentence_differs_only_by_letters_or_small_words_from_one_of_another_intent(examples):
    told = [(normalised(text), intent) for intent, sentences in examples.items() for text in sentences]
    texts = [text for text, _ in told]
    nearness = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=TOO_NEAR, dtype=np.uint8)
    pairs = zip(*np.nonzero(np.triu(nearness, 1)), strict=True)
    long = ((told[one], told[other]) for one, other in pairs if len(texts[one]) >= LONG)
    assert [(one, other) for one, other in long if one[1] != other[1]] == []


def test_no_sentence_stands_twice(examples):
    told = Counter(sentence for sentences in examples.values() for sentence in sentences)
    assert {sentence for sentence, count in told.items() if count > 1} == set()


def test_every_facet_has_enough_examples():
    counts = Counter()
    for file in (ROOT / "data" / "nlu").glob("*.yml"):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            counts[block["intent"]] += len(block["examples"].splitlines())
    facets = {name: count for name, count in counts.items() if "/" in name}
    assert {name for name, count in facets.items() if count < FEWEST_OF_A_FACET} == set()


def test_every_intent_has_enough_examples(examples):
    assert {intent for intent, sentences in examples.items() if len(sentences) < FEWEST} == set()


def test_every_intent_of_the_domain_has_examples(examples):
    topics = (ROOT / "domain" / "topics").glob("*.yml")
    declared = [yaml.safe_load(file.read_text(encoding="utf-8"))["intents"] for file in topics]
    assert {intent for intents in declared for intent in intents} == set(examples)


@pytest.mark.skipif(
    not all(file.is_file() for file in EVALUATION), reason="the evaluation rows are not beside the project"
)
def test_no_example_is_an_evaluation_row(examples):
    evaluated = {normalised(row["text"]) for file in EVALUATION for row in rows_of(file)}
    told = {normalised(sentence) for sentences in examples.values() for sentence in sentences}
    assert {sentence for sentence in told & evaluated if len(sentence.split()) >= 4} == set()


def test_no_example_is_a_held_out_message(examples):
    held_out = {normalised(row["text"]) for file in (HELD_OUT, MORE_HELD_OUT) for row in rows_of(file)}
    told = {normalised(sentence) for sentences in examples.values() for sentence in sentences}
    assert told & held_out == set()


def test_held_out_messages_are_many_and_of_every_intent(examples):
    rows = rows_of(HELD_OUT)
    assert len(rows) >= FEWEST_HELD_OUT
    assert {row["intent"] for row in rows} == set(examples)


def rows_of(tsv):
    with tsv.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
