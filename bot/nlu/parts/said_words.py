"""A message as a list of words, in which marks and emoji are words too. Pure."""

import unicodedata

# Nobody says yes in more words; of a longer message the beginning is read.
MOST_WORDS = 80
_MARKS = frozenset("?!%…")
_JOINED = frozenset("'’`´_")


def said_words(text: str) -> list[str]:
    """The words of ``text``, in lower case and without apostrophes, with "?", "!" and emoji; at most 80.

    >>> said_words("Don't send it, ok? 👍🏽")
    ['dont', 'send', 'it', 'ok', '?', '👍']
    """
    words: list[str] = []
    letters: list[str] = []
    for char in f"{text.lower()} ":
        if char.isalnum():
            letters.append(char)
        elif char not in _JOINED:
            if letters:
                words.append("".join(letters))
                letters = []
            if char in _MARKS or unicodedata.category(char) == "So":
                words.append(char)
            if len(words) >= MOST_WORDS:
                break
    return words[:MOST_WORDS]
