"""The intent of a message: a logistic regression over words and meaning, and the nearest examples."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.linear_model import LogisticRegression

from bot.nlu.cleaning import cleaned, has_words
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.intent_features import IntentFeatures
from bot.nlu.language import EnglishOnly, words_said
from bot.nlu.neighbours import Neighbours
from bot.settings import load_settings

# How much the nearest examples say beside what was learned: chosen on data, see benchmarks/README.md.
NEIGHBOURS_SHARE = 1 / 3

logger = logging.getLogger(__name__)

OUT_OF_SCOPE = "out_of_scope"
# How sure it is that a message in another language is not covered.
NOT_COVERED = 0.9


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MeaningIntentClassifier(IntentClassifier, GraphComponent):
    """Ranks the intents by probability. A message without a letter or digit gets no intent at all."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # Sentence vectors; without them training and turns are faster and understanding is worse.
            "encoder": True,
            # Inverse strength of the penalty: chosen on data, see benchmarks/README.md.
            "C": 10.0,
            # How many intents the ranking names.
            "ranking_length": 10,
        }

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        encoder = SentenceEncoder(encoder_folder()) if config["encoder"] else None
        self._features = IntentFeatures(encoder)
        self._neighbours = Neighbours()
        self._english = encoder.english_words() if encoder else frozenset()
        self._said: frozenset[str] = frozenset()
        self._language = EnglishOnly(self._said, self._english)
        self._intents: list[str] = []
        self._weights = np.zeros((0, 0))
        self._bias = np.zeros(0)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MeaningIntentClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **options: Any,
    ) -> MeaningIntentClassifier:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._read(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all examples that have an intent."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        features = self._features.fit([example.get(TEXT) for example in examples])
        intents = [example.get(INTENT) for example in examples]
        model = LogisticRegression(C=self._config["C"], max_iter=300)
        model.fit(features.weighed, intents)
        self._intents = list(model.classes_)
        self._weights, self._bias = model.coef_.T.astype(np.float32), model.intercept_
        if features.vectors is not None:
            self._neighbours.fit(features.vectors, [self._intents.index(intent) for intent in intents])
        logger.info("Learned %s intents from %s examples.", len(self._intents), len(intents))
        self._learn_language(examples)
        with self._storage.write_to(self._resource) as folder:
            self._write(folder)
        return self._resource

    def _learn_language(self, examples: Sequence[Message]) -> None:
        """Take the words of requests for English; what is out of scope may be in another language."""
        texts = (example.get(TEXT) for example in examples if example.get(INTENT) != OUT_OF_SCOPE)
        self._said = words_said(texts)
        self._language = EnglishOnly(self._said, self._english)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and the ranking of each message."""
        for message in messages:
            text = cleaned(message.get(TEXT) or "")
            ranking = self._rank(text) if has_words(text) and self._intents else []
            if ranking and self._language.is_foreign(text):
                ranking = _not_covered(ranking)
            top = ranking[0] if ranking else {"name": None, "confidence": 0.0}
            message.set(INTENT, top, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _rank(self, text: str) -> list[dict[str, Any]]:
        probabilities = self.probabilities([text])[0]
        best = np.argsort(-probabilities)[: self._config["ranking_length"]]
        return [{"name": self._intents[i], "confidence": float(probabilities[i])} for i in best]

    def probabilities(self, texts: list[str]) -> np.ndarray:
        """One row a text: the probability of each intent."""
        features = self._features.rows(texts)
        scores = features.weighed @ self._weights + self._bias
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        learned = grown / grown.sum(axis=1, keepdims=True)
        if features.vectors is None:
            return learned
        near = self._neighbours.shares(features.vectors, len(self._intents))
        return (1 - NEIGHBOURS_SHARE) * learned + NEIGHBOURS_SHARE * near

    def _write(self, folder: Path) -> None:
        self._features.save(folder)
        (folder / "said.json").write_text(json.dumps(sorted(self._said)), encoding="utf-8")
        if self._config["encoder"]:
            self._neighbours.save(folder)
        np.savez(folder / "weights.npz", weights=self._weights, bias=self._bias, intents=self._intents)

    def _read(self, folder: Path) -> None:
        self._features.load(folder)
        self._said = frozenset(json.loads((folder / "said.json").read_text(encoding="utf-8")))
        self._language = EnglishOnly(self._said, self._english)
        if self._config["encoder"]:
            self._neighbours.load(folder)
        with np.load(folder / "weights.npz") as kept:
            self._weights, self._bias = kept["weights"], kept["bias"]
            self._intents = [str(name) for name in kept["intents"]]


def _not_covered(ranking: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The ranking with out_of_scope first and sure, and the others scaled down to what is left."""
    others = [entry for entry in ranking if entry["name"] != OUT_OF_SCOPE]
    scale = (1 - NOT_COVERED) / max(sum(entry["confidence"] for entry in others), 1 - NOT_COVERED)
    first = {"name": OUT_OF_SCOPE, "confidence": NOT_COVERED}
    return [first, *({**entry, "confidence": entry["confidence"] * scale} for entry in others)]


def encoder_folder() -> Path:
    """Where the encoder's graph is kept between runs."""
    return load_settings().models_dir / "encoder"
