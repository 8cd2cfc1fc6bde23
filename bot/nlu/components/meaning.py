"""Rasa's component that puts together what was read of a message, in the form that the dialogue takes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.heard import MEANING, Clause, Role
from bot.dialogue.references import References, as_json
from bot.nlu.components.answers import ANSWERS
from bot.nlu.components.clauses import CLAUSES, ReadClauses
from bot.nlu.components.facets import FACETS
from bot.nlu.components.language import READ, ReadText
from bot.nlu.entity_patterns import DEFAULT_ORDER_PATTERNS
from bot.nlu.intent_classifier import LANGUAGE
from bot.nlu.parts.additions import is_addition
from bot.nlu.parts.references import read_references
from bot.nlu.request_parts import REQUESTS

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class MeaningReader(GraphComponent):
    """Sets ``meaning`` of a message and of each of its requests, and lets go of what cannot be stored."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # Regular expressions of order numbers; another shop's numbers look different.
            "order_patterns": list(DEFAULT_ORDER_PATTERNS),
        }

    def __init__(self, config: dict[str, Any]) -> None:
        self._patterns = tuple(config["order_patterns"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MeaningReader:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Put together what the components before have read."""
        for message in messages:
            text = message.get(TEXT) or ""
            if text and not text.startswith("/"):
                self._read(message, text)
            for key in (READ, CLAUSES, ANSWERS, FACETS, LANGUAGE):
                message.data.pop(key, None)
        return messages

    def _read(self, message: Message, text: str) -> None:
        read, clauses = message.get(READ), message.get(CLAUSES) or ReadClauses()
        whole = {"facets": message.get(FACETS) or {}, "answers": message.get(ANSWERS) or {}}
        meaning = {**whole, **self._structure(read, clauses.clauses, text, 0, len(text))}
        meaning["language"] = message.get(LANGUAGE)
        message.set(MEANING, meaning, add_to_output=True)
        requests = message.get(REQUESTS) or []
        for request in requests:
            start = text.find(request[TEXT])
            part = {"facets": request.pop(FACETS, {}), "answers": request.pop(ANSWERS, {})}
            span = (0, len(text)) if len(requests) == 1 else (start, start + len(request[TEXT]))
            request[MEANING] = {**part, **self._structure(read, clauses.clauses, text, *span)}

    def _structure(
        self, read: ReadText | None, clauses: Sequence[Clause], whole: str, start: int, end: int
    ) -> dict[str, Any]:
        inside = [clause for clause in clauses if start <= clause.start < end]
        references = self._references(read, start, end)
        return {
            "whole": whole,
            "role": _role(inside).value,
            "references": as_json(references),
            "clauses": [_clause_json(clause) for clause in inside],
            "is_addition": is_addition(_words(whole[start:end])),
        }

    def _references(self, read: ReadText | None, start: int, end: int) -> References:
        if read is None:
            return References()
        normal = read.normal
        first, last = normal.normal_span(start, end)
        return read_references(read.doc, first, last, self._patterns)


def _role(clauses: Sequence[Clause]) -> Role:
    """What the request does: the role of its asking clause, else that of its first."""
    asking = [clause.role for clause in clauses if clause.role in (Role.REQUEST, Role.CONDITIONAL)]
    roles = asking or [clause.role for clause in clauses]
    return roles[0] if roles else Role.REQUEST


def _words(text: str) -> list[str]:
    """The words of a text in lower case, cut at all that is no letter, digit or apostrophe."""
    return "".join(char if char.isalnum() or char == "'" else " " for char in text.lower()).split()


def _clause_json(clause: Clause) -> dict[str, Any]:
    body = {"text": clause.text, "start": clause.start, "end": clause.end, "role": clause.role.value}
    return {**body, "intent": clause.intent} if clause.intent else body
