"""What the intent classifier looks at: weighted words and letters, and the meaning of the sentence."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from bot.nlu.cleaning import cleaned
from bot.nlu.encoder import english_words
from bot.nlu.encoders import Encoder
from bot.nlu.lexicon import lexicon
from bot.nlu.numbers.one_word import numbers_as
from bot.nlu.parts.normal_text import written_out
from bot.nlu.product_words import ProductWords, listed_products
from bot.nlu.spelling import Spelling
from bot.nlu.weighed_terms import WeighedTerms

# The normalised vector weighs more than words and letters: `python -m benchmarks.choose_settings`.
VECTOR_WEIGHT = 1.5
# One word for all products. "order" would hide questions about the product itself, such as its size.
ANY_PRODUCT = "item"
ANY_NUMBER = "ordernumber"


def shaped(text: str) -> str:
    """``text`` in lower case, chat words written out, every order number one word: no digits are learned."""
    return numbers_as(ANY_NUMBER, written_out(cleaned(text))).lower()


@lru_cache
def known_products() -> ProductWords:
    """The listed products, with the English words that are none; one for all components of a process."""
    return ProductWords(listed_products(), english_words())


class Features(NamedTuple):
    """One row a text: all features weighed, and the sentence vector by itself (None without an encoder)."""

    weighed: csr_matrix
    vectors: np.ndarray | None

    def parts(self) -> tuple[csr_matrix, np.ndarray]:
        """What is weighed, cut into the words and letters and the sentence vectors (no columns without)."""
        if self.vectors is None:
            return self.weighed, np.zeros((self.weighed.shape[0], 0), dtype=np.float32)
        count = self.weighed.shape[1] - self.vectors.shape[1]
        return self.weighed[:, :count], VECTOR_WEIGHT * self.vectors

    def only(self, rows: np.ndarray) -> "Features":
        """The features of some of the texts, by their numbers."""
        return Features(self.weighed[rows], None if self.vectors is None else self.vectors[rows])


class IntentFeatures:
    """Turns texts into rows of features; fitted once, kept as JSON and numbers."""

    def __init__(self, encoder: Encoder | None) -> None:
        self._encoder = encoder
        self._spelling = Spelling(english_words(), lexicon())
        self.products = known_products()
        self._words = WeighedTerms(ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b|[?!]")
        self._letters = WeighedTerms(analyzer="char_wb", ngram_range=(1, 4), min_df=2)

    def fit(self, texts: Sequence[str]) -> Features:
        """Learn words and letters of the texts, and return the rows of the texts."""
        self._spelling.learn(shaped(text) for text in texts)
        said = self._read(texts)
        self._words.fit(said)
        self._letters.fit(said)
        return self._rows(said)

    def rows(self, texts: Sequence[str]) -> Features:
        """One row a text."""
        return self._rows(self._read(texts))

    def _rows(self, said: Sequence[str]) -> Features:
        vectors = None
        if self._encoder is not None:
            vectors = self._encoder.encode([text.replace(ANY_NUMBER, "12345678") for text in said])
        rows = [self._row(text, None if vectors is None else vectors[at]) for at, text in enumerate(said)]
        ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns, weights = (np.concatenate(parts) for parts in zip(*rows, strict=True))
        width = self._width_of_terms() + (0 if vectors is None else vectors.shape[1])
        return Features(csr_matrix((weights, columns, ends), shape=(len(said), width)), vectors)

    def _row(self, said: str, vector: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        """The columns of one text, and the weight of each."""
        columns, weights = self._words.row(said)
        letters, letter_weights = self._letters.row(said)
        columns = [columns, letters + self._words.width]
        weights = [weights, letter_weights]
        if vector is not None:
            start = self._width_of_terms()
            columns.append(np.arange(start, start + len(vector), dtype=np.int32))
            weights.append(VECTOR_WEIGHT * vector)
        return np.concatenate(columns), np.concatenate(weights)

    def _width_of_terms(self) -> int:
        return self._words.width + self._letters.width

    def knows_a_word_of(self, text: str) -> bool:
        """Whether there is a word in ``text`` that was learned or is English, rightly spelt or mended."""
        return self._spelling.knows_a_word_of(shaped(text))

    def save(self, folder: Path) -> None:
        """Keep what was learned, without pickle."""
        for name, terms in self._terms():
            terms.save(folder, name)
        (folder / "spelling.json").write_text(json.dumps(self._spelling.words), encoding="utf-8")

    def load(self, folder: Path) -> None:
        """Take up what ``save`` kept."""
        for name, terms in self._terms():
            terms.load(folder, name)
        self._spelling.know(json.loads((folder / "spelling.json").read_text(encoding="utf-8")))

    def _read(self, texts: Sequence[str]) -> list[str]:
        """The texts as they are learned: what was bought says nothing about what is wanted."""
        return [self.products.replaced(self._spelling.mended(shaped(text)), ANY_PRODUCT) for text in texts]

    def _terms(self) -> list[tuple[str, WeighedTerms]]:
        return [("words", self._words), ("letters", self._letters)]
