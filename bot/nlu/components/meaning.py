"""Rasa's last component of understanding: all that was read of a message, as the dialogue takes it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.tokens import Doc

from bot.dialogue.heard import MEANING, Clause, Role
from bot.dialogue.references import Mention, References, as_json
from bot.nlu.components.clauses import CLAUSES, ReadClauses
from bot.nlu.components.language import READ, ReadText
from bot.nlu.parts.content import read_content
from bot.nlu.parts.letter import read_letter
from bot.nlu.parts.roles import RoleFound
from bot.nlu.request_parts import REQUESTS

logger = logging.getLogger(__name__)

FACETS, ANSWERS, LANGUAGE = "facets", "answers", "language"
_REFERENCES = "bot.nlu.parts.references"
# What a message is, as the strongest of its clauses.
_STRONGEST_FIRST = (Role.REQUEST, Role.CONDITIONAL, Role.DECLINED, Role.ANSWER, Role.REPORT, Role.NOTHING)
_GOES_ON = frozenset({Role.REPORT, Role.CONDITIONAL})

ReadReferences = Callable[[Doc, int, int], References]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class MeaningWriter(GraphComponent):
    """Sets ``meaning`` of a message and of each of its requests, in the form of ``bot.dialogue.heard``."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # Whether it is read what each part names and excludes.
            "references": True,
            # Whether it is read what somebody is to be told.
            "content": True,
        }

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config
        self._references = _references_reader() if config["references"] else None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MeaningWriter:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Write the meaning, and drop what cannot be stored."""
        for message in messages:
            read, clauses = message.get(READ), message.get(CLAUSES)
            if read is not None:
                self._write(message, read, clauses or ReadClauses())
            message.data.pop(READ, None)
            message.data.pop(CLAUSES, None)
        return messages

    def _write(self, message: Message, read: ReadText, clauses: ReadClauses) -> None:
        text = message.get(TEXT) or ""
        requests = message.get(REQUESTS) or []
        whole = self._meaning(read, clauses, message, (0, len(text)), message.get(FACETS))
        message.set(MEANING, whole, add_to_output=True)
        for request, place in zip(requests, _places(text, requests), strict=True):
            request[MEANING] = self._meaning(read, clauses, message, place, request.get(FACETS))
        logger.debug(
            "Meaning: %s of %s clauses, %s requests, content %s.",
            whole["role"],
            len(clauses.clauses),
            len(requests),
            "told" if whole.get("content") else "none",
        )

    def _meaning(
        self,
        read: ReadText,
        clauses: ReadClauses,
        message: Message,
        place: tuple[int, int],
        facets: dict[str, str] | None,
    ) -> dict[str, Any]:
        """The meaning of the typed characters ``place``."""
        start, end = read_place(read, place)
        body: dict[str, Any] = {
            "whole": read.normal.typed,
            "role": role_of(clauses.clauses, place).value,
            "facets": dict(facets or {}),
            "answers": message.get(ANSWERS) or {},
            "clauses": [as_body(*each) for each in zip(clauses.clauses, clauses.found, strict=True)],
        }
        if self._references is not None:
            found = self._references(read.doc, start, end)
            body["references"] = as_json(as_typed(found, read, start, place[0]))
        if self._config["content"]:
            body |= told(read, clauses, place)
        if message.get(LANGUAGE):
            body["language"] = message.get(LANGUAGE)
        return body


def told(read: ReadText, clauses: ReadClauses, place: tuple[int, int]) -> dict[str, str]:
    """``content`` and ``letter`` of the typed characters ``place``, where somebody is to be told something.

    What is told goes on through reports and conditions, and ends where something else is asked.
    """
    inside = [each for each in clauses.clauses if place[0] <= each.start < place[1]]
    for index, clause in enumerate(inside):
        if clause.role is not Role.REQUEST:
            continue
        last = next(
            (i for i, each in enumerate(inside) if i > index and each.role not in _GOES_ON), len(inside)
        )
        start, end = read_place(read, (clause.start, inside[last - 1].end))
        content = read_content(read.doc, start, end, read.normal)
        if content is not None:
            return {"content": content, "letter": read_letter(read.doc, start, end) or content}
    return {}


def _references_reader() -> ReadReferences | None:
    """What reads references; None where that part is not there."""
    if find_spec(_REFERENCES) is None:
        return None
    return import_module(_REFERENCES).read_references


def role_of(clauses: Sequence[Clause], place: tuple[int, int]) -> Role:
    """What the part of a message does: the strongest role of its clauses; a request where none was read."""
    inside = {each.role for each in clauses if place[0] <= each.start < place[1]}
    return next((role for role in _STRONGEST_FIRST if role in inside), Role.REQUEST)


def as_body(clause: Clause, found: RoleFound) -> dict[str, Any]:
    """A clause as JSON; ``confidence`` and ``why`` are for people who ask how it was read."""
    body = {"text": clause.text, "start": clause.start, "end": clause.end, "role": clause.role.value}
    body |= {"confidence": round(found.confidence, 3), "why": list(found.why)}
    return body | ({"intent": clause.intent} if clause.intent else {})


def read_place(read: ReadText, place: tuple[int, int]) -> tuple[int, int]:
    """Where the typed characters ``place`` stand in the text of the doc."""
    inside = [i for i, at in enumerate(read.normal.positions) if place[0] <= at < place[1]]
    return (inside[0], min(inside[-1] + 1, len(read.doc.text))) if inside else (0, 0)


def as_typed(found: References, read: ReadText, start: int, typed_start: int) -> References:
    """The references with places in the typed words of their part, whose doc text begins at ``start``."""

    def moved(mention: Mention) -> Mention:
        first, last = read.normal.typed_span(start + mention.start, start + mention.end)
        return replace(
            mention, text=read.normal.typed[first:last], start=first - typed_start, end=last - typed_start
        )

    return References(*(tuple(moved(each) for each in side) for side in (found.include, found.exclude)))


def _places(text: str, requests: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """Where each request stands in the message."""
    places, at = [], 0
    for request in requests:
        start = max(text.find(request[TEXT], at), 0)
        places.append((start, start + len(request[TEXT])))
        at = places[-1][1]
    return places
