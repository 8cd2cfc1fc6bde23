"""Which training examples the pipeline itself finds nearest to a message."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.preprocessing import normalize

from bot.nlu.intent_features import Features, IntentFeatures
from bot.nlu.training_examples import Example, Near

SHOWN = 4


def nearest_examples(
    texts: Sequence[str], examples: Sequence[Example], features: IntentFeatures, shown: int = SHOWN
) -> list[list[Near]]:
    """For each text the nearest examples, nearest first, by sentence vectors; by words where there are none.

    ``features`` need not be fitted; they are when this returns.
    """
    if not texts or not examples:
        return [[] for _ in texts]
    told = _rows(features.fit([example.text for example in examples]))
    nearness = _rows(features.rows(texts)) @ told.T
    grid = nearness.toarray() if isinstance(nearness, csr_matrix) else nearness
    best = np.argsort(-grid, axis=1, kind="stable")[:, :shown]
    return [
        [Near(examples[index], float(grid[row, index])) for index in indices]
        for row, indices in enumerate(best)
    ]


def _rows(features: Features) -> np.ndarray | csr_matrix:
    return normalize(features.weighed) if features.vectors is None else features.vectors
