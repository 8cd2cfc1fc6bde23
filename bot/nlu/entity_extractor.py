"""Rasa entities from the patterns of entity_patterns and from spaCy's product words."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.tokens import Doc

from bot.nlu.cleaning import MOST_CHARACTERS
from bot.nlu.encoder import english_words
from bot.nlu.entity_patterns import DEFAULT_ORDER_PATTERNS, Found, find_entities, spans_of_other_numbers
from bot.nlu.product_words import ProductWords, listed_products, spans_without_product
from bot.nlu.spacy_language import SPACY_DOC


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class OrderEntityExtractor(EntityExtractorMixin, GraphComponent):
    """Finds what a message mentions; see docs/understanding.md for the kinds and their values."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # Regular expressions of order numbers; another shop's numbers look different.
            "order_patterns": list(DEFAULT_ORDER_PATTERNS),
        }

    def __init__(self, config: dict[str, Any]) -> None:
        self._patterns = tuple(config["order_patterns"])
        self._products = ProductWords(listed_products(), english_words())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OrderEntityExtractor:
        return cls(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities to each message, and drop the spaCy doc, which cannot be stored."""
        for message in messages:
            if TEXT in message.data:
                entities = message.get(ENTITIES, []) + self.extract(
                    message.get(TEXT) or "", message.get(SPACY_DOC)
                )
                message.set(ENTITIES, entities, add_to_output=True)
            message.data.pop(SPACY_DOC, None)
        return messages

    def extract(self, text: str, doc: Doc | None) -> list[dict[str, Any]]:
        """The entities of a message in Rasa's form; ``doc`` is the spaCy doc of ``text``, if there is one."""
        text = text[:MOST_CHARACTERS]
        found = find_entities(text, self._patterns)
        mentions = [*found, *self._products_in(text, doc)]
        return [{**vars(mention), "extractor": type(self).__name__} for mention in mentions]

    def _products_in(self, text: str, doc: Doc | None) -> list[Found]:
        """The products of the list in all their spellings, and what else spaCy marked as a product."""
        written = [Found("product", m.product, m.start, m.end) for m in self._products.find(text)]
        marked = [
            Found("product", span.text.lower(), span.start_char, span.end_char)
            for span in (doc.ents if doc is not None else ())
            if span.label_ == "product"
        ]
        if not written and not marked:
            return []
        taken = [*spans_of_other_numbers(text), *spans_without_product(text)]
        kept: list[Found] = []
        for mention in [*written, *marked]:
            if not any(mention.start < end and start < mention.end for start, end in taken):
                kept.append(mention)
                taken.append((mention.start, mention.end))
        return kept
