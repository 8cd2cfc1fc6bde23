"""Word lists and phrases for reading references: kept as YAML, matched with spaCy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

_FOLDER = Path(__file__).parent / "references"
_GAP = ".."
_LONGEST_GAP = 2


@dataclass(frozen=True)
class Label:
    """A phrase of patterns.yml at the tokens ``start`` to ``end``; ``family.value`` is its name there."""

    family: str
    value: str
    start: int
    end: int


def labels_in(doc: Doc, start: int, end: int) -> list[Label]:
    """The phrases among the tokens ``start`` to ``end``; of one family none overlaps another."""
    matcher = _matcher(doc.vocab)
    found = [
        Label(*doc.vocab.strings[name].split(".", 1), start + first, start + last)
        for name, first, last in matcher(doc[start:end])
    ]
    found.sort(key=lambda label: (label.start - label.end, label.start))
    kept: list[Label] = []
    taken: set[tuple[str, int]] = set()
    for label in found:
        places = {(label.family, place) for place in range(label.start, label.end)}
        if not places & taken:
            taken |= places
            kept.append(label)
    return sorted(kept, key=lambda label: (label.start, label.end))


@lru_cache
def words(name: str) -> frozenset[str]:
    """The words of a list of words.yml, in lower case."""
    return frozenset(word for said in lists()[name]["words"] for word in [str(said).lower()])


@lru_cache
def lists() -> dict[str, Any]:
    """words.yml as it is."""
    return yaml.safe_load((_FOLDER / "words.yml").read_text(encoding="utf-8"))


@lru_cache
def patterns() -> dict[str, Any]:
    """patterns.yml as it is."""
    return yaml.safe_load((_FOLDER / "patterns.yml").read_text(encoding="utf-8"))


@lru_cache(maxsize=2)
def _matcher(vocab: Vocab) -> Matcher:
    """One matcher a vocabulary: making it takes longer than reading a message."""
    matcher = Matcher(vocab)
    for name, body in patterns().items():
        matcher.add(name, [_token_pattern(phrase) for phrase in body["phrases"]])
    return matcher


def _token_pattern(phrase: str) -> list[dict[str, Any]]:
    """A phrase in the notation of patterns.yml as spaCy's Matcher takes it."""
    pattern: list[dict[str, Any]] = []
    for said in phrase.split():
        if said == _GAP:
            pattern.append({"OP": "{1,%d}" % (_LONGEST_GAP + 1)})
            continue
        word, token = said.removeprefix("?"), {}
        if word.startswith("<"):
            token["LOWER"] = {"IN": sorted(words(word.strip("<>")))}
        elif word.startswith("~"):
            # the lemma of "~keep|~spare" and "~keep|spare" alike
            token["LEMMA"] = {"IN": [each.removeprefix("~") for each in word.split("|")]}
        else:
            token["LOWER"] = {"IN": word.split("|")}
        if said.startswith("?"):
            token["OP"] = "?"
        pattern.append(token)
    return pattern
