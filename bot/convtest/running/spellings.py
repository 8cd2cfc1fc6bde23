"""A message as shoppers mistype it, in eight ways: pure, the same each time, digits never touched."""

import random
import re
from collections.abc import Callable

_WORD = re.compile(r"[^\W\d_]{4,}")
# a word with a digit in it is a number of an order or an amount: it must stay what it is
_HAS_DIGIT = re.compile(r"\S*\d\S*")
_EMOJI = ("😡", "🙏", "😭", "👍", "📦", "🤔")
_PUNCTUATION = re.compile(r"[.,!?;:\"“”()]")
_APOSTROPHES = re.compile(r"['’]")


def spellings(text: str, seed: int = 0) -> dict[str, str]:
    """``text`` in each of the eight spellings, by kind; with another ``seed`` other letters are hit."""
    return {kind: _outside_numbers(text, respell, seed) for kind, respell in _RESPELL.items()}


def _outside_numbers(text: str, respell: Callable[[str, random.Random], str], seed: int) -> str:
    chance = random.Random(f"{seed}:{text}")
    kept = _HAS_DIGIT.findall(text)
    parts = _HAS_DIGIT.split(text)
    respelt = respell("\0".join(parts), chance)
    for number in kept:
        respelt = respelt.replace("\0", number, 1)
    return respelt


def _typo(text: str, chance: random.Random) -> str:
    """Two neighbouring letters inside a word change places."""

    def swap(word: str) -> str:
        at = chance.randrange(1, len(word) - 2) if len(word) > 3 else 1
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return _in_one_word(text, chance, swap)


def _dropped_letter(text: str, chance: random.Random) -> str:
    def drop(word: str) -> str:
        at = chance.randrange(1, len(word))
        return word[:at] + word[at + 1 :]

    return _in_one_word(text, chance, drop)


def _doubled_letters(text: str, chance: random.Random) -> str:
    def double(word: str) -> str:
        at = chance.randrange(len(word))
        return word[:at] + word[at] + word[at:]

    return _in_one_word(text, chance, double)


def _in_one_word(text: str, chance: random.Random, change: Callable[[str], str]) -> str:
    """Change one word of four letters or more; one in every five words of a longer text."""
    words = list(_WORD.finditer(text))
    hit = chance.sample(words, min(len(words), 1 + len(words) // 5))
    for word in sorted(hit, key=lambda found: -found.start()):
        text = text[: word.start()] + change(word[0]) + text[word.end() :]
    return text


def _with_emoji(text: str, chance: random.Random) -> str:
    return f"{text} {chance.choice(_EMOJI)}"


_RESPELL: dict[str, Callable[[str, random.Random], str]] = {
    "typo": _typo,
    "dropped_letter": _dropped_letter,
    "doubled_letters": _doubled_letters,
    "lower": lambda text, chance: text.lower(),
    "upper": lambda text, chance: text.upper(),
    "no_punctuation": lambda text, chance: _PUNCTUATION.sub("", text),
    "no_apostrophes": lambda text, chance: _APOSTROPHES.sub("", text),
    "emoji": _with_emoji,
}
KINDS = tuple(_RESPELL)
