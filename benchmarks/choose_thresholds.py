"""Chooses the sharpness of the intent classifier and the two numbers of the FallbackClassifier on data.

    python -m benchmarks.choose_thresholds [LABELLED.tsv]

Rules: the sharpness with the smallest calibration error. Then, of the pairs of threshold and margin under
which at most 2 % of the in-scope messages fall back, the one under which the fewest out-of-scope messages
are acted on; among equals the one with the most right answers. Messages: the project's own training
examples, each predicted by a model that was trained on four other fifths.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.cross_validation import FOLDS, Guesses, guesses_of_all
from benchmarks.machine import measured_on
from benchmarks.project import CLASSIFIER, be_light, component_settings
from bot.nlu.calibration import calibration_error, reliability
from bot.nlu.intent_model import sharpened
from bot.nlu.report import OUT_OF_SCOPE

MOST_FALLING_BACK = 0.02
SHARPNESSES = (0.75, 1, 1.25, 1.5, 1.75, 2, 2.5)
THRESHOLDS = (0.2, 0.25, 0.3, 0.33, 0.36, 0.4, 0.45, 0.5, 0.55)
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
    own, labelled = guesses_of_all(options.labelled)
    sharpness = _choose_sharpness(own, labelled)
    candidates = _candidates(predictions(own, sharpness))
    chosen = choose(candidates)
    shown = _candidates(predictions(labelled, sharpness)) if labelled else []
    beside = {(each.threshold, each.margin): each for each in shown}
    _print_table(candidates, chosen, beside)
    print(f"\n{len(own.expected)} examples, {FOLDS} folds. {measured_on()}")
    settings = component_settings("FallbackClassifier")
    print(f"\nSharpness of the classifier: {component_settings(CLASSIFIER).get('sharpness', 'default')}")
    print(
        f"\nconfig.yml has threshold: {settings['threshold']}, "
        f"ambiguity_threshold: {settings['ambiguity_threshold']}"
    )
    print(
        f"Chosen for config.yml, intent classifier:\n    sharpness: {sharpness:g}\n"
        f"Chosen for config.yml, FallbackClassifier:\n"
        f"    threshold: {chosen.threshold:g}\n    ambiguity_threshold: {chosen.margin:g}"
    )


def predictions(guesses: Guesses, sharpness: float) -> list[Prediction]:
    """What the classifier says of each message with that sharpness."""
    probabilities = sharpened(guesses.probabilities, sharpness)
    best = np.argsort(-probabilities, axis=1)[:, :2]
    return [
        Prediction(expected, guesses.intents[first], float(row[first]), float(row[second]))
        for expected, row, (first, second) in zip(guesses.expected, probabilities, best, strict=True)
    ]


def miscalibration(found: Sequence[Prediction]) -> float:
    """The expected calibration error: 0 is perfect, 1 is sure and wrong."""
    return calibration_error(reliability([(each.confidence, each.first == each.expected) for each in found]))


def _choose_sharpness(own: Guesses, labelled: Guesses | None) -> float:
    """Print the calibration error of each sharpness; the one with the smallest on the own examples."""
    print("\n| sharpness | calibration error |" + (" labelled |" if labelled else ""))
    print("|---|---|" + ("---|" if labelled else ""))
    errors = {sharpness: miscalibration(predictions(own, sharpness)) for sharpness in SHARPNESSES}
    for sharpness, error in errors.items():
        beside = f" {miscalibration(predictions(labelled, sharpness)):.1%} |" if labelled else ""
        print(f"| {sharpness:g} | {error:.1%} |{beside}")
    return min(errors, key=errors.__getitem__)


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
