"""spaCy as Rasa's tokenizer: a blank English pipeline built at training time, with the product words."""

from __future__ import annotations

import re
from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language

from bot.nlu.cleaning import MOST_CHARACTERS
from bot.nlu.product_words import listed_products

SPACY_DOC = "spacy_doc"
# Half a character, which spaCy cannot encode; as long as its replacement, so that positions hold.
_SURROGATE = re.compile("[\ud800-\udfff]")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class SpacyLanguage(Tokenizer):
    """Splits messages with spaCy and marks product words; the doc is kept for later components."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
            # An installed spaCy package to build on instead of the blank pipeline, such as en_core_web_md.
            "spacy_package": None,
        }

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config)
        self._storage = model_storage
        self._resource = resource
        self.nlp: Language | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpacyLanguage:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **options: Any,
    ) -> SpacyLanguage:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component.nlp = spacy.load(folder / "spacy")
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Build the pipeline and keep it with the model."""
        self.nlp = build_pipeline(self._config["spacy_package"])
        with self._storage.write_to(self._resource) as folder:
            self.nlp.to_disk(folder / "spacy")
        return self._resource

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        text = _SURROGATE.sub("\ufffd", (message.get(attribute) or "")[:MOST_CHARACTERS])
        doc = self.nlp(text)
        message.set(SPACY_DOC, doc)
        return [Token(token.text, token.idx) for token in doc if not token.is_space]


def build_pipeline(package: str | None = None) -> Language:
    """A pipeline that splits English text and marks the product words of products.txt."""
    nlp = spacy.load(package) if package else spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER", "overwrite_ents": True})
    ruler.add_patterns([{"label": "product", "pattern": word} for word in listed_products()])
    return nlp
