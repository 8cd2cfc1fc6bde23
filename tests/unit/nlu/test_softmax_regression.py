"""The regression finds what scikit-learn's finds."""

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from bot.nlu.softmax_regression import fitted, scores, shares

ROWS, LABELS = 120, 3


def drawn():
    chance = np.random.default_rng(0)
    labels = chance.integers(0, LABELS, ROWS)
    sparse = csr_matrix((chance.random((ROWS, 8)) < 0.3) * 1.0)
    dense = chance.normal(size=(ROWS, 4)) + labels[:, None]
    return sparse, dense, labels


def likely(features, weights, bias):
    scores = features @ weights + bias
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)


def test_probabilities_are_those_of_scikit_learn():
    sparse, dense, labels = drawn()
    features = hstack([sparse, csr_matrix(dense)], format="csr")
    known = LogisticRegression(C=2.0, max_iter=1000, tol=1e-8).fit(features, labels)
    weights, bias = fitted(sparse, dense, labels, LABELS, 2.0)
    assert np.allclose(likely(features, weights, bias), known.predict_proba(features), atol=0.01)


def test_without_dense_features_it_learns_from_the_sparse_ones():
    sparse, _, labels = drawn()
    weights, bias = fitted(sparse, np.zeros((ROWS, 0)), labels, LABELS, 2.0)
    assert weights.shape == (8, LABELS)
    assert bias.shape == (LABELS,)


def test_scores_are_the_product_with_the_weights_and_the_bias():
    sparse, _, labels = drawn()
    weights, bias = fitted(sparse, np.zeros((ROWS, 0)), labels, LABELS, 2.0)
    assert np.allclose(scores(sparse, weights, bias), sparse @ weights + bias)
    assert np.allclose(shares(scores(sparse, weights, bias)), likely(sparse, weights, bias))
