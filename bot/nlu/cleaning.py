"""A shopper's message as the components see it: same length bound, no invisible characters."""

import unicodedata

from bot.nlu.recent_texts import remembering

MOST_CHARACTERS = 2_000
# Each component cleans the message and its clauses; so many texts are some megabytes at most.
MOST_REMEMBERED = 256
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_LIKE_ASCII = {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("’‘`´", "'")}


def cleaned(text: str) -> str:
    """``text`` bounded to 2,000 characters, in NFKC, without control, format and surrogate characters.

    >>> cleaned("can\\u200bcel\\tit")
    'cancel it'
    """
    return _cleaned(text[:MOST_CHARACTERS])


def _cleaned_anew(bounded: str) -> str:
    visible = bounded if bounded.isascii() and bounded.isprintable() else _visible(bounded)
    # Bounded again: NFKC makes up to 18 characters of one.
    return " ".join(unicodedata.normalize("NFKC", visible).split())[:MOST_CHARACTERS]


_cleaned = remembering(_cleaned_anew, MOST_REMEMBERED)


def _visible(text: str) -> str:
    return "".join(
        " " if char in "\t\n\r" else char
        for char in text
        if char in "\t\n\r" or unicodedata.category(char) not in _INVISIBLE
    )


def cleaned_with_positions(text: str) -> tuple[str, list[int]]:
    """``text`` as it is read, and for each of its characters the position in ``text`` it comes from.

    Bounded to 2,000 characters, without invisible ones, each run of spaces as one space, and digits,
    dashes and apostrophes of every script as the ASCII ones.

    >>> cleaned_with_positions("８\\u200b–  ٣")
    ('8- 3', [0, 2, 3, 5])
    """
    chars: list[str] = []
    positions: list[int] = []
    for position, char in enumerate(text[:MOST_CHARACTERS]):
        if len(chars) >= MOST_CHARACTERS:
            break
        for plain in _plain(char):
            if plain != " " or (chars and chars[-1] != " "):
                chars.append(plain)
                positions.append(position)
    return "".join(chars[:MOST_CHARACTERS]), positions[:MOST_CHARACTERS]


def _plain(char: str) -> str:
    """What stands for ``char``: nothing for an invisible one, one or more characters otherwise."""
    if " " <= char <= "~":
        return _LIKE_ASCII.get(char, char)
    if char.isspace():
        return " "
    if unicodedata.category(char) in _INVISIBLE:
        return ""
    digit = unicodedata.decimal(char, None)
    plain = unicodedata.normalize("NFKC", char) if digit is None else str(digit)
    return _LIKE_ASCII.get(plain, plain)


def has_words(text: str) -> bool:
    """Whether there is anything to understand: a letter or a digit."""
    return any(char.isalnum() for char in text)
