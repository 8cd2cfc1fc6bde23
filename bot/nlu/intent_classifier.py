"""The intent of a message: a logistic regression over words and meaning, and the nearest examples."""

from __future__ import annotations

import logging
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
from bot.nlu.encoders import MINILM, open_encoder
from bot.nlu.intent_features import IntentFeatures
from bot.nlu.neighbours import Neighbours

# How much the nearest examples say beside what was learned: chosen on data, see benchmarks/README.md.
NEIGHBOURS_SHARE = 1 / 3

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MeaningIntentClassifier(IntentClassifier, GraphComponent):
    """Ranks the intents by probability. A message without a letter or digit gets no intent at all."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # Sentence vectors: minilm, spacy or none. Without them training and turns are faster, and
            # understanding is worse.
            "encoder": MINILM,
            # For `encoder: spacy`, an installed package with word vectors, such as en_core_web_md.
            "spacy_package": None,
            # Inverse strength of the penalty: chosen on data, see benchmarks/README.md.
            "C": 10.0,
            # How many intents the ranking names.
            "ranking_length": 10,
        }

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._encoder = open_encoder(config)
        self._features = IntentFeatures(self._encoder)
        self._neighbours = Neighbours()
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
        self._weights, self._bias = _one_column_an_intent(model)
        if features.vectors is not None:
            self._neighbours.fit(features.vectors, [self._intents.index(intent) for intent in intents])
        logger.info("Learned %s intents from %s examples.", len(self._intents), len(intents))
        with self._storage.write_to(self._resource) as folder:
            self._write(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and the ranking of each message."""
        for message in messages:
            text = cleaned(message.get(TEXT) or "")
            ranking = self._rank(text) if has_words(text) and self._intents else []
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
        if self._encoder is not None:
            self._neighbours.save(folder)
        np.savez(folder / "weights.npz", weights=self._weights, bias=self._bias, intents=self._intents)

    def _read(self, folder: Path) -> None:
        self._features.load(folder)
        if self._encoder is not None:
            self._neighbours.load(folder)
        with np.load(folder / "weights.npz") as kept:
            self._weights, self._bias = kept["weights"], kept["bias"]
            self._intents = [str(name) for name in kept["intents"]]


def _one_column_an_intent(model: LogisticRegression) -> tuple[np.ndarray, np.ndarray]:
    """Weights and bias for every class; scikit-learn keeps only the second one's where there are two."""
    weights, bias = model.coef_.T.astype(np.float32), model.intercept_
    if len(model.classes_) == 2:
        return np.hstack([np.zeros_like(weights), weights]), np.append(0.0, bias)
    return weights, bias
