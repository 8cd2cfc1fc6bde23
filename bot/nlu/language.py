"""Whether a message is in another language than English, which the assistant does not speak.

Pure: what is known of English is handed in.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from importlib import import_module
from itertools import islice
from pathlib import Path

# The languages in Latin letters whose function words are known; other scripts need no words.
_LANGUAGES = ("de", "es", "fr", "it", "pt", "nl", "sv", "da", "nb", "pl", "tr", "id", "tl")
_SHOP_WORDS = frozenset((Path(__file__).parent / "foreign_words.txt").read_text(encoding="utf-8").split())
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 100


class EnglishOnly:
    """Tells other languages from English, misspelt English, and the names of things and people."""

    def __init__(self, said: Collection[str], english: Collection[str] = ()) -> None:
        """``said`` are words of English shoppers; ``english`` more words, with some of other languages."""
        self._said = said
        self._english = english
        self._foreign = (_function_words() | _SHOP_WORDS) - frozenset(said)

    def is_foreign(self, text: str) -> bool:
        """Whether ``text`` is written in another script, or more of its words are foreign than English.

        One foreign word may be part of a name ("Le Creuset") or a slip, so at least two are needed, or
        a word for what one does in a shop ("stornieren"), which as many English words do not outweigh.
        """
        letters = [char for char in text if char.isalpha()]
        if 2 * sum(not _is_latin(char) for char in letters) > len(letters):
            return True
        words = [match[0].lower() for match in islice(_WORD.finditer(text), _MOST_WORDS)]
        foreign = [word for word in words if word in self._foreign and len(word) > 1]
        english = sum(self._is_english(word) for word in words)
        if not _SHOP_WORDS.isdisjoint(foreign):
            return len(foreign) >= english
        return len(foreign) > max(english, 1)

    def _is_english(self, word: str) -> bool:
        return word in self._said or (word in self._english and word not in self._foreign)


def words_said(texts: Iterable[str]) -> frozenset[str]:
    """The words, in lower case, that more than one of the texts holds."""
    counts = Counter(word for text in texts for word in set(_WORD.findall(text.lower())))
    return frozenset(word for word, count in counts.items() if count > 1)


def _is_latin(char: str) -> bool:
    return char < "\u0250" or unicodedata.name(char, "").startswith(
        ("LATIN", "FULLWIDTH LATIN", "MATHEMATICAL")
    )


@lru_cache
def _function_words() -> frozenset[str]:
    """Words such as "der", "una" and "pour", of two letters or more, in the languages above."""
    modules = (import_module(f"spacy.lang.{code}.stop_words") for code in _LANGUAGES)
    return frozenset(word for module in modules for word in module.STOP_WORDS if len(word) > 1)
