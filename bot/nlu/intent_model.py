"""From features to a probability for each intent: a logistic regression, and the nearest examples."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.nlu.intent_features import Features
from bot.nlu.neighbours import Neighbours
from bot.nlu.softmax_regression import fitted, scores, shares

# How much the nearest examples say beside what was learned: `python -m benchmarks.choose_settings`.
NEIGHBOURS_SHARE = 1 / 3
# So many times likelier than their examples say: there is more that is out of scope than any examples show,
# and questions of fact are taught by many more examples than they are asked.
FACTORS = {"out_of_scope": 1.2, "order_facts": 0.7}


class IntentModel:
    """Fitted on the features of labelled texts, it gives each intent a probability for other features."""

    def __init__(self) -> None:
        self.intents: list[str] = []
        self._weights = np.zeros((0, 0))
        self._bias = np.zeros(0)
        self._neighbours: Neighbours | None = None

    def fit(self, features: Features, intents: Sequence[str], strength: float) -> None:
        """Learn; ``strength`` is the inverse strength of the penalty for large weights."""
        names, labels = np.unique(np.asarray(intents), return_inverse=True)
        self.intents = [str(name) for name in names]
        self._weights, self._bias = fitted(*features.parts(), labels, len(names), strength)
        self._neighbours = None
        if features.vectors is not None:
            self._neighbours = Neighbours()
            self._neighbours.fit(features.vectors, labels)

    def probabilities(self, features: Features) -> np.ndarray:
        """One row a text: the probability of each of ``intents``, in their order."""
        learned = shares(scores(features.weighed, self._weights, self._bias))
        if self._neighbours is not None and features.vectors is not None:
            near = self._neighbours.shares(features.vectors, len(self.intents))
            learned = (1 - NEIGHBOURS_SHARE) * learned + NEIGHBOURS_SHARE * near
        learned = learned * [FACTORS.get(name, 1.0) for name in self.intents]
        return learned / learned.sum(axis=1, keepdims=True)

    def save(self, folder: Path) -> None:
        """Keep what was learned, without pickle."""
        np.savez(folder / "weights.npz", weights=self._weights, bias=self._bias, intents=self.intents)
        if self._neighbours is not None:
            self._neighbours.save(folder)

    def load(self, folder: Path, *, with_vectors: bool) -> None:
        """Take up what ``save`` kept; ``with_vectors`` says whether it was fitted on sentence vectors too."""
        with np.load(folder / "weights.npz") as kept:
            # row by row, or each multiplication would copy all of them to have them so
            self._weights, self._bias = np.ascontiguousarray(kept["weights"]), kept["bias"]
            self.intents = [str(name) for name in kept["intents"]]
        self._neighbours = None
        if with_vectors:
            self._neighbours = Neighbours()
            self._neighbours.load(folder)


def sharpened(probabilities: np.ndarray, sharpness: float) -> np.ndarray:
    """The rows with likely intents made likelier (above 1) or less so (below 1); their order stays."""
    grown = np.maximum(probabilities, 1e-12) ** sharpness
    return grown / grown.sum(axis=1, keepdims=True)
