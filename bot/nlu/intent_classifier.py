"""Rasa's intent classifier of this project: features of the message, and the model over them."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import replace
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

from bot.dialogue.heard import Role
from bot.nlu.cleaning import cleaned, has_words
from bot.nlu.components.clauses import CLAUSES
from bot.nlu.encoder import english_words
from bot.nlu.encoders import MINILM, Encoder, open_encoder
from bot.nlu.intent_features import IntentFeatures
from bot.nlu.intent_model import IntentModel, sharpened
from bot.nlu.language import EnglishOnly, words_said
from bot.nlu.more_examples import copies
from bot.nlu.parts.requests import read_requests
from bot.nlu.request_parts import LANGUAGE, REQUESTS

logger = logging.getLogger(__name__)

OUT_OF_SCOPE, GREET = "out_of_scope", "greet"
# How likely a request after a greeting has to be to count for more than the greeting.
CLEAR = 0.5
# How sure it is that a message in another language is not covered.
NOT_COVERED = 0.9
# How likely an intent has to be where no word is known ("cya"), and what is left of it otherwise ("uhh").
CLEAR_WITHOUT_WORDS = 0.9
UNCLEAR = 0.1


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
            # Inverse strength of the penalty: `python -m benchmarks.choose_settings`.
            "C": 10.0,
            # Above 1 the classifier says it is surer than its parts are; chosen so that what it is 80 %
            # sure of is right 8 times in 10: `python -m benchmarks.choose_thresholds`.
            "sharpness": 1.5,
            # How many intents the ranking names.
            "ranking_length": 10,
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        encoder: Encoder | None = None,
    ) -> None:
        """``encoder`` takes the place of the one that ``config`` names."""
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._encoder = encoder or open_encoder(config)
        self._features = IntentFeatures(self._encoder)
        self._model = IntentModel()
        self._know_language(frozenset())

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
        self.learn([example.get(TEXT) for example in examples], [example.get(INTENT) for example in examples])
        logger.info("Learned %s intents from %s examples.", len(self._model.intents), len(examples))
        with self._storage.write_to(self._resource) as folder:
            self._write(folder)
        return self._resource

    def learn(self, texts: Sequence[str], intents: Sequence[str]) -> None:
        """Learn from texts and the intent of each; nothing is kept on disk.

        Copies are learned too: with other things in place of products, and with slips of the finger.
        """
        more = copies(texts, self._features.products)
        texts = [*texts, *(copy.text for copy in more)]
        intents = [*intents, *(intents[copy.original] for copy in more)]
        self._model.fit(self._features.fit(texts), intents, self._config["C"])
        # Words of requests are taken for English; what is out of scope may be in another language.
        requests = (text for text, intent in zip(texts, intents, strict=True) if intent != OUT_OF_SCOPE)
        self._know_language(words_said(requests))

    def _know_language(self, said: frozenset[str]) -> None:
        self._said = said
        self._language = EnglishOnly(said, english_words())

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and the ranking of each message, and its requests where it holds several."""
        for message in messages:
            text = message.get(TEXT) or ""
            ranking = self._past_greeting(message, self.ranking(text))
            top = ranking[0] if ranking else {"name": None, "confidence": 0.0}
            message.set(INTENT, top, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(REQUESTS, self._requests_of(message), add_to_output=True)
            message.set(LANGUAGE, self._language.language_of(cleaned(text)), add_to_output=True)
        return messages

    def ranking(self, text: str) -> list[dict[str, Any]]:
        """The likeliest intents of ``text``, likeliest first; empty where there is nothing to read."""
        return self.rankings([text])[0]

    def rankings(self, texts: list[str]) -> list[list[dict[str, Any]]]:
        """The ranking of each text; several at once are quicker than one by one."""
        read = [cleaned(text) for text in texts]
        read = [text if has_words(text) and self._model.intents else "" for text in read]
        ranked = iter(self._rank([text for text in read if text]))
        return [self._settled(text, next(ranked)) if text else [] for text in read]

    def _settled(self, text: str, ranking: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The ranking; in another language it says so.

        What is left of a message without a known word is a guess by its letters, and said to be one.
        """
        if self._language.is_foreign(text):
            return _not_covered(ranking)
        if self._is_guess(text, ranking[0]):
            return [{**entry, "confidence": UNCLEAR * entry["confidence"]} for entry in ranking]
        return ranking

    def _past_greeting(self, message: Message, ranking: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The ranking, or that of what follows a greeting which hides a request."""
        read = message.get(CLAUSES)
        if read is None or not ranking or ranking[0]["name"] != GREET:
            return ranking
        said = [clause for clause in read.clauses if clause.role is not Role.NOTHING]
        if not said or said[0] is read.clauses[0]:
            return ranking
        request = self.ranking((message.get(TEXT) or "")[said[0].start :])
        is_clear = bool(request) and request[0]["name"] != GREET and request[0]["confidence"] >= CLEAR
        return request if is_clear else ranking

    def _is_guess(self, text: str, top: dict[str, Any]) -> bool:
        if top["name"] != OUT_OF_SCOPE and top["confidence"] >= CLEAR_WITHOUT_WORDS:
            return False
        return not self._features.knows_a_word_of(text)

    def _rank(self, texts: list[str]) -> list[list[dict[str, Any]]]:
        if not texts:
            return []
        found = []
        for row in self.probabilities(texts):
            best = np.argsort(-row)[: self._config["ranking_length"]]
            found.append([{"name": self._model.intents[i], "confidence": float(row[i])} for i in best])
        return found

    def _requests_of(self, message: Message) -> list[dict[str, Any]]:
        """What the clauses of the message ask for, each request ranked by itself; none without clauses."""
        text, read = message.get(TEXT) or "", message.get(CLAUSES)
        if read is None or text.startswith("/"):
            return []
        found = read_requests(text, read.clauses, self.rankings, read.leaning, read.fragments)
        message.set(CLAUSES, replace(read, clauses=found.clauses))
        logger.debug("Requests: %s.", found.why)
        return [part.parsed() for part in found.parts]

    def probabilities(self, texts: list[str]) -> np.ndarray:
        """One row a text: the probability of each intent."""
        return sharpened(self._model.probabilities(self._features.rows(texts)), self._config["sharpness"])

    def _write(self, folder: Path) -> None:
        self._features.save(folder)
        self._model.save(folder)
        (folder / "said.json").write_text(json.dumps(sorted(self._said)), encoding="utf-8")

    def _read(self, folder: Path) -> None:
        self._features.load(folder)
        self._model.load(folder, with_vectors=self._encoder is not None)
        self._know_language(frozenset(json.loads((folder / "said.json").read_text(encoding="utf-8"))))


def _not_covered(ranking: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The ranking with out_of_scope first and sure, and the others scaled down to what is left."""
    others = [entry for entry in ranking if entry["name"] != OUT_OF_SCOPE]
    scale = (1 - NOT_COVERED) / max(sum(entry["confidence"] for entry in others), 1 - NOT_COVERED)
    first = {"name": OUT_OF_SCOPE, "confidence": NOT_COVERED}
    return [first, *({**entry, "confidence": entry["confidence"] * scale} for entry in others)]
