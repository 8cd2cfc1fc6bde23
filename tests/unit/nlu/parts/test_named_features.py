"""Does the small model learn, and is it the same after it was kept?"""

import json

import numpy as np
import pytest

from bot.nlu.parts.named_features import NamedFeatures

SAMPLES = [["wet"], ["wet", "cold"], ["dry"], ["dry", "warm"]] * 5
LABELS = ["rain", "rain", "sun", "sun"] * 5


@pytest.fixture
def model():
    learned = NamedFeatures()
    learned.fit(SAMPLES, LABELS, 10.0)
    return learned


def test_the_likelier_label_is_the_one_that_was_taught(model):
    assert model.probabilities(["wet"])["rain"] > 0.8


def test_probabilities_sum_to_one(model):
    assert sum(model.probabilities(["wet", "warm"]).values()) == pytest.approx(1)


def test_what_was_never_seen_says_nothing(model):
    assert model.probabilities(["snow"]) == model.probabilities([])


def test_what_is_kept_as_json_says_the_same(model):
    again = NamedFeatures.from_json(json.loads(json.dumps(model.as_json())))
    assert again.probabilities(["dry"]) == model.probabilities(["dry"])


def test_the_strongest_features_speak_for_the_label(model):
    assert model.strongest(["wet", "cold"], "rain")[0] == "wet"
    assert model.strongest(["wet"], "sun") == []


def test_vectors_count_beside_the_names():
    vectors = np.array([[1.0], [1.0], [-1.0], [-1.0]] * 5)
    learned = NamedFeatures()
    learned.fit([[]] * 20, LABELS, 1.0, vectors)
    assert learned.probabilities([], np.array([1.0]))["rain"] > 0.8
