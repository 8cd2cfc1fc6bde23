"""spaCy's trained English pipeline as Rasa's tokenizer: one normal text a message, parsed once."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.tokens import Doc

from bot.nlu.encoder import english_words
from bot.nlu.lexicon import PACKAGE, lexicon
from bot.nlu.parts.normal_text import NormalText, normal_text
from bot.nlu.spelling import Spelling

logger = logging.getLogger(__name__)

# Names come from the shopper's orders, and sentences from the parser.
LEFT_OUT = ("ner", "senter")
# Some hundred and thirty words. The parser takes about 0.15 ms for each token.
MOST_TOKENS = 160
READ = "read_text"
"""The key of a message under which its ``ReadText`` is kept for the components behind this one."""
OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class ReadText:
    """A message as it is read: its normal text with the way back to what was typed, and spaCy's parse."""

    normal: NormalText
    doc: Doc

    def fingerprint(self) -> str:
        """What Rasa's cache takes for the value of this: the text alone, the parse follows from it."""
        return self.normal.text


@lru_cache
def trained_pipeline() -> Language:
    """The installed English pipeline, loaded once a process; nothing of it is kept in a model."""
    return spacy.load(PACKAGE, exclude=list(LEFT_OUT))


def read_text(typed: str, spelling: Spelling | None = None) -> ReadText:
    """``typed`` in its normal form, and the parse; what is beyond the bounds is left out."""
    nlp = trained_pipeline()
    normal = normal_text(typed, _mend(spelling) if spelling else None)
    doc = nlp.make_doc(normal.text)
    if len(doc) > MOST_TOKENS:
        doc = doc[:MOST_TOKENS].as_doc()
    return ReadText(normal, nlp(doc))


def parse_many(texts: Sequence[str]) -> list[Doc]:
    """The parses of normal texts."""
    return list(trained_pipeline().pipe(texts, batch_size=256))


def _mend(spelling: Spelling) -> Callable[[str], str]:
    """Mends a word; it is cut in two only where one half is a word of no thing, as in "myorder"."""
    mend = spelling.mender()

    def mended(word: str) -> str:
        read = mend(word)
        parts = read.split(" ")
        return read if len(parts) == 1 or any(part in STOP_WORDS for part in parts) else word

    return mended


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class EnglishLanguage(Tokenizer):
    """Reads each message once; what is learned is the spelling of the words in the training examples."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
            # Whether slips of the finger are mended before the parse.
            "mend_spelling": True,
        }

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config)
        self._storage = model_storage
        self._resource = resource
        self._spelling = Spelling(english_words(), lexicon())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EnglishLanguage:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **options: Any,
    ) -> EnglishLanguage:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._spelling.know(json.loads((folder / "spelling.json").read_text(encoding="utf-8")))
        trained_pipeline()
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn how the words of the examples are spelt, those of what is out of scope left aside."""
        self._spelling.learn(
            example.get(TEXT)
            for example in training_data.intent_examples
            if example.get(TEXT) and example.get(INTENT) != OUT_OF_SCOPE
        )
        with self._storage.write_to(self._resource) as folder:
            (folder / "spelling.json").write_text(json.dumps(self._spelling.words), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The data as it is: no later component learns from Rasa's tokens, and parsing all takes long."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Keep the parse of each message for later components, and its tokens for Rasa."""
        for message in messages:
            if message.get(TEXT) and not message.get(TEXT).startswith("/"):
                message.set("text_tokens", self.tokenize(message, TEXT))
        return messages

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens at their places in what was typed; the parse is kept with the message."""
        began = time.perf_counter()
        spelling = self._spelling if self._config["mend_spelling"] else None
        read = read_text(message.get(attribute) or "", spelling)
        message.set(READ, read)
        spans = (
            read.normal.typed_span(token.idx, token.idx + len(token))
            for token in read.doc
            if not token.is_space
        )
        tokens = [Token(read.normal.typed[start:end], start, end) for start, end in spans if start < end]
        logger.debug("Read %s tokens in %.1f ms.", len(read.doc), (time.perf_counter() - began) * 1000)
        return tokens
