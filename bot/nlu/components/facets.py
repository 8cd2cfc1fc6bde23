"""Rasa's component for facets: what more a message, and each of its requests, says about an intent."""

from __future__ import annotations

import logging
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.heard import Role
from bot.nlu.cleaning import cleaned, has_words
from bot.nlu.components.clauses import CLAUSES
from bot.nlu.encoders import MINILM, open_encoder
from bot.nlu.facets import NONE, SURE, FacetModels, explained
from bot.nlu.intent_features import IntentFeatures
from bot.nlu.request_parts import FACETS, REQUESTS
from bot.nlu.training_examples import FACET

logger = logging.getLogger(__name__)

# So many reporting clauses are asked by themselves.
MOST_TOLD = 2


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FacetClassifier(GraphComponent):
    """Sets ``facets`` of a message and of its requests: {intent: value} where a value is decided.

    An intent's own facet is ``facets.get(intent)``; the models of other intents are asked too, since the
    dialogue may settle on another one. What is learned comes from examples under ``intent/facet``.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # As for the intent classifier.
            "encoder": MINILM,
            "spacy_package": None,
            # How sure a model has to be of a value: `python -m benchmarks.facets`.
            "sure": SURE,
        }

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, model_storage, resource
        self._features = IntentFeatures(open_encoder(config))
        self._models = FacetModels()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FacetClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **options: Any,
    ) -> FacetClassifier:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._features.load(folder)
            component._models.load(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all examples that have an intent."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        rows = self._features.fit([example.get(TEXT) for example in examples])
        intents = [example.get(INTENT) for example in examples]
        self._models.fit(rows, intents, [example.get(FACET) or NONE for example in examples])
        logger.info("Learned facets of %s intents.", len(self._models.values))
        with self._storage.write_to(self._resource) as folder:
            self._features.save(folder)
            self._models.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the facets of each message, and of each of its requests."""
        for message in messages:
            text, requests = message.get(TEXT) or "", message.get(REQUESTS) or []
            told = _told(message)
            whole, *parts = self.facets([text, *(request[TEXT] for request in requests), *told])
            for found in parts[len(requests) :]:
                # what is told by itself decides where the whole message leaves it open
                whole = {**found, **whole}
            parts = parts[: len(requests)]
            message.set(FACETS, whole, add_to_output=True)
            logger.debug("Facets: %s", explained(whole, (message.get(INTENT) or {}).get("name") or ""))
            for request, found in zip(requests, parts, strict=True):
                request[FACETS] = found
        return messages

    def facets(self, texts: list[str]) -> list[dict[str, str]]:
        """For each text the value of each intent whose model decides for one."""
        read = [cleaned(text) for text in texts]
        asked = [index for index, text in enumerate(read) if has_words(text) and not text.startswith("/")]
        found: list[dict[str, str]] = [{} for _ in texts]
        if asked and self._models.values:
            rows = self._features.rows([read[index] for index in asked]).weighed
            for index, decided in zip(asked, self._models.decided(rows, self._config["sure"]), strict=True):
                found[index] = decided
        return found


def _told(message: Message) -> list[str]:
    """What is only told beside a request: the first clauses that report something."""
    read = message.get(CLAUSES)
    clauses = read.clauses if read is not None and len(read.clauses) > 1 else ()
    return [clause.text for clause in clauses if clause.role is Role.REPORT][:MOST_TOLD]
