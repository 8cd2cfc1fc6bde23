"""A logistic regression over features that have names, and perhaps a vector; kept as JSON."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

SEEN_AT_LEAST = 2
# A weight below this moves a probability by less than one in a thousand.
LEAST_WEIGHT = 0.004
# How much a sentence vector counts beside the named features; from 2 to 6 makes no difference.
VECTOR_WEIGHT = 4.0


class NamedFeatures:
    """Fitted on samples with their labels, it gives each label a probability."""

    def __init__(self) -> None:
        self.labels: tuple[str, ...] = ()
        self._bias: list[float] = []
        self._weights: dict[str, list[float]] = {}
        self._of_vectors: np.ndarray | None = None

    def fit(
        self,
        samples: Sequence[Sequence[str]],
        labels: Sequence[str],
        strength: float = 1.0,
        vectors: np.ndarray | None = None,
    ) -> None:
        """Learn; ``strength`` is the inverse strength of the penalty, ``vectors`` has one row a sample."""
        from scipy.sparse import csr_matrix, hstack
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression

        seen = Counter(name for sample in samples for name in set(sample))
        rows = [{name: 1.0 for name in sample if seen[name] >= SEEN_AT_LEAST} for sample in samples]
        vectorizer = DictVectorizer()
        matrix = vectorizer.fit_transform(rows)
        if vectors is not None:
            matrix = hstack([matrix, csr_matrix(VECTOR_WEIGHT * vectors)], format="csr")
        solver = "liblinear" if len(set(labels)) == 2 else "lbfgs"
        model = LogisticRegression(C=strength, max_iter=500, solver=solver)
        model.fit(matrix, labels)
        self.labels = tuple(str(label) for label in model.classes_)
        weights, bias = model.coef_, model.intercept_
        if len(self.labels) == 2:
            weights, bias = np.vstack([-weights[0], weights[0]]) / 2, [-bias[0] / 2, bias[0] / 2]
        self._bias = [float(each) for each in bias]
        names = vectorizer.get_feature_names_out()
        self._of_vectors = None if vectors is None else VECTOR_WEIGHT * weights[:, len(names) :]
        columns = zip(names, weights[:, : len(names)].T, strict=True)
        self._weights = {
            str(name): [round(float(each), 4) for each in column]
            for name, column in columns
            if abs(column).max() >= LEAST_WEIGHT
        }

    def probabilities(self, sample: Sequence[str], vector: np.ndarray | None = None) -> dict[str, float]:
        """The probability of each label; ``vector`` where the model was fitted with vectors."""
        scores = list(self._bias)
        if self._of_vectors is not None and vector is not None:
            scores = list(scores + self._of_vectors @ vector)
        known = [self._weights[name] for name in set(sample) if name in self._weights]
        if known:
            scores = [sum(column) for column in zip(scores, *known, strict=True)]
        highest = max(scores)
        grown = [math.exp(score - highest) for score in scores]
        whole = sum(grown)
        return {label: each / whole for label, each in zip(self.labels, grown, strict=True)}

    def strongest(self, sample: Sequence[str], label: str, most: int = 3) -> list[str]:
        """The features of ``sample`` that speak most for ``label``, strongest first."""
        index = self.labels.index(label)
        known = {name: self._weights[name][index] for name in sample if name in self._weights}
        return [name for name in sorted(known, key=known.__getitem__, reverse=True)[:most] if known[name] > 0]

    def as_json(self) -> dict[str, Any]:
        """What was learned; ``from_json`` reads it."""
        vectors = None if self._of_vectors is None else np.round(self._of_vectors, 4).tolist()
        return {"labels": list(self.labels), "bias": self._bias, "weights": self._weights, "vectors": vectors}

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> NamedFeatures:
        """The model that ``as_json`` wrote."""
        model = cls()
        model.labels, model._bias = tuple(body["labels"]), list(body["bias"])
        model._weights = dict(body["weights"])
        model._of_vectors = None if body["vectors"] is None else np.array(body["vectors"])
        return model
