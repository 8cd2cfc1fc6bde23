"""The terms of texts, words or runs of letters, each weighed by how often and how rare it is."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer


class WeighedTerms:
    """Gives what scikit-learn's TfidfVectorizer gives, for a single text in a tenth of the time."""

    def __init__(self, **settings: Any) -> None:
        """``settings`` are those of TfidfVectorizer that say what a term is."""
        self._vectorizer = TfidfVectorizer(sublinear_tf=True, **settings)
        self._terms_of = self._vectorizer.build_analyzer()
        self._take({}, np.zeros(0))

    @property
    def width(self) -> int:
        """How many terms are known."""
        return len(self._columns)

    def fit(self, texts: Sequence[str]) -> None:
        """Learn the terms of the texts."""
        self._vectorizer.fit(texts)
        columns = {term: int(column) for term, column in self._vectorizer.vocabulary_.items()}
        self._take(columns, self._vectorizer.idf_)

    def row(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """The columns of the known terms of ``text``, in order, and their weights: a row of length 1."""
        known = self._columns
        counts = Counter(known[term] for term in self._terms_of(text) if term in known)
        columns = np.array(sorted(counts), dtype=np.int32)
        times = np.array([counts[column] for column in columns.tolist()], dtype=float)
        weights = (1 + np.log(times)) * self._rarity[columns]
        return columns, weights / (np.sqrt(weights @ weights) or 1.0)

    def save(self, folder: Path, name: str) -> None:
        """Keep what was learned, without pickle."""
        (folder / f"{name}.json").write_text(json.dumps(self._columns), encoding="utf-8")
        np.save(folder / f"{name}.npy", self._rarity)

    def load(self, folder: Path, name: str) -> None:
        """Take up what ``save`` kept."""
        columns = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        self._take(columns, np.load(folder / f"{name}.npy"))

    def _take(self, columns: dict[str, int], rarity: np.ndarray) -> None:
        self._columns, self._rarity = columns, rarity
