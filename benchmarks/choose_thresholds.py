"""Chooses the two numbers of the FallbackClassifier in config.yml on data, and shows the candidates.

    python -m benchmarks.choose_thresholds [LABELLED.tsv]

Rule: of the candidates under which at most 2 % of the in-scope messages fall back, the one under which the
fewest out-of-scope messages are acted on; among equals the one with the most right answers. Messages:
the project's own training examples, each predicted by a model that was trained on four other fifths.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.model_selection import StratifiedKFold

from benchmarks.machine import measured_on
from benchmarks.project import CLASSIFIER, DEFAULT_STRENGTH, be_light, component_settings, examples
from bot.nlu.encoders import open_encoder
from bot.nlu.intent_features import Features, IntentFeatures
from bot.nlu.intent_model import IntentModel
from bot.nlu.report import OUT_OF_SCOPE, read_rows

FOLDS = 5
MOST_FALLING_BACK = 0.02
THRESHOLDS = (0.2, 0.25, 0.28, 0.3, 0.32, 0.35, 0.4, 0.5)
MARGINS = (0.0, 0.01, 0.02, 0.05, 0.1)


@dataclass(frozen=True)
class Prediction:
    """What a message is, what it was taken for, and the confidence of the first two intents."""

    expected: str
    first: str
    confidence: float
    next_confidence: float


@dataclass(frozen=True)
class Candidate:
    """A pair of settings and what comes of it, as shares from 0 to 1."""

    threshold: float
    margin: float
    in_scope_fallbacks: float
    out_of_scope_acted_on: float
    right: float


def candidate(predictions: Sequence[Prediction], threshold: float, margin: float) -> Candidate:
    """What comes of a pair of settings. A fallback is right where a message is out of scope."""
    fallbacks = [_falls_back(each, threshold, margin) for each in predictions]
    both = list(zip(predictions, fallbacks, strict=True))
    inside = [falls for each, falls in both if each.expected != OUT_OF_SCOPE]
    outside = [
        not falls and each.first != OUT_OF_SCOPE for each, falls in both if each.expected == OUT_OF_SCOPE
    ]
    right = [(OUT_OF_SCOPE if falls else each.first) == each.expected for each, falls in both]
    return Candidate(threshold, margin, _share(inside), _share(outside), _share(right))


def choose(candidates: Sequence[Candidate]) -> Candidate:
    """The candidate that the rule picks; where none keeps to 2 %, the one with the fewest fallbacks."""
    fitting = [each for each in candidates if each.in_scope_fallbacks <= MOST_FALLING_BACK]
    if not fitting:
        return min(candidates, key=lambda each: each.in_scope_fallbacks)
    return min(fitting, key=lambda each: (each.out_of_scope_acted_on, -each.right))


def main() -> None:
    """Predict, choose, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labelled", type=Path, nargs="?", help="rows to show the same candidates on")
    options = parser.parse_args()
    be_light()
    own, labelled = predictions(options.labelled)
    candidates = _candidates(own)
    chosen = choose(candidates)
    beside = {(each.threshold, each.margin): each for each in _candidates(labelled)} if labelled else {}
    _print_table(candidates, chosen, beside)
    print(f"\n{len(own)} examples, {FOLDS} folds. {measured_on()}")
    settings = component_settings("FallbackClassifier")
    print(
        f"\nconfig.yml has threshold: {settings['threshold']}, "
        f"ambiguity_threshold: {settings['ambiguity_threshold']}"
    )
    print(
        f"Chosen for config.yml, FallbackClassifier:\n"
        f"    threshold: {chosen.threshold:g}\n    ambiguity_threshold: {chosen.margin:g}"
    )


def predictions(labelled: Path | None) -> tuple[list[Prediction], list[Prediction]]:
    """Predictions for the project's examples, each from the other folds, and for the labelled rows."""
    own, settings = examples(), component_settings(CLASSIFIER)
    strength = settings.get("C", DEFAULT_STRENGTH)
    intents = np.array([example.intent for example in own])
    features = IntentFeatures(open_encoder(settings))
    print(f"Reading {len(own)} examples", flush=True)
    # Words and letters are counted over all folds: counts know no intents, and it saves four rounds.
    all_rows = features.fit([example.text for example in own])
    found: list[Prediction] = []
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(intents, intents)
    for number, (learned, asked) in enumerate(folds, start=1):
        print(f"Training fold {number} of {FOLDS}", flush=True)
        model = IntentModel()
        model.fit(all_rows.only(learned), intents[learned], strength)
        found += _predicted(model, intents[asked], all_rows.only(asked))
    if labelled is None:
        return found, []
    print("Training on all for the labelled rows", flush=True)
    rows, model = read_rows(labelled), IntentModel()
    model.fit(all_rows, intents, strength)
    return found, _predicted(model, [row.intent for row in rows], features.rows([row.text for row in rows]))


def _predicted(model: IntentModel, intents: Sequence[str], features: Features) -> list[Prediction]:
    probabilities = model.probabilities(features)
    best = np.argsort(-probabilities, axis=1)[:, :2]
    return [
        Prediction(str(intent), model.intents[first], float(row[first]), float(row[second]))
        for intent, row, (first, second) in zip(intents, probabilities, best, strict=True)
    ]


def _candidates(found: Sequence[Prediction]) -> list[Candidate]:
    return [candidate(found, threshold, margin) for threshold in THRESHOLDS for margin in MARGINS]


def _falls_back(each: Prediction, threshold: float, margin: float) -> bool:
    """As Rasa's FallbackClassifier decides."""
    return each.confidence < threshold or each.confidence - each.next_confidence < margin


def _share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers) if answers else 0.0


def _print_table(
    candidates: Sequence[Candidate], chosen: Candidate, beside: dict[tuple[float, float], Candidate]
) -> None:
    names = ("in scope, falls back", "out of scope, acted on", "right")
    more = [f"labelled: {name}" for name in names] if beside else []
    print("\n| threshold | margin | " + " | ".join([*names, *more]) + " | |")
    print("|---|---|" + "---|" * (len(names) + len(more) + 1))
    for each in candidates:
        shown = [each, beside[(each.threshold, each.margin)]] if beside else [each]
        cells = [
            f"{share:.1%}"
            for one in shown
            for share in (one.in_scope_fallbacks, one.out_of_scope_acted_on, one.right)
        ]
        mark = "chosen" if each == chosen else ""
        print(f"| {each.threshold:.2f} | {each.margin:.2f} | " + " | ".join(cells) + f" | {mark} |")


if __name__ == "__main__":
    main()
