"""What more a message says about its intent: a small model each, with "none" among its values. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from bot.nlu.intent_features import Features
from bot.nlu.softmax_regression import fitted, scores, shares

# The value of an example that stands under the plain intent.
NONE = ""
# How sure a model has to be of a value: `python -m benchmarks.facets`.
SURE = 0.45
# Where each example of an intent has a value, one of them is meant, and less will do.
SURE_OF_SOME = 0.3
STRENGTH = 20.0
FEWEST_EXAMPLES = 5


class FacetModels:
    """Fitted on labelled rows of features, it gives each intent that has facets the value a text decides."""

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = {}
        # side by side, the columns of one intent after those of another
        self._weights = np.zeros((0, 0), dtype=np.float32)
        self._bias = np.zeros(0)

    def fit(self, features: Features, intents: Sequence[str], facets: Sequence[str]) -> None:
        """Learn; ``facets`` has a value for each row, NONE where its example decides for none.

        A value with fewer than five examples is not learned.
        """
        self.values, learned = {}, []
        intent_of, facet_of = np.array(intents), np.array(facets)
        for intent in sorted({intent for intent, facet in zip(intents, facets, strict=True) if facet}):
            mine = np.flatnonzero(intent_of == intent)
            names, counts = np.unique(facet_of[mine], return_counts=True)
            enough = names[counts >= FEWEST_EXAMPLES]
            kept = mine[np.isin(facet_of[mine], enough)]
            if len(enough) > 1:
                labels = np.searchsorted(enough, facet_of[kept])
                learned.append(fitted(*features.only(kept).parts(), labels, len(enough), STRENGTH))
                self.values[intent] = [str(name) for name in enough]
        self._take(learned)

    def ranked(self, rows: csr_matrix, intent: str) -> list[list[tuple[str, float]]]:
        """For each row the values of one intent's facet and their probabilities, likeliest first."""
        found = shares(self._scores(rows)[:, self._columns()[intent]])
        best = np.argsort(-found, axis=1)
        names = self.values[intent]
        return [[(names[i], float(row[i])) for i in order] for row, order in zip(found, best, strict=True)]

    def decided(self, rows: csr_matrix, sure: float = SURE) -> list[dict[str, str]]:
        """For each row the value of each intent whose model decides for one."""
        decided: list[dict[str, str]] = [{} for _ in range(rows.shape[0])]
        if not self.values:
            return decided
        scored, columns = self._scores(rows), self._columns()
        for intent, names in self.values.items():
            found = shares(scored[:, columns[intent]])
            for row, best in enumerate(found.argmax(axis=1)):
                if names[best] != NONE and found[row, best] >= (sure if NONE in names else SURE_OF_SOME):
                    decided[row][intent] = names[best]
        return decided

    def save(self, folder: Path) -> None:
        """Keep what was learned, without pickle."""
        (folder / "facets.json").write_text(json.dumps(self.values), encoding="utf-8")
        numbers = {f"weights {intent}": self._weights[:, place] for intent, place in self._columns().items()}
        numbers |= {f"bias {intent}": self._bias[place] for intent, place in self._columns().items()}
        np.savez(folder / "facets.npz", **numbers)

    def load(self, folder: Path) -> None:
        """Take up what ``save`` kept."""
        self.values = json.loads((folder / "facets.json").read_text(encoding="utf-8"))
        with np.load(folder / "facets.npz") as kept:
            self._take([(kept[f"weights {each}"], kept[f"bias {each}"]) for each in self.values])

    def _take(self, learned: Sequence[tuple[np.ndarray, np.ndarray]]) -> None:
        """Keep the weights and the bias of each intent that has values, in the order of these."""
        if learned:
            weights, bias = zip(*learned, strict=True)
            self._weights, self._bias = np.ascontiguousarray(np.hstack(weights)), np.concatenate(bias)

    def _columns(self) -> dict[str, slice]:
        """The columns of each intent."""
        ends = accumulate(len(names) for names in self.values.values())
        return {
            intent: slice(end - len(names), end)
            for (intent, names), end in zip(self.values.items(), ends, strict=True)
        }

    def _scores(self, rows: csr_matrix) -> np.ndarray:
        return scores(rows, self._weights, self._bias)


def explained(decided: Mapping[str, str], intent: str) -> str:
    """One line for the log: which value was decided for the intent itself, and which for others."""
    own = decided.get(intent, "none")
    others = ", ".join(f"{name}/{value}" for name, value in decided.items() if name != intent)
    return f"{intent}: {own}" + (f" (others: {others})" if others else "")
