"""Facets by cross-validation: how often the value of an intent's facet is right, and what the threshold does.

python -m benchmarks.facets [--wrong INTENT]

Each fifth of an intent's examples is asked of a model that learned the other four. "Decided wrong" are
examples for which a value was decided that is not theirs, "missed" those with a value where none was.
"""

import argparse
from collections.abc import Sequence

import numpy as np
from sklearn.model_selection import StratifiedKFold

from benchmarks.kept_vectors import KeptVectors
from benchmarks.machine import measured_on
from benchmarks.project import be_light, examples
from bot.nlu.facets import NONE, SURE, FacetModels
from bot.nlu.intent_features import Features, IntentFeatures
from bot.nlu.training_examples import Example

FOLDS = 5
THRESHOLDS = (0.0, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)

Guess = tuple[str, float]


def main() -> None:
    """Predict and print two Markdown tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--wrong", help="print the examples of this intent whose value is not theirs")
    options = parser.parse_args()
    be_light()
    encoder, own = KeptVectors(), examples()
    features = IntentFeatures(encoder)
    rows = features.fit([each.text for each in own])
    encoder.keep()
    guessed = {intent: _guessed(own, rows, intent) for intent in sorted({e.intent for e in own if e.facet})}
    _print_intents(guessed)
    _print_thresholds([pair for pairs in guessed.values() for pair in pairs])
    for example, (value, sure) in guessed.get(options.wrong, []):
        if value != example.facet:
            print(f"    {example.facet or '-'} -> {value or '-'} {sure:.2f}: {example.text}")
    print(f"\n{len(own)} examples. {measured_on()}")


def _guessed(own: Sequence[Example], rows: Features, intent: str) -> list[tuple[Example, Guess]]:
    """Each example of the intent with the likeliest value, by a model that did not learn it."""
    mine = np.array([index for index, each in enumerate(own) if each.intent == intent])
    facets = np.array([own[index].facet for index in mine])
    found: list[Guess] = [(NONE, 0.0)] * len(mine)
    for learned, asked in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(facets, facets):
        models = FacetModels()
        models.fit(rows.only(mine[learned]), [intent] * len(learned), list(facets[learned]))
        for index, ranking in zip(asked, models.ranked(rows.only(mine[asked]).weighed, intent), strict=True):
            found[index] = ranking[0]
    return [(own[index], guess) for index, guess in zip(mine, found, strict=True)]


def _print_intents(guessed: dict[str, list[tuple[Example, Guess]]]) -> None:
    print("| intent | values | with a value | without | right | decided wrong | missed |")
    print("|---|---|---|---|---|---|---|")
    for intent, pairs in guessed.items():
        values = {example.facet for example, _ in pairs} - {NONE}
        with_value = sum(bool(example.facet) for example, _ in pairs)
        cells = " | ".join(f"{share:.1%}" for share in _shares(pairs, SURE))
        print(f"| {intent} | {len(values)} | {with_value} | {len(pairs) - with_value} | {cells} |")


def _print_thresholds(pairs: Sequence[tuple[Example, Guess]]) -> None:
    print("\n| sure from | right | decided wrong | missed |\n|---|---|---|---|")
    for threshold in THRESHOLDS:
        cells = " | ".join(f"{share:.1%}" for share in _shares(pairs, threshold))
        print(f"| {threshold:g} | {cells} |")


def _shares(pairs: Sequence[tuple[Example, Guess]], threshold: float) -> tuple[float, float, float]:
    """The shares of examples that are right, decided wrongly, and missed."""
    values = [(example.facet, value if sure >= threshold else NONE) for example, (value, sure) in pairs]
    right = sum(wanted == got for wanted, got in values)
    wrong = sum(wanted != got and got != NONE for wanted, got in values)
    return right / len(pairs), wrong / len(pairs), (len(pairs) - right - wrong) / len(pairs)


if __name__ == "__main__":
    main()
