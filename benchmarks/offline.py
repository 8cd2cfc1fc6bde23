"""The intent classifier without the rest of Rasa's pipeline: fitted and asked in seconds.

python -m benchmarks.offline [LABELLED.tsv …] [--wrong even|odd]

The vector of each text is kept beside the encoder, so that only new texts take time.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.kept_vectors import KeptVectors
from benchmarks.project import CLASSIFIER, LABELLED, be_light, component_settings, examples
from bot.nlu.report import OUT_OF_SCOPE, Row, figures, read_rows
from bot.nlu.training_examples import Example

if TYPE_CHECKING:
    from bot.nlu.intent_classifier import MeaningIntentClassifier

FILES = (LABELLED, LABELLED.with_name("nlu_dev2.tsv"), Path("tests/fixtures/held_out_messages.tsv"))
NAMES = ("accuracy", "in_scope_accuracy", "out_of_scope_recall", "macro_f1")


def learned(own: Sequence[Example], encoder: KeptVectors) -> "MeaningIntentClassifier":
    """The project's intent classifier as configured, fitted on these examples."""
    from bot.nlu.intent_classifier import MeaningIntentClassifier

    settings = {**MeaningIntentClassifier.get_default_config(), **component_settings(CLASSIFIER)}
    classifier = MeaningIntentClassifier(settings, None, None, encoder)
    classifier.learn([each.text for each in own], [each.intent for each in own])
    return classifier


def first_intents(classifier: "MeaningIntentClassifier", rows: Sequence[Row]) -> list[str]:
    """What each row is taken for; out_of_scope where there is nothing to read."""
    ranked = classifier.rankings([row.text for row in rows])
    return [ranking[0]["name"] if ranking else OUT_OF_SCOPE for ranking in ranked]


def main() -> None:
    """Fit, ask, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labelled", type=Path, nargs="*", default=FILES)
    parser.add_argument("--wrong", choices=("even", "odd"), help="print the wrong rows of these lines")
    options = parser.parse_args()
    be_light()
    own, encoder, began = examples(), KeptVectors(), time.perf_counter()
    classifier = learned(own, encoder)
    print(f"{len(own)} examples, learned in {time.perf_counter() - began:.0f} s")
    print("| file | lines | " + " | ".join(NAMES) + " |\n|---|---|---|---|---|---|")
    for file in options.labelled:
        rows = read_rows(file)
        pairs = list(zip([row.intent for row in rows], first_intents(classifier, rows), strict=True))
        _print_halves(file.name, pairs)
        if options.wrong:
            _print_wrong(rows, pairs, options.wrong)
    encoder.keep()


def _print_halves(name: str, pairs: list[tuple[str, str]]) -> None:
    # the header is line 1, so that the first row stands in an even line
    for lines, part in (("all", pairs), ("even", pairs[::2]), ("odd", pairs[1::2])):
        found = figures(part)
        print(f"| {name} | {lines} | " + " | ".join(f"{found[each]:.1%}" for each in NAMES) + " |")


def _print_wrong(rows: Sequence[Row], pairs: Sequence[tuple[str, str]], lines: str) -> None:
    begin = 0 if lines == "even" else 1
    for row, (wanted, got) in list(zip(rows, pairs, strict=True))[begin::2]:
        if wanted != got:
            print(f"    {wanted} -> {got} [{row.source}]: {row.text}")


if __name__ == "__main__":
    main()
