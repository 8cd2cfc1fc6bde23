"""A shopper's message as the components see it: same length bound, no invisible characters."""

import re
import unicodedata

MOST_CHARACTERS = 2_000
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_SPACES = re.compile(r"\s+")


def cleaned(text: str) -> str:
    """``text`` bounded to 2,000 characters, in NFKC, without control, format and surrogate characters.

    >>> cleaned("can\\u200bcel\\tit")
    'cancel it'
    """
    bounded = text[:MOST_CHARACTERS]
    visible = "".join(
        " " if char in "\t\n\r" else char
        for char in bounded
        if char in "\t\n\r" or unicodedata.category(char) not in _INVISIBLE
    )
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", visible)).strip()


def has_words(text: str) -> bool:
    """Whether there is anything to understand: a letter or a digit."""
    return any(char.isalnum() for char in text)
