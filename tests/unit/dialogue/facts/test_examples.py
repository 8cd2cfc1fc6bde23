"""What can be answered is what can be understood: each fact has examples of its own."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from bot.dialogue.topics.facts import FACET, FACETS

FEWEST = 25
FILE = Path(__file__).parents[4] / "data/nlu/facts.yml"


@pytest.fixture(scope="module")
def counts():
    counts = Counter()
    for block in yaml.safe_load(FILE.read_text(encoding="utf-8"))["nlu"]:
        intent, _, facet = block["intent"].partition("/")
        if intent == FACET:
            counts[facet] += len(block["examples"].splitlines())
    return counts


def test_examples_ask_for_every_fact_and_no_other(counts):
    assert set(counts) == FACETS


def test_every_fact_has_many_examples(counts):
    assert [facet for facet, count in counts.items() if count < FEWEST] == []
