"""What was heard: one request of a message, as far as language goes. Made by bot.nlu, read by the dialogue.

Nothing behind this reads a message again, except to quote it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from bot.dialogue.references import NOTHING_NAMED, References
from bot.dialogue.references import from_json as references_from_json


class Role(str, Enum):
    """What a clause does in its message."""

    REQUEST = "request"
    """Something is wanted, asked or ordered: "cancel it", "where is my parcel"."""
    DECLINED = "declined"
    """Something is not wanted: "don't cancel the lamp", "no need to ask the seller"."""
    CONDITIONAL = "conditional"
    """Wanted only in some case, or later: "if it has not left yet", "unless it comes today"."""
    REPORT = "report"
    """What happened, or why: "the box was wet", "it is too small", "I moved house"."""
    ANSWER = "answer"
    """A yes, a no, or a bare choice."""
    NOTHING = "nothing"
    """Greeting, thanks, filler."""


@dataclass(frozen=True)
class Clause:
    """A part of the message: ``text`` stands at ``start`` to ``end`` of the whole message."""

    text: str
    start: int
    end: int
    role: Role
    intent: str | None = None
    """What the clause by itself would be taken for, where it was ranked."""


@dataclass(frozen=True)
class Ranked:
    """A label and how sure the model is of it, from 0 to 1."""

    name: str
    confidence: float


@dataclass(frozen=True)
class Pressed:
    """A pressed button, or one whose title was typed: the question it answers, and what it stands for."""

    question_id: str | None = None
    entities: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Heard:
    """One request of a message.

    ``text`` are the words of this request, ``whole`` those of the message it stood in; both empty for
    a pressed button. ``intents`` are ranked, likeliest first. ``facets`` say more about the intent: the
    value by intent, such as ``{"open_dispute": "broken"}``. ``answers`` has a ranking for each kind of
    open question ("confirm_cancel_order", "describe_letter"), for "amend_text" and for "move": what the
    message is to such a question, if one is open. ``content`` is what
    somebody is to be told ("let the seller know that I moved" has "I moved"), ``letter`` the same as a
    sentence to them ("ask if they have it in blue" has "Do you have it in blue?"). ``condition`` is the
    status of the order that the request depends on ("only if it has not shipped" has "not_shipped"),
    "other" for any other condition. ``is_addition``: the message adds to what was said before ("the
    basket too"). ``language`` is an ISO 639-1 code, or "und", where the message is not in a language
    that is understood, else None.
    """

    text: str
    whole: str
    intents: tuple[Ranked, ...] = ()
    role: Role = Role.REQUEST
    facets: Mapping[str, str] = field(default_factory=dict)
    references: References = NOTHING_NAMED
    answers: Mapping[str, tuple[Ranked, ...]] = field(default_factory=dict)
    clauses: tuple[Clause, ...] = ()
    content: str | None = None
    letter: str | None = None
    condition: str | None = None
    is_addition: bool = False
    pressed: Pressed | None = None
    language: str | None = None

    @property
    def intent(self) -> str:
        """The likeliest intent; empty where nothing was understood."""
        return self.intents[0].name if self.intents else ""

    @property
    def confidence(self) -> float:
        return self.intents[0].confidence if self.intents else 0.0

    def answer_to(self, question: str) -> Ranked:
        """What the message is to an open question of that kind; "other" where that was not read."""
        ranked = self.answers.get(question) or ()
        return ranked[0] if ranked else Ranked("other", 0.0)

    def words_of(self, *roles: Role) -> str:
        """The clauses of the message with these roles, joined as they were written."""
        return " ".join(clause.text for clause in self.clauses if clause.role in roles)


ANSWER = "answer"
"""The intent that Rasa's rules see where a message answers the open question, whatever else it could be."""

MEANING = "meaning"
"""The key of a parsed message under which its meaning stands, in the form that ``heard_from`` reads."""


def heard_from(parsed: Mapping[str, Any]) -> Heard:
    """What Rasa's parse of a message, or of one request of it, says.

    ``parsed`` has ``text``, ``intent``, ``intent_ranking``, ``entities`` and, under ``meaning``::

        {"whole": str, "role": str, "facets": {name: value}, "references": {…},
         "answers": {question: [[label, confidence], …]},
         "clauses": [{"text", "start", "end", "role", "intent"?}], "content": str?, "letter": str?,
         "condition": str?, "is_addition": bool?, "language": str?}
    """
    meaning = parsed.get(MEANING) or {}
    text = str(parsed.get("text") or "")
    is_button = text.startswith("/")
    return Heard(
        text="" if is_button else text,
        whole="" if is_button else str(meaning.get("whole") or text),
        intents=_intents(parsed),
        role=Role(meaning.get("role", Role.REQUEST)),
        facets=_facets(parsed, meaning),
        references=references_from_json(meaning.get("references") or {}),
        answers={kind: _ranking(pairs) for kind, pairs in (meaning.get("answers") or {}).items()},
        clauses=tuple(_clause(each) for each in meaning.get("clauses") or ()),
        content=meaning.get("content"),
        letter=meaning.get("letter"),
        condition=meaning.get("condition"),
        is_addition=bool(meaning.get("is_addition")),
        pressed=_pressed(parsed) if is_button else None,
        language=meaning.get("language"),
    )


def _intents(parsed: Mapping[str, Any]) -> tuple[Ranked, ...]:
    """The ranking, led by what was made of it; that it answers the open question is no intent by itself."""
    ranking = [
        Ranked(entry["name"], float(entry["confidence"])) for entry in parsed.get("intent_ranking") or ()
    ]
    top = parsed.get("intent") or {}
    if top.get("name") and top["name"] != ANSWER and (not ranking or ranking[0].name != top["name"]):
        ranking.insert(0, Ranked(top["name"], float(top.get("confidence") or 0.0)))
    return tuple(ranking)


def _facets(parsed: Mapping[str, Any], meaning: Mapping[str, Any]) -> dict[str, str]:
    """The facets that were read; a button carries that of its intent."""
    pressed = next((e["value"] for e in parsed.get("entities") or () if e["entity"] == "facet"), None)
    if pressed is None:
        return dict(meaning.get("facets") or {})
    return {parsed["intent"]["name"]: pressed}


def _ranking(pairs: list[list[Any]]) -> tuple[Ranked, ...]:
    return tuple(Ranked(name, confidence) for name, confidence in pairs)


def _clause(body: Mapping[str, Any]) -> Clause:
    return Clause(body["text"], body["start"], body["end"], Role(body["role"]), body.get("intent"))


def _pressed(parsed: Mapping[str, Any]) -> Pressed:
    entities = {entity["entity"]: entity["value"] for entity in parsed.get("entities") or ()}
    return Pressed(entities.pop("question", None), entities)
