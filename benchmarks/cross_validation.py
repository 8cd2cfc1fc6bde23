"""What the intent model makes of each training example when it has not learned it."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.model_selection import StratifiedKFold

from benchmarks.project import CLASSIFIER, DEFAULT_STRENGTH, component_settings, examples
from bot.nlu.encoders import open_encoder
from bot.nlu.intent_features import IntentFeatures
from bot.nlu.intent_model import IntentModel
from bot.nlu.more_examples import copies
from bot.nlu.report import read_rows

FOLDS = 5


class Guesses(NamedTuple):
    """The intents of messages, and a row for each with the probability of every one of ``intents``."""

    expected: list[str]
    intents: list[str]
    probabilities: np.ndarray


def guesses_of_all(labelled: Path | None) -> tuple[Guesses, Guesses | None]:
    """Guesses for the project's examples, each from the other folds, and for the labelled rows."""
    own, settings = examples(), component_settings(CLASSIFIER)
    strength = settings.get("C", DEFAULT_STRENGTH)
    intents = np.array([example.intent for example in own])
    features = IntentFeatures(open_encoder(settings))
    print(f"Reading {len(own)} examples", flush=True)
    # Words and letters are counted over all folds: counts know no intents, and it saves four rounds.
    texts = [example.text for example in own]
    more = copies(texts, features.products)
    rows = features.fit([*texts, *(copy.text for copy in more)])
    originals = np.array([*range(len(own)), *(copy.original for copy in more)])
    found = np.zeros((len(own), len(set(intents))))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(intents, intents)
    for number, (learned, asked) in enumerate(folds, start=1):
        print(f"Training fold {number} of {FOLDS}", flush=True)
        model = IntentModel()
        told = np.flatnonzero(np.isin(originals, learned))  # no copy of what is asked
        model.fit(rows.only(told), intents[originals[told]], strength)
        found[asked] = model.probabilities(rows.only(asked))
    guesses = Guesses([str(intent) for intent in intents], model.intents, found)
    if labelled is None:
        return guesses, None
    print("Training on all for the labelled rows", flush=True)
    asked, model = read_rows(labelled), IntentModel()
    model.fit(rows, intents[originals], strength)
    probabilities = model.probabilities(features.rows([row.text for row in asked]))
    return guesses, Guesses([row.intent for row in asked], model.intents, probabilities)
