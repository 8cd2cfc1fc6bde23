"""What more a message says about its intent: which value, and when none."""

import numpy as np
import pytest

from bot.nlu.facets import FacetModels
from bot.nlu.intent_features import IntentFeatures

BROKEN = [
    "it came broken",
    "the screen is cracked",
    "broken on arrival",
    "it is smashed",
    "the lid is cracked",
]
FAKE = ["this is fake", "a replica was sent", "it is counterfeit", "not genuine, a fake", "fake brand bag"]
PLAIN = ["open a dispute", "i want to dispute", "start a dispute please", "dispute this", "file a dispute"]
GREETINGS = ["hello", "good morning", "hi there"]


@pytest.fixture(scope="module")
def features():
    return IntentFeatures(encoder=None)


@pytest.fixture(scope="module")
def models(features):
    rows = features.fit([*BROKEN, *FAKE, *PLAIN, *GREETINGS])
    intents = ["open_dispute"] * 15 + ["greet"] * 3
    models = FacetModels()
    models.fit(rows, intents, ["broken"] * 5 + ["fake"] * 5 + [""] * 5 + [""] * 3)
    return models


def decided(models, features, text, sure=0.5):
    return models.decided(features.rows([text]).weighed, sure)[0]


def test_a_value_is_decided_by_its_examples(models, features):
    assert decided(models, features, "the cracked lid is broken") == {"open_dispute": "broken"}


def test_plain_examples_decide_for_none(models, features):
    assert decided(models, features, "i want to open a dispute") == {}


def test_a_value_that_is_not_sure_enough_is_not_decided(models, features):
    assert decided(models, features, "the cracked lid is broken", sure=1.01) == {}


def test_an_intent_without_facets_has_no_model(models):
    assert list(models.values) == ["open_dispute"]


def test_a_value_with_few_examples_is_not_learned(features):
    rows = features.rows([*BROKEN, "this is fake", *PLAIN])
    models = FacetModels()
    models.fit(rows, ["open_dispute"] * 11, ["broken"] * 5 + ["fake"] + [""] * 5)
    assert models.values == {"open_dispute": ["", "broken"]}


def test_what_was_kept_decides_the_same(models, features, tmp_path):
    models.save(tmp_path)
    read = FacetModels()
    read.load(tmp_path)
    rows = features.rows([*BROKEN, *FAKE, *PLAIN]).weighed
    assert read.decided(rows) == models.decided(rows)


def test_values_are_ranked_by_probability(models, features):
    (ranking,) = models.ranked(features.rows(["it is a fake replica"]).weighed, "open_dispute")
    assert ranking[0][0] == "fake"
    assert np.isclose(sum(likely for _, likely in ranking), 1)
