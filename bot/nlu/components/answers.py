"""Rasa's component for answers: what a message is to each kind of open question."""

from __future__ import annotations

import logging
from collections import defaultdict
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.encoders import MINILM, open_encoder
from bot.nlu.parts.answer_examples import read_acts, read_rows
from bot.nlu.parts.answers import AnswerReader
from bot.nlu.request_parts import REQUESTS

logger = logging.getLogger(__name__)

ANSWERS = "answers"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AnswerClassifier(IntentClassifier, GraphComponent):
    """Sets ``answers`` of a message: for each kind of open question the labels and how sure each is."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # The folder with the examples, from the folder of config.yml; the importer adds their hash.
            "examples": "data/meaning/answers",
            "examples_sha256": None,
            # Sentence vectors: minilm, spacy or none, as for the intent classifier.
            "encoder": MINILM,
            "spacy_package": None,
        }

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._encoder = open_encoder(config)
        self._reader = AnswerReader(self._encoder)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AnswerClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **options: Any,
    ) -> AnswerClassifier:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._reader.load(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the examples of the folder; ordinary messages of ``training_data`` serve for contrast.

        Raises:
            AnswerDataFault: when a file of the folder cannot be read.
        """
        messages: dict[str, list[str]] = defaultdict(list)
        for example in training_data.intent_examples:
            if example.get(TEXT):
                messages[example.get(INTENT)].append(example.get(TEXT))
        folder = Path(self._config["examples"])
        acts = read_acts(folder)
        rows = read_rows(folder, acts, messages)
        self._reader = AnswerReader(self._encoder, acts)
        self._reader.fit(rows)
        logger.info("Learned answers to open questions from %s examples.", len(rows))
        with self._storage.write_to(self._resource) as written:
            self._reader.save(written)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set what each message, and each of its requests, is to open questions; nothing for a button."""
        for message in messages:
            text = message.get(TEXT) or ""
            found = {} if text.startswith("/") else self._reader.read(text)
            message.set(ANSWERS, found, add_to_output=True)
            for request in message.get(REQUESTS) or ():
                request[ANSWERS] = self._reader.read(request[TEXT])
        return messages
