"""What the reader of answers looks at: words in their order, letters, and how much of it is unheard of."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from scipy.sparse import csr_matrix

START, END = "<", ">"
# Messages up to so many words are told apart by their length.
_LENGTHS = (1, 2, 3, 5, 8, 12, 20)
_LONGEST_LETTERS = 4
_LONGEST_WORD = 20
_SEEN_AT_LEAST = 3


def word_grams(words: Sequence[str]) -> Counter[str]:
    """Single words, neighbours, threes, and pairs with one or two words between; with the ends marked."""
    padded = (START, *words, END)
    grams: Counter[str] = Counter(words)
    grams.update(f"{a} {b}" for a, b in zip(padded, padded[1:], strict=False))
    grams.update(f"{a} {b} {c}" for a, b, c in zip(padded, padded[1:], padded[2:], strict=False))
    grams.update(f"{a}~{b}" for gap in (2, 3) for a, b in zip(padded, padded[gap:], strict=False))
    return grams


def letter_grams(words: Sequence[str]) -> Counter[str]:
    """Runs of two to four letters inside the words, whose ends are marked."""
    grams: Counter[str] = Counter()
    for word in words:
        grams.update(_letters(word[:_LONGEST_WORD]))
    return grams


@lru_cache(maxsize=5_000)
def _letters(word: str) -> tuple[str, ...]:
    if word[0] == "@":
        return ()
    padded = f"_{word}_"
    return tuple(
        f"_{padded[at : at + length]}"
        for length in range(2, _LONGEST_LETTERS + 1)
        for at in range(len(padded) - length + 1)
    )


class Grams:
    """Weighs grams by how rare they are; fitted once, kept as a dict of numbers."""

    def __init__(self, columns: Mapping[str, int] | None = None, rarity: np.ndarray | None = None) -> None:
        self.columns = dict(columns or {})
        self.rarity = np.zeros(0) if rarity is None else rarity

    def fit(self, counted: Sequence[Counter[str]], sources: Sequence[str]) -> None:
        """Learn the grams that stand in rows of several sources."""
        seen = Counter(
            gram
            for gram, _ in {
                (gram, source) for grams, source in zip(counted, sources, strict=True) for gram in grams
            }
        )
        kept = sorted(gram for gram, times in seen.items() if times >= _SEEN_AT_LEAST)
        self.columns = {gram: column for column, gram in enumerate(kept)}
        rows = 1 + len(set(sources))
        self.rarity = np.array([1 + math.log(rows / (1 + seen[gram])) for gram in kept])

    def weighed(self, grams: Counter[str]) -> tuple[list[int], np.ndarray]:
        """Columns and weights of one row, of length 1."""
        known = [(self.columns[gram], count) for gram, count in grams.items() if gram in self.columns]
        if not known:
            return [], np.zeros(0)
        columns = [column for column, _ in known]
        weights = self.rarity[columns] * (1 + np.log([count for _, count in known]))
        return columns, weights / np.linalg.norm(weights)


class AnswerFeatures:
    """Turns words into rows of features."""

    def __init__(self) -> None:
        self.words, self.letters = Grams(), Grams()
        self.familiar: dict[str, int] = {}

    def fit(
        self, said: Sequence[Sequence[str]], sources: Sequence[str], familiar: Iterable[Sequence[str]]
    ) -> None:
        """Learn the grams of all rows; ``familiar`` are the rows that say a plain yes or no, once each."""
        self.words.fit([word_grams(words) for words in said], sources)
        self.letters.fit([letter_grams(words) for words in said], sources)
        self.familiar = dict(Counter(word for words in familiar for word in set(words)))

    @property
    def width(self) -> int:
        return len(self.words.columns) + len(self.letters.columns) + _PLAIN_WIDTH

    def row(self, words: Sequence[str], *, own: int = 0) -> tuple[list[int], np.ndarray]:
        """Columns and weights of one row; ``own`` is how often the row itself was counted as familiar."""
        columns, weights = self.words.weighed(word_grams(words))
        letters, letter_weights = self.letters.weighed(letter_grams(words))
        offset = len(self.words.columns)
        plain = offset + len(self.letters.columns)
        counted = self._plain(words, own)
        return (
            [*columns, *(offset + column for column in letters), *(plain + column for column in counted)],
            np.concatenate([weights, _LETTERS_WEIGHT * letter_weights, np.full(len(counted), _PLAIN_WEIGHT)]),
        )

    def matrix(self, rows: Sequence[tuple[list[int], np.ndarray]]) -> csr_matrix:
        """The rows as one matrix."""
        ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns = np.concatenate([np.asarray(columns, dtype=np.int32) for columns, _ in rows])
        weights = np.concatenate([weights for _, weights in rows])
        return csr_matrix((weights, columns, ends), shape=(len(rows), self.width))

    def _plain(self, words: Sequence[str], own: int) -> list[int]:
        """How long it is, and how many of its words no plain yes or no has."""
        length = next((at for at, most in enumerate(_LENGTHS) if len(words) <= most), len(_LENGTHS))
        new = sum(1 for word in set(words) if self.familiar.get(word, 0) <= own)
        asks = [_PLAIN_WIDTH - 1] if "?" in words else []
        return [length, len(_LENGTHS) + 1 + min(new, _MOST_NEW), *asks]


_MOST_NEW = 5
_PLAIN_WEIGHT = 0.4
_LETTERS_WEIGHT = 0.5
_PLAIN_WIDTH = len(_LENGTHS) + 1 + _MOST_NEW + 1 + 1
