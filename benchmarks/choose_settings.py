"""What the settings of the intent model do, one changed at a time, on examples it has not learned.

    python -m benchmarks.choose_settings

Messages: the project's own training examples, each fifth asked of a model that learned the other four. The
measures are the share of right first intents, and macro F1, in which large intents do not count for more.
"""

import argparse
from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from benchmarks.cross_validation import FOLDS
from benchmarks.machine import measured_on
from benchmarks.project import CLASSIFIER, DEFAULT_STRENGTH, be_light, component_settings, examples
from bot.nlu.encoders import open_encoder
from bot.nlu.intent_features import VECTOR_WEIGHT, Features, IntentFeatures
from bot.nlu.intent_model import NEIGHBOURS_SHARE, IntentModel
from bot.nlu.neighbours import NEAREST, SHARPNESS, Neighbours

STRENGTHS = (1, 3, 10, 30, 100)
VECTOR_WEIGHTS = (0.5, 1, 1.5, 2, 3)
SHARES = (0, 1 / 6, 1 / 3, 1 / 2, 2 / 3, 1)
NEAREST_COUNTS = (2, 4, 8, 16, 32)
SHARPNESSES = (5, 10, 15, 20, 30)

Split = tuple[np.ndarray, np.ndarray]


class Sheet:
    """The features of all examples, how they are split, and what each fold says under some settings."""

    def __init__(self) -> None:
        own, settings = examples(), component_settings(CLASSIFIER)
        self.strength = settings.get("C", DEFAULT_STRENGTH)
        self.intents = np.array([example.intent for example in own])
        print(f"Reading {len(own)} examples", flush=True)
        self._rows = IntentFeatures(open_encoder(settings)).fit([example.text for example in own])
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
        self._splits: list[Split] = list(folds.split(self.intents, self.intents))
        self.names = sorted(set(self.intents))

    def learned(self, strength: float, vector_weight: float) -> np.ndarray:
        """The probabilities of the regression alone, a row an example."""
        weighed = _with_vector_weight(self._rows, vector_weight)
        found = np.zeros((len(self.intents), len(self.names)))
        for learned, asked in self._splits:
            model = IntentModel()
            model.fit(Features(weighed[learned], None), self.intents[learned], strength)
            found[asked] = model.probabilities(Features(weighed[asked], None))
        return found

    def near(self, nearest: int, sharpness: float) -> np.ndarray:
        """What the nearest examples alone say, a row an example."""
        numbers = np.array([self.names.index(intent) for intent in self.intents])
        found = np.zeros((len(self.intents), len(self.names)))
        for learned, asked in self._splits:
            neighbours = Neighbours(nearest, sharpness)
            neighbours.fit(self._rows.vectors[learned], numbers[learned])
            found[asked] = neighbours.shares(self._rows.vectors[asked], len(self.names))
        return found

    def row(self, learned: np.ndarray, near: np.ndarray, share: float) -> str:
        """The figures of a mixture as cells of a table."""
        first = np.array(self.names)[((1 - share) * learned + share * near).argmax(axis=1)]
        f1 = f1_score(self.intents, first, average="macro")
        return f"{(first == self.intents).mean():.1%} | {f1:.1%}"


def main() -> None:
    """Print a line for each setting as soon as it is measured."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    be_light()
    sheet = Sheet()
    print("\n| setting | value | right | macro F1 | in use |\n|---|---|---|---|---|", flush=True)
    for setting, value, cells, is_used in lines(sheet):
        print(f"| {setting} | {value:.3g} | {cells} | {'yes' if is_used else ''} |", flush=True)
    print(f"\n{len(sheet.intents)} examples, {FOLDS} folds. {measured_on()}")


def lines(sheet: Sheet) -> Iterator[tuple[str, float, str, bool]]:
    """Each setting with a value, what comes of it, and whether it is the one in use."""
    learned, near = sheet.learned(sheet.strength, VECTOR_WEIGHT), sheet.near(NEAREST, SHARPNESS)
    for share in SHARES:
        yield "share of the neighbours", share, sheet.row(learned, near, share), share == NEIGHBOURS_SHARE
    for nearest in NEAREST_COUNTS:
        found = sheet.near(nearest, SHARPNESS)
        yield "neighbours", nearest, sheet.row(learned, found, NEIGHBOURS_SHARE), nearest == NEAREST
    for sharpness in SHARPNESSES:
        found = sheet.near(NEAREST, sharpness)
        used = sharpness == SHARPNESS
        yield "sharpness of the neighbours", sharpness, sheet.row(learned, found, NEIGHBOURS_SHARE), used
    for strength in STRENGTHS:
        found = sheet.learned(strength, VECTOR_WEIGHT)
        yield "C", strength, sheet.row(found, near, NEIGHBOURS_SHARE), strength == sheet.strength
    for weight in VECTOR_WEIGHTS:
        found = sheet.learned(sheet.strength, weight)
        used = weight == VECTOR_WEIGHT
        yield "weight of the sentence vector", weight, sheet.row(found, near, NEIGHBOURS_SHARE), used


def _with_vector_weight(rows: Features, weight: float) -> csr_matrix:
    """The features with another weight of the sentence vectors, which are their last columns."""
    columns, dimensions = rows.weighed.shape[1], rows.vectors.shape[1]
    factors = np.ones(columns, dtype=rows.weighed.dtype)
    factors[columns - dimensions :] = weight / VECTOR_WEIGHT
    return (rows.weighed @ diags(factors)).tocsr()


if __name__ == "__main__":
    main()
