"""What the intent classifier looks at: weighted words and letters, and the meaning of the sentence."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.cleaning import cleaned
from bot.nlu.encoder import english_words
from bot.nlu.encoders import Encoder
from bot.nlu.numbers.one_word import numbers_as
from bot.nlu.product_words import ProductWords, listed_products
from bot.nlu.spelling import Spelling

# The normalised vector weighs more than words and letters: `python -m benchmarks.choose_settings`.
VECTOR_WEIGHT = 1.5
# One word for all products. "order" would hide questions about the product itself, such as its size.
ANY_PRODUCT = "item"
ANY_NUMBER = "ordernumber"


def shaped(text: str) -> str:
    """``text`` in lower case with every order number as one word, so that no digits are learned."""
    return numbers_as(ANY_NUMBER, cleaned(text)).lower()


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
        self._spelling = Spelling(english_words())
        self.products = ProductWords(listed_products(), english_words())
        self._words = TfidfVectorizer(
            ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b|[?!]"
        )
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=2)

    def fit(self, texts: Sequence[str]) -> Features:
        """Learn words and letters of the texts, and return the rows of the texts."""
        self._spelling.learn(shaped(text) for text in texts)
        said = self._read(texts)
        self._words.fit(said)
        self._letters.fit(said)
        return self.rows(texts)

    def rows(self, texts: Sequence[str]) -> Features:
        """One row a text."""
        said = self._read(texts)
        blocks = [self._words.transform(said), self._letters.transform(said)]
        vectors = None
        if self._encoder is not None:
            vectors = self._encoder.encode([text.replace(ANY_NUMBER, "12345678") for text in said])
            blocks.append(csr_matrix(VECTOR_WEIGHT * vectors))
        return Features(hstack(blocks, format="csr"), vectors)

    def knows_a_word_of(self, text: str) -> bool:
        """Whether there is a word in ``text`` that was learned or is English, rightly spelt or mended."""
        return self._spelling.knows_a_word_of(shaped(text))

    def save(self, folder: Path) -> None:
        """Keep what was learned, without pickle."""
        for name, part in self._parts():
            vocabulary = {term: int(index) for term, index in part.vocabulary_.items()}
            (folder / f"{name}.json").write_text(json.dumps(vocabulary), encoding="utf-8")
            np.save(folder / f"{name}.npy", part.idf_)
        (folder / "spelling.json").write_text(json.dumps(self._spelling.words), encoding="utf-8")

    def load(self, folder: Path) -> None:
        """Take up what ``save`` kept."""
        for name, part in self._parts():
            part.vocabulary = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
            part.idf_ = np.load(folder / f"{name}.npy")
        self._spelling.know(json.loads((folder / "spelling.json").read_text(encoding="utf-8")))

    def _read(self, texts: Sequence[str]) -> list[str]:
        """The texts as they are learned: what was bought says nothing about what is wanted."""
        return [self.products.replaced(self._spelling.mended(shaped(text)), ANY_PRODUCT) for text in texts]

    def _parts(self) -> list[tuple[str, TfidfVectorizer]]:
        return [("words", self._words), ("letters", self._letters)]
