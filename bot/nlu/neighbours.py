"""What the training examples nearest in meaning were about."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

# How many examples are asked, and how much more nearer ones count: `python -m benchmarks.choose_settings`.
NEAREST = 8
SHARPNESS = 15.0


class Neighbours:
    """The sentence vectors of all training examples, with the number of the intent of each."""

    def __init__(self, nearest: int = NEAREST, sharpness: float = SHARPNESS) -> None:
        self._nearest, self._sharpness = nearest, sharpness
        self._vectors = np.zeros((0, 0), dtype=np.float32)
        self._intents = np.zeros(0, dtype=np.int64)

    def fit(self, vectors: np.ndarray, intents: Sequence[int]) -> None:
        """Keep the examples; ``vectors`` have length 1."""
        self._vectors, self._intents = vectors, np.asarray(intents)

    def shares(self, vectors: np.ndarray, intent_count: int) -> np.ndarray:
        """One row a vector: the share each intent has of the nearest examples; a row adds up to 1."""
        nearness = vectors @ self._vectors.T
        asked = min(self._nearest, self._intents.size)
        nearest = np.argpartition(-nearness, asked - 1, axis=1)[:, :asked]
        weights = np.exp(self._sharpness * (np.take_along_axis(nearness, nearest, axis=1) - 1))
        shares = np.zeros((len(vectors), intent_count))
        for row, (examples, weight) in enumerate(zip(nearest, weights, strict=True)):
            np.add.at(shares[row], self._intents[examples], weight)
        return shares / shares.sum(axis=1, keepdims=True)

    def save(self, folder: Path) -> None:
        """Keep the examples in half precision: it makes no difference and half the file."""
        kept = {"vectors": self._vectors.astype(np.float16), "intents": self._intents}
        np.savez(folder / "neighbours.npz", **kept)

    def load(self, folder: Path) -> None:
        """Take up what ``save`` kept."""
        with np.load(folder / "neighbours.npz") as kept:
            self.fit(kept["vectors"].astype(np.float32), kept["intents"])
