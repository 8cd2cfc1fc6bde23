"""Words by their characters alone: where they stand, and where a phrase of them does. Pure."""

from collections.abc import Callable, Iterator


def runs(text: str, belongs: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """The start and the end of each longest run of characters that belong.

    >>> list(runs("a lamp", str.isalpha))
    [(0, 1), (2, 6)]
    """
    start = None
    for place, char in enumerate(text):
        if belongs(char):
            start = place if start is None else start
        elif start is not None:
            yield start, place
            start = None
    if start is not None:
        yield start, len(text)


def is_letter(char: str) -> bool:
    """Whether ``char`` is part of a word and no digit."""
    return char.isalnum() and not char.isdecimal()


def is_small_latin(char: str) -> bool:
    """Whether ``char`` is one of the 26 small letters of English."""
    return "a" <= char <= "z"


def phrase_spans(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Where ``phrase`` stands in ``text``, both in lower case, as whole words."""
    start = text.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        if not (_goes_on(text, start - 1) or _goes_on(text, end)):
            yield start, end
        start = text.find(phrase, start + 1)


def _goes_on(text: str, place: int) -> bool:
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "_")


def in_small_letters(text: str) -> str:
    """``text`` in lower case and as long as before: what would grow is left as it is."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
