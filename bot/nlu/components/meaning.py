"""Rasa's last component of understanding: all that was read of a message, as the dialogue takes it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.heard import MEANING, Clause, Role
from bot.dialogue.references import Kind, Mention, Quantifier, References, as_json
from bot.nlu.cleaning import MOST_CHARACTERS
from bot.nlu.components.clauses import CLAUSES, ReadClauses
from bot.nlu.components.language import READ, ReadText
from bot.nlu.numbers.order_patterns import DEFAULT_ORDER_PATTERNS
from bot.nlu.parts.additions import is_addition
from bot.nlu.parts.conditions import condition_within, read_condition
from bot.nlu.parts.content import read_content
from bot.nlu.parts.letter import read_letter
from bot.nlu.parts.references import read_references
from bot.nlu.parts.roles import RoleFound
from bot.nlu.request_parts import REQUESTS

logger = logging.getLogger(__name__)

FACETS, ANSWERS, LANGUAGE = "facets", "answers", "language"
# A thing that is declined beside one of these wishes is left out of it: "keep the desk, cancel the rest".
_OF_SETS = frozenset({"cancel_order", "return_item"})
# What a message is, as the strongest of its clauses.
_STRONGEST_FIRST = (Role.REQUEST, Role.CONDITIONAL, Role.DECLINED, Role.ANSWER, Role.REPORT, Role.NOTHING)
_GOES_ON = frozenset({Role.REPORT, Role.CONDITIONAL})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class MeaningWriter(GraphComponent):
    """Sets ``meaning`` of a message and of each of its requests, in the form of ``bot.dialogue.heard``."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # Whether it is read what each part names and excludes.
            "references": True,
            # Regular expressions of order numbers; another shop's numbers look different.
            "order_patterns": list(DEFAULT_ORDER_PATTERNS),
            # Whether it is read what somebody is to be told.
            "content": True,
        }

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config
        self._patterns = tuple(config["order_patterns"])

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
            for key in (READ, CLAUSES, FACETS, ANSWERS, LANGUAGE):
                message.data.pop(key, None)
        return messages

    def _write(self, message: Message, read: ReadText, clauses: ReadClauses) -> None:
        text = message.get(TEXT) or ""
        requests = message.get(REQUESTS) or []
        intent = (message.get(INTENT) or {}).get("name") or ""
        whole = self._meaning(read, clauses, (0, len(text)), intent)
        whole |= {"facets": message.get(FACETS) or {}, "answers": message.get(ANSWERS) or {}}
        if message.get(LANGUAGE):
            whole["language"] = message.get(LANGUAGE)
        message.set(MEANING, whole, add_to_output=True)
        for request, place in zip(requests, _places(text, requests), strict=True):
            meaning = self._meaning(read, clauses, place, request[INTENT]["name"])
            request[MEANING] = {**meaning, **{key: request.pop(key, {}) for key in (FACETS, ANSWERS)}}
        logger.debug(
            "Meaning: %s of %s clauses, %s requests, content %s.",
            whole["role"],
            len(clauses.clauses),
            len(requests),
            "told" if whole.get("content") else "none",
        )

    def _meaning(
        self, read: ReadText, clauses: ReadClauses, place: tuple[int, int], intent: str
    ) -> dict[str, Any]:
        """The meaning of the typed characters ``place``."""
        inside = [each for each in clauses.clauses if place[0] <= each.start < place[1]]
        bodies = [as_body(*each) for each in zip(clauses.clauses, clauses.found, strict=True)]
        body: dict[str, Any] = {
            "whole": read.normal.typed,
            "role": role_of(clauses.clauses, place).value,
            "clauses": [each for each in bodies if place[0] <= each["start"] < place[1]],
            "is_addition": is_addition(_words(read.normal.typed[slice(*place)][:MOST_CHARACTERS])),
        }
        if self._config["references"]:
            body["references"] = as_json(self._references(read, clauses, place, intent))
            body["condition"] = self._condition(read, inside, intent)
        if self._config["content"]:
            body |= told(read, clauses, place)
        return body

    def _references(
        self, read: ReadText, clauses: ReadClauses, place: tuple[int, int], intent: str
    ) -> References:
        """What the part names; what is declined beside it is left out, or is what "it" stands for."""
        told = [each for each in clauses.clauses if each.role is Role.REPORT]
        found = _with_asides(self._named(read, place), told, place[0], clauses.clauses)
        for clause in clauses.clauses:
            if clause.role is not Role.DECLINED or place[0] <= clause.start < place[1]:
                continue
            declined = self._named(read, (clause.start, clause.end))
            rest = tuple(each for each in declined.include if each.quantifier is Quantifier.REST)
            named = tuple(each for each in (*declined.include, *declined.exclude) if each not in rest)
            is_before = clause.start < place[0] and clause.intent not in (*_OF_SETS, "deny")
            if intent in _OF_SETS and not (is_before and found.is_empty):
                # "only the lamp must come" keeps the lamp, and is about the rest
                found = References((*found.include, *rest), (*found.exclude, *named))
            elif not any(mention.says_which for mention in found.include):
                found = replace(found, include=named)
        return found

    def _named(self, read: ReadText, place: tuple[int, int]) -> References:
        start, end = read_place(read, place)
        found = read_references(read.doc, start, end, self._patterns)
        found = References(*(tuple(filter(_is_named, side)) for side in (found.include, found.exclude)))
        return as_typed(found, read, start, place[0])

    def _condition(self, read: ReadText, clauses: Sequence[Clause], intent: str) -> str | None:
        """The status of an order that what is asked depends on; "other" for another condition.

        It may stand in a clause of its own, or, in a wish to cancel or return, behind "if" in the same.
        """
        for index, clause in enumerate(clauses):
            if clause.role is Role.CONDITIONAL:
                follows = clauses[index + 1].role if index + 1 < len(clauses) else None
                place = read_place(read, (clause.start, clause.end))
                return read_condition(read.doc, *place, is_declined=follows is Role.DECLINED)
            inner = condition_within(read.doc, *read_place(read, (clause.start, clause.end)))
            if inner is not None and intent in _OF_SETS:
                return read_condition(read.doc, *inner)
        return None


def _is_named(mention: Mention) -> bool:
    """A number alone, as in "I need 3 not 2", names no thing."""
    return not mention.words or not all(word.isdigit() for word in mention.words) or mention.kind is Kind.ITEM


def _with_asides(
    found: References, told: Sequence[Clause], start: int, clauses: Sequence[Clause]
) -> References:
    """What is named where something is only told, beside a clause that asks, is named by the way."""
    if len(told) == len(clauses):
        return found

    def marked(mention: Mention) -> Mention:
        at = start + mention.start
        is_told = any(clause.start <= at < clause.end for clause in told)
        return replace(mention, is_aside=True) if is_told else mention

    return replace(found, include=tuple(map(marked, found.include)))


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


def _words(text: str) -> list[str]:
    """The words of a text in lower case, cut at all that is no letter, digit or apostrophe."""
    return "".join(char if char.isalnum() or char == "'" else " " for char in text.lower()).split()


def _places(text: str, requests: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """Where each request stands in the message."""
    places, at = [], 0
    for request in requests:
        start = max(text.find(request[TEXT], at), 0)
        places.append((start, start + len(request[TEXT])))
        at = places[-1][1]
    return places
