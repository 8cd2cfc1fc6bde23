"""Multinomial logistic regression over sparse and dense features at once. Pure.

The same objective as scikit-learn's, which would take several times as long: it treats the dense sentence
vectors as sparse ones.
"""

from itertools import pairwise

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

MOST_STEPS = 150
# Where no slope of the mean loss is steeper, it is as good as at its lowest.
FLAT = 1e-4


def fitted(
    sparse: csr_matrix, dense: np.ndarray, labels: np.ndarray, label_count: int, strength: float
) -> tuple[np.ndarray, np.ndarray]:
    """Weights, a row for each sparse and then each dense feature, and bias of each label.

    ``labels`` are numbers from 0; ``strength`` is the inverse strength of the penalty for large weights.
    """
    rows, width = sparse.shape[0], sparse.shape[1] + dense.shape[1]
    sparse = sparse.astype(np.float32)
    by_feature, dense = sparse.T.tocsr(), np.ascontiguousarray(dense, dtype=np.float32)
    wanted = np.zeros((rows, label_count), dtype=np.float32)
    wanted[np.arange(rows), labels] = 1
    penalty = 1 / (strength * rows)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(width + 1, label_count)
        used = weights.astype(np.float32)
        scores = sparse @ used[: sparse.shape[1]] + dense @ used[sparse.shape[1] : -1] + used[-1]
        scores -= scores.max(axis=1, keepdims=True)
        likely = np.exp(scores)
        total = likely.sum(axis=1, keepdims=True)
        likely /= total
        value = float((np.log(total[:, 0]) - (scores * wanted).sum(axis=1)).mean())
        off = (likely - wanted) / rows
        slope = np.vstack([by_feature @ off, dense.T @ off, off.sum(axis=0, keepdims=True)]).astype(
            np.float64
        )
        slope[:-1] += penalty * weights[:-1]
        return value + penalty / 2 * float((weights[:-1] ** 2).sum()), slope.ravel()

    begin = np.zeros((width + 1) * label_count)
    options = {"maxiter": MOST_STEPS, "gtol": FLAT, "ftol": 1e-9, "maxcor": 10}
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options=options).x
    weights = found.reshape(width + 1, label_count)
    return weights[:-1].astype(np.float32), weights[-1]


def scores(features: csr_matrix, weights: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """``features @ weights + bias``; scipy would first copy all the weights into the features' precision."""
    found = np.empty((features.shape[0], weights.shape[1]))
    for row, (start, end) in enumerate(pairwise(features.indptr)):
        found[row] = features.data[start:end] @ weights[features.indices[start:end]]
    return found + bias


def shares(scored: np.ndarray) -> np.ndarray:
    """The probability of each label from the scores of rows; a row adds up to 1."""
    grown = np.exp(scored - scored.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)
