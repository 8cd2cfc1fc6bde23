"""Which training examples stand beside a message."""

import numpy as np
import pytest

from bot.nlu.intent_features import IntentFeatures
from bot.nlu.nearest_examples import nearest_examples
from bot.nlu.training_examples import Example

EXAMPLES = [
    Example("cancel my order", "cancel"),
    Example("my refund", "refund"),
    Example("hello you", "greet"),
]
DIRECTIONS = {"cancel my order": (1.0, 0.0), "my refund": (0.0, 1.0), "hello you": (-1.0, 0.0)}


class Compass:
    """An encoder with a direction for each example; any other text lies at 37 degrees."""

    def encode(self, texts):
        return np.array([DIRECTIONS.get(text, (0.8, 0.6)) for text in texts])


def test_the_nearest_by_meaning_come_first():
    (near,) = nearest_examples(["call it off"], EXAMPLES, IntentFeatures(Compass()), shown=2)
    assert [(each.example.intent, each.nearness) for each in near] == [
        ("cancel", pytest.approx(0.8)),
        ("refund", pytest.approx(0.6)),
    ]


def test_without_sentence_vectors_words_decide():
    (near,) = nearest_examples(["hello"], EXAMPLES, IntentFeatures(None), shown=1)
    assert near[0].example.intent == "greet"


def test_each_message_has_neighbours_of_its_own():
    found = nearest_examples(["hello you", "my refund"], EXAMPLES, IntentFeatures(None), shown=1)
    assert [near[0].example.intent for near in found] == ["greet", "refund"]


def test_a_project_without_examples_has_none_to_show():
    assert nearest_examples(["hello"], [], IntentFeatures(None)) == [[]]
