"""The one text of a message that all parts of the understanding read, with the way back to what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.nlu.cleaning import cleaned_with_positions

# spaCy's time grows with the square of the characters without a space, and no English word is longer.
LONGEST_WORD = 60
MOST_MENDED_WORDS = 30
_STOPS = ".!?;:,"

Mend = Callable[[str], str]


@dataclass(frozen=True)
class NormalText:
    """``text`` as it is read; character ``i`` of it stands at ``positions[i]`` of what was typed."""

    text: str
    positions: tuple[int, ...]
    typed: str

    def typed_span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in what was typed; an empty span stays empty."""
        if start >= end or not self.positions:
            at = self.positions[start] if start < len(self.positions) else len(self.typed)
            return at, at
        return self.positions[start], self.positions[min(end, len(self.positions)) - 1] + 1

    def typed_text(self, start: int, end: int) -> str:
        """The words that were typed for ``text[start:end]``."""
        first, last = self.typed_span(start, end)
        return self.typed[first:last]


def normal_text(typed: str, mend: Mend | None = None) -> NormalText:
    """``typed`` bounded, without invisible characters, in plain apostrophes, each line a sentence.

    Chat words are written out ("pls", "dont"), a message all in capitals is read in small letters, and
    ``mend`` (from a word in small letters to the word it is a slip of) is asked for each other word
    that is not written like a name.
    """
    plain, positions = cleaned_with_positions(typed)
    shouted = _is_shouted(plain)
    chars: list[str] = []
    places: list[int] = []
    left = MOST_MENDED_WORDS
    for start, end in _runs(plain):
        run, at = plain[start:end], positions[start:end]
        if run == " ":
            _add_break(chars, places, typed, at[0], positions[end] if end < len(positions) else len(typed))
            continue
        said = run[:LONGEST_WORD].lower() if shouted else run[:LONGEST_WORD]
        read = _written_out(plain, said, end)
        if read == said and mend is not None and left > 0 and _may_be_mended(said, is_first=not chars):
            read = mend(said.lower())
            left -= read != said.lower()
            read = said if read == said.lower() else read
        chars += read
        places += _spread(at, len(read))
    return NormalText("".join(chars), tuple(places), typed)


@lru_cache
def chat_words() -> dict[str, str]:
    """How words typed in a chat are read: "pls" is "please"."""
    body = yaml.safe_load((Path(__file__).parent / "chat_words.yml").read_text(encoding="utf-8"))
    return {str(typed): str(read) for typed, read in body.items()}


def written_out(plain: str) -> str:
    """A cleaned text with its chat words as they are read."""
    return "".join(_written_out(plain, plain[start:end], end) for start, end in _runs(plain))


def _written_out(text: str, said: str, end: int) -> str:
    """The word as it is read; with the next word it may be read otherwise ("its way")."""
    following = (
        text[end + 1 : end + 1 + LONGEST_WORD].split(" ")[0].lower() if text[end : end + 1] == " " else ""
    )
    pair = chat_words().get(f"{said.lower()} {following}")
    return pair if pair is not None else chat_words().get(said.lower(), said)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where words, single spaces and what stands between them begin and end."""
    start = 0
    while start < len(text):
        end = start + 1
        if _is_word(text[start]):
            while end < len(text) and _is_word(text[end]):
                end += 1
        elif text[start] != " ":
            while end < len(text) and text[end] != " " and not _is_word(text[end]):
                end += 1
        yield start, end
        start = end


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "'"


def _add_break(chars: list[str], places: list[int], typed: str, start: int, end: int) -> None:
    """Append a space, and a full stop before it where a new line was begun without one."""
    if chars and "\n" in typed[start:end] and chars[-1] not in _STOPS:
        chars.append(".")
        places.append(start)
    chars.append(" ")
    places.append(start)


def _is_shouted(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and " " in text.strip() and all(char.isupper() for char in letters)


def _may_be_mended(word: str, *, is_first: bool) -> bool:
    return word.isascii() and word.isalpha() and (word.islower() or is_first)


def _spread(at: list[int], length: int) -> list[int]:
    """A position for each character of what is read; the last one's is the last of what was typed."""
    if length == len(at):
        return at
    return [*(at[min(i, len(at) - 1)] for i in range(length - 1)), at[-1]] if length else []
