"""Word lists and phrases for reading references: kept as YAML, matched on words and lemmas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Doc

_FOLDER = Path(__file__).parent
_GAP = ".."
_LONGEST_GAP = 3
_LONGEST_PHRASE = 12


@dataclass(frozen=True)
class Label:
    """A phrase at the tokens ``start`` to ``end``; ``family.value`` is its name in reference_phrases.yml."""

    family: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class _Place:
    """One place of a phrase: the words or lemmas that may stand there, or a gap."""

    words: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    is_optional: bool = False
    is_gap: bool = False


@dataclass(frozen=True)
class _Phrase:
    family: str
    value: str
    places: tuple[_Place, ...]


def labels_in(doc: Doc, start: int, end: int) -> list[Label]:
    """The phrases among the tokens ``start`` to ``end``; of one family none overlaps another."""
    tokens = [(token.lower_, token.lemma_.lower()) for token in doc[start:end]]
    found: list[Label] = []
    for at, (word, lemma) in enumerate(tokens):
        for phrase in _phrases_from(word, lemma):
            length = _length(phrase.places, tokens[at : at + _LONGEST_PHRASE])
            if length and phrase.family == "scope" and any(place.is_gap for place in phrase.places):
                # what stands in the gap is a name: "let the kettle come"
                length = 1
            if length:
                found.append(Label(phrase.family, phrase.value, start + at, start + at + length))
    return _longest(found)


def _longest(found: list[Label]) -> list[Label]:
    """Of the labels of one family that overlap, the longest, or else the first."""
    found.sort(key=lambda label: (label.start - label.end, label.start, label.value))
    kept: list[Label] = []
    taken: set[tuple[str, int]] = set()
    for label in found:
        places = {(label.family, place) for place in range(label.start, label.end)}
        if not places & taken:
            taken |= places
            kept.append(_without_gap(label))
    return sorted(kept, key=lambda label: (label.start, label.end))


def _without_gap(label: Label) -> Label:
    """Of what is only wished ("I want the ink refunded") the last word alone, as the thing stands between."""
    return replace(label, start=label.end - 1) if label.value == "none" else label


def _length(places: Sequence[_Place], tokens: Sequence[tuple[str, str]]) -> int:
    """How many of ``tokens`` the phrase takes from the first one on, at most; 0 where it does not fit."""
    if not places:
        return 0
    place, *rest = places
    lengths = [0]
    if place.is_gap:
        for gap in range(1, min(_LONGEST_GAP, len(tokens)) + 1):
            behind = _length(rest, tokens[gap:])
            lengths.append(gap + behind if behind else 0)
        return max(lengths)
    if tokens and (tokens[0][0] in place.words or tokens[0][1] in place.lemmas):
        behind = _length(rest, tokens[1:])
        lengths.append(1 + behind if behind or all(each.is_optional for each in rest) else 0)
    if place.is_optional:
        lengths.append(_length(rest, tokens))
    return max(lengths)


@lru_cache
def words(name: str) -> frozenset[str]:
    """The words of a list of reference_words.yml, in lower case."""
    return frozenset(str(word).lower() for word in lists()[name]["words"])


def number_of(word: str) -> int:
    """The number that a word of ``number_words`` stands for, by its place in the list: 3 for "three"."""
    return lists()["number_words"]["words"].index(word)


@lru_cache
def lists() -> dict[str, Any]:
    """reference_words.yml as it is."""
    return yaml.safe_load((_FOLDER / "reference_words.yml").read_text(encoding="utf-8"))


@lru_cache
def patterns() -> dict[str, Any]:
    """reference_phrases.yml as it is."""
    return yaml.safe_load((_FOLDER / "reference_phrases.yml").read_text(encoding="utf-8"))


@lru_cache(maxsize=2048)
def _phrases_from(word: str, lemma: str) -> tuple[_Phrase, ...]:
    """The phrases that can begin with this word; an object each, as comparing them would take long."""
    by_word, by_lemma = _phrases_by_first_word()
    both = [*by_word.get(word, ()), *by_lemma.get(lemma, ())]
    return tuple({id(phrase): phrase for phrase in both}.values())


@lru_cache
def _phrases_by_first_word() -> tuple[dict[str, list[_Phrase]], dict[str, list[_Phrase]]]:
    """All phrases by the words, and by the lemmas, that they can begin with."""
    by_word: dict[str, list[_Phrase]] = defaultdict(list)
    by_lemma: dict[str, list[_Phrase]] = defaultdict(list)
    for name, body in patterns().items():
        family, value = name.split(".", 1)
        for said in body["phrases"]:
            phrase = _Phrase(family, value, tuple(_place(word) for word in said.split()))
            for place in phrase.places:
                for word in place.words:
                    by_word[word].append(phrase)
                for lemma in place.lemmas:
                    by_lemma[lemma].append(phrase)
                if not place.is_optional:
                    break
    return by_word, by_lemma


def _place(said: str) -> _Place:
    """One word of the notation at the head of reference_phrases.yml."""
    if said == _GAP:
        return _Place(is_gap=True)
    word = said.removeprefix("?")
    is_optional = said.startswith("?")
    if word.startswith("<"):
        return _Place(words=words(word.strip("<>")), is_optional=is_optional)
    if word.startswith("~"):
        lemmas = frozenset(each.removeprefix("~") for each in word.split("|"))
        return _Place(lemmas=lemmas, is_optional=is_optional)
    return _Place(words=frozenset(word.split("|")), is_optional=is_optional)
