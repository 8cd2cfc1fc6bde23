"""What a message is to an open question, learned from examples. Pure: no Rasa."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from bot.nlu.encoder import english_words
from bot.nlu.intent_features import ANY_PRODUCT, known_products, shaped
from bot.nlu.lexicon import lexicon
from bot.nlu.parts.acts import Acts
from bot.nlu.parts.answer_examples import CONFIRM, HEADS, Row
from bot.nlu.parts.answer_features import AnswerFeatures, Grams
from bot.nlu.parts.said_words import said_words
from bot.nlu.spelling import Spelling

# Beside words, whose rows have length 1.
VECTOR_WEIGHT = 1.0
STRENGTH = 10.0
# A thousand times finer takes three times as long and reads no better.
TOLERANCE = 0.5
# No ranking names less.
LEAST_CONFIDENCE = 0.01
# An order number is a word of its own; the encoder knows digits better.
_NUMBER_WORD, _NUMBER = "ordernumber", "12345678"

Answers = dict[str, list[list[str | float]]]
"""For each kind of open question the labels and how sure each is, likeliest first."""


class Encoder(Protocol):
    """Maps texts to vectors of length 1."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text."""


class AnswerReader:
    """Fitted on rows of examples, it ranks the labels of every kind of open question for a message."""

    def __init__(self, encoder: Encoder | None, acts: Acts | None = None) -> None:
        self._encoder = encoder
        self._acts = acts
        self._spelling = Spelling(english_words(), lexicon())
        self._products = known_products()
        self._features = AnswerFeatures()
        self._heads: dict[str, _Head] = {}

    def fit(self, rows: Sequence[Row]) -> None:
        """Learn all heads that ``rows`` have examples of."""
        self._spelling.learn(shaped(row.text) for row in rows)
        texts = {row.text: "" for row in rows}
        texts = dict(zip(texts, (self._mended(text) for text in texts), strict=True))
        said = [self._said(texts[row.text], row.kind) for row in rows]
        plain = _plain_answers(rows, said)
        self._features.fit(said, [row.source for row in rows], plain.values())
        known = [
            self._features.row(words, own=int((row.source, words) in plain))
            for row, words in zip(rows, said, strict=True)
        ]
        matrix = hstack([self._features.matrix(known), csr_matrix(self._vectors(rows, texts))], format="csr")
        for head in HEADS:
            chosen = [at for at, row in enumerate(rows) if row.head == head]
            if chosen:
                self._heads[head] = _Head.fitted(matrix[chosen], [rows[at].label for at in chosen])

    def read(self, text: str, vector: np.ndarray | None = None) -> Answers:
        """For each kind of question what ``text`` is to it; empty where there is nothing to read.

        ``vector`` is the message as the encoder sees it, where it was encoded before.
        """
        mended = self._mended(text)
        words = said_words(mended)
        if not words or not self._heads:
            return {}
        vector = self._vector(mended) if vector is None else VECTOR_WEIGHT * vector
        row = self._features.row(words)
        answers = {head: found.ranking(row, vector) for head, found in self._heads.items() if head != CONFIRM}
        return {**self._confirmations(words, vector), **answers}

    def _confirmations(self, words: list[str], vector: np.ndarray) -> Answers:
        if self._acts is None or CONFIRM not in self._heads:
            return {}
        said = {kind: self._acts.marked(words, kind) for kind in self._acts.kinds}
        ranked = {
            each: self._heads[CONFIRM].ranking(self._features.row(each), vector) for each in {*said.values()}
        }
        return {kind: ranked[each] for kind, each in said.items()}

    def _mended(self, text: str) -> str:
        return self._products.replaced(self._spelling.mended(shaped(text)), ANY_PRODUCT)

    def _said(self, mended: str, kind: str | None) -> tuple[str, ...]:
        words = said_words(mended)
        if kind is None or self._acts is None:
            return tuple(words)
        return self._acts.marked(words, kind)

    def _vector(self, mended: str) -> np.ndarray:
        if self._encoder is None:
            return np.zeros(0)
        return VECTOR_WEIGHT * self._encoder.encode([mended.replace(_NUMBER_WORD, _NUMBER)])[0]

    def _vectors(self, rows: Sequence[Row], texts: Mapping[str, str]) -> np.ndarray:
        found = {text: self._vector(mended) for text, mended in texts.items()}
        return np.stack([found[row.text] for row in rows])

    def save(self, folder: Path) -> None:
        """Keep what was learned, without pickle."""
        kept = {
            "acts": self._acts.content if self._acts else None,
            "spelling": self._spelling.words,
            "words": self._features.words.columns,
            "letters": self._features.letters.columns,
            "familiar": self._features.familiar,
            "labels": {head: found.labels for head, found in self._heads.items()},
        }
        (folder / "answers.json").write_text(json.dumps(kept), encoding="utf-8")
        weights = {head: found.weights.astype(np.float32) for head, found in self._heads.items()}
        biases = {f"{head}_bias": found.bias for head, found in self._heads.items()}
        rarity = {"words": self._features.words.rarity, "letters": self._features.letters.rarity}
        np.savez(folder / "answers.npz", **weights, **biases, **rarity)

    def load(self, folder: Path) -> None:
        """Take up what ``save`` kept."""
        kept = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
        self._acts = Acts(kept["acts"]) if kept["acts"] else None
        self._spelling.know(kept["spelling"])
        self._features.familiar = kept["familiar"]
        with np.load(folder / "answers.npz") as numbers:
            self._features.words = Grams(kept["words"], numbers["words"])
            self._features.letters = Grams(kept["letters"], numbers["letters"])
            self._heads = {
                head: _Head(labels, np.ascontiguousarray(numbers[head]), numbers[f"{head}_bias"])
                for head, labels in kept["labels"].items()
            }


class _Head:
    """A logistic regression, kept as numbers: one row of weights for each feature."""

    def __init__(self, labels: Sequence[str], weights: np.ndarray, bias: np.ndarray) -> None:
        self.labels, self.weights, self.bias = list(labels), weights, bias

    @classmethod
    def fitted(cls, rows: csr_matrix, labels: Sequence[str]) -> _Head:
        learned = LogisticRegression(C=STRENGTH, max_iter=300, tol=TOLERANCE)
        learned.fit(rows, labels)
        weights, bias = learned.coef_.T, learned.intercept_
        if len(learned.classes_) == 2:
            weights, bias = np.hstack([np.zeros_like(weights), weights]), np.append(0.0, bias)
        return cls([str(label) for label in learned.classes_], np.ascontiguousarray(weights), bias)

    def ranking(self, row: tuple[list[int], np.ndarray], vector: np.ndarray) -> list[list[str | float]]:
        columns, values = row
        scores = values @ self.weights[columns] + self.bias
        if len(vector):
            scores = scores + vector @ self.weights[-len(vector) :]
        grown = np.exp(scores - scores.max())
        ranked = sorted(zip(self.labels, grown / grown.sum(), strict=True), key=lambda each: -each[1])
        return [[label, round(float(sure), 4)] for label, sure in ranked if sure >= LEAST_CONFIDENCE]


def _plain_answers(
    rows: Sequence[Row], said: Sequence[tuple[str, ...]]
) -> dict[tuple[str, tuple[str, ...]], tuple[str, ...]]:
    """The words of each example that says a plain yes or no, once for each way it is marked."""
    return {
        (row.source, words): words
        for row, words in zip(rows, said, strict=True)
        if row.head == CONFIRM and row.label in ("yes", "no", "nod")
    }
