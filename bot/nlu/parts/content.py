"""What somebody is to be told: "let the seller know that I moved" has "I moved". Pure: reads a spaCy doc."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from bot.nlu.parts.normal_text import NormalText

_NEAR = 12
_ME = frozenset({"me", "us", "myself"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_CLAUSAL = ("VB", "MD")


@dataclass(frozen=True)
class Words:
    """The lists of content.yml."""

    telling: frozenset[str]
    telling_without_a_person: frozenset[str]
    people: frozenset[str]
    openers: frozenset[str]
    endings: frozenset[str]


@lru_cache
def content_rules() -> dict[str, object]:
    """All that content.yml says."""
    return yaml.safe_load((Path(__file__).parent / "content.yml").read_text(encoding="utf-8"))


@lru_cache
def content_words() -> Words:
    """The words by which it is found what is told."""
    rules = content_rules()
    return Words(*(frozenset(rules[name]) for name in Words.__dataclass_fields__))  # type: ignore[call-overload]


def read_content(doc: Doc, start: int, end: int, normal: NormalText | None = None) -> str | None:
    """What is to be told by the characters ``start`` to ``end`` of ``doc``; None where nothing is said of it.

    The words are those that were typed where ``normal`` is given, else those of the doc.
    """
    found = content_tokens(doc, start, end)
    if not found:
        return None
    tokens = found[1:] if is_joining(found[0]) else found
    if not tokens:
        return None
    first, last = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    return normal.typed_text(first, last) if normal is not None else doc.text[first:last]


def is_joining(token: Token) -> bool:
    """Whether it is the "that" which only joins, as in "tell him that I moved", not in "that is fine"."""
    return token.lower_ == "that" and token.dep_ not in _SUBJECTS


def content_tokens(doc: Doc, start: int, end: int) -> list[Token]:
    """The tokens of what is told, with the word that opens it; none where nothing is."""
    tokens = [token for token in doc if start <= token.idx < end and not token.is_space]
    for verb in reversed([token for token in tokens if _is_telling(token)]):
        after = [token for token in tokens if token.i > verb.i]
        opened = _opened(verb, after)
        if opened:
            return opened
    return []


def _is_telling(token: Token) -> bool:
    """Whether somebody is asked to tell: in the seller's own mouth ("he told me") nothing is passed on."""
    lemma = token.lemma_.lower()
    if lemma not in content_words().telling or token.tag_ not in ("VB", "VBP", "NN", "NNP", "UH"):
        return False
    subject = next((child.lower_ for child in token.children if child.dep_ in _SUBJECTS), "you")
    knows = lemma != "let" or any(each.lower_ == "know" for each in token.doc[token.i + 1 : token.i + _NEAR])
    return knows and subject in {"you", "i", "we", "someone", "somebody", *content_words().people}


def _opened(verb: Token, after: list[Token]) -> list[Token]:
    """What follows the verb and the person told, from the word on that opens it."""
    words = content_words()
    person = next((i for i, token in enumerate(after[:_NEAR]) if token.lower_ in words.people | _ME), None)
    opener = next((i for i, token in enumerate(after) if _is_opener(token)), None)
    if person is not None and after[person].lower_ in _ME and (opener is None or person < opener):
        return []
    if person is None or (opener is not None and opener < person):
        if verb.lemma_.lower() not in words.telling_without_a_person:
            return []
        return _trimmed(after[opener:]) if opener is not None and not _is_addressed(after, opener) else []
    rest = after[person + 1 :]
    if rest and rest[0].text == ":":
        return _trimmed(rest[1:])
    if verb.lemma_.lower() == "let":
        known = next((i for i, token in enumerate(rest) if token.lower_ == "know"), None)
        rest = rest[known + 1 :] if known is not None else rest
    begin = next((i for i, token in enumerate(rest) if _opens(token, verb)), None)
    return _trimmed(rest[begin:]) if begin is not None else []


def _opens(token: Token, verb: Token) -> bool:
    """Whether what is told may begin here: with a word such as "that", or with the subject of a clause."""
    return _is_opener(token) or _begins_a_subject(token, verb)


def _is_opener(token: Token) -> bool:
    """Whether it is a word such as "that" or "if"; "for me" only says for whom it is told."""
    if token.lower_ not in content_words().openers:
        return False
    if token.lower_ == "to":
        return token.tag_ == "TO"
    return token.lower_ != "for" or token.i + 1 == len(token.doc) or token.nbor().lower_ not in _ME


def _begins_a_subject(token: Token, verb: Token) -> bool:
    """Whether a clause's subject, such as "my address" in "tell them my address is wrong", begins here."""
    for each in (token, *token.ancestors):
        if each.i <= verb.i:
            return False
        if each.dep_ in _SUBJECTS and each.left_edge.i == token.i:
            return each.head.i > each.i and each.head.tag_.startswith(_CLAUSAL) and each.head.i != verb.i
    return False


def _is_addressed(after: list[Token], opener: int) -> bool:
    """Whether it only says to whom: "write to them"."""
    return after[opener].lower_ == "to" and after[opener].tag_ != "TO"


def _trimmed(tokens: list[Token]) -> list[Token]:
    """Without thanks and stops at the end; nothing where only an opener is left."""
    kept = list(tokens)
    while kept and (kept[-1].is_punct or kept[-1].lower_ in content_words().endings):
        kept.pop()
    return kept if len(kept) > 1 else []
