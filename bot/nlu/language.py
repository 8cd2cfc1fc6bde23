"""Whether a message is in another language than English, which the assistant does not speak.

Pure: what is known of English is handed in.
"""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from itertools import islice
from pathlib import Path

import yaml

from bot.nlu.character_runs import is_letter, runs

# The languages in Latin letters whose function words are known; other scripts need no words.
_LANGUAGES = ("de", "es", "fr", "it", "pt", "nl", "sv", "da", "nb", "pl", "tr", "id", "tl")
_DATA = yaml.safe_load((Path(__file__).parent / "languages.yml").read_text(encoding="utf-8"))
_SCRIPTS: dict[str, str] = _DATA["scripts"]
_SHOP_WORDS_OF = {code: frozenset(words) for code, words in _DATA["shop_words"].items()}
_SHOP_WORDS = frozenset().union(*_SHOP_WORDS_OF.values())
# ISO 639's own code for a language that cannot be told.
UNDETERMINED = "und"
# A word for what one does in a shop tells more than a function word, which several languages may have.
_SHOP_WORD_COUNTS = 3
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
        words = list(islice(_words(text), _MOST_WORDS))
        foreign = [word for word in words if word in self._foreign and len(word) > 1]
        english = sum(self._is_english(word) for word in words)
        if not _SHOP_WORDS.isdisjoint(foreign):
            return len(foreign) >= english
        return len(foreign) > max(english, 1)

    def language_of(self, text: str) -> str | None:
        """The ISO 639-1 code of a foreign message, "und" where it cannot be told; None for English.

        Short messages ("ja", "ok", "non") and names count as English, as in ``is_foreign``.
        """
        return _likeliest_language(text) if self.is_foreign(text) else None

    def _is_english(self, word: str) -> bool:
        return word in self._said or (word in self._english and word not in self._foreign)


def words_said(texts: Iterable[str]) -> frozenset[str]:
    """The words, in lower case, that more than one of the texts holds."""
    counts = Counter(word for text in texts for word in set(_words(text.lower())))
    return frozenset(word for word, count in counts.items() if count > 1)


def _words(text: str) -> Iterator[str]:
    return (text[start:end].lower() for start, end in runs(text, is_letter))


def _is_latin(char: str) -> bool:
    return char < "\u0250" or unicodedata.name(char, "").startswith(
        ("LATIN", "FULLWIDTH LATIN", "MATHEMATICAL")
    )


def _likeliest_language(text: str) -> str:
    """By its script, or by whose words it has most of."""
    by_script = _language_of_script(text)
    if by_script:
        return by_script
    words = list(islice(_words(text), _MOST_WORDS))
    points: Counter[str] = Counter()
    for code, known in _function_words_of().items():
        points[code] += sum(word in known for word in words)
    for code, known in _SHOP_WORDS_OF.items():
        points[code] += _SHOP_WORD_COUNTS * sum(word in known for word in words)
    (code, most), *_ = points.most_common(1)
    return code if most else UNDETERMINED


def _language_of_script(text: str) -> str | None:
    """The language of the letters that are not Latin; None where most are."""
    letters = [char for char in text if char.isalpha()]
    foreign = [char for char in letters if not _is_latin(char)]
    if 2 * len(foreign) <= len(letters):
        return None
    names = {unicodedata.name(char, "").split(" ")[0] for char in foreign}
    return next((code for script, code in _SCRIPTS.items() if script in names), UNDETERMINED)


@lru_cache
def _function_words() -> frozenset[str]:
    """Words such as "der", "una" and "pour", of two letters or more, in the languages above."""
    return frozenset().union(*_function_words_of().values())


@lru_cache
def _function_words_of() -> dict[str, frozenset[str]]:
    modules = {code: import_module(f"spacy.lang.{code}.stop_words") for code in _LANGUAGES}
    return {
        code: frozenset(word for word in module.STOP_WORDS if len(word) > 1)
        for code, module in modules.items()
    }
