"""What more examples would bring: figures by the share of the training examples that is learned.

python -m benchmarks.learning_curve [LABELLED.tsv …] [--seeds 3]

Five shares, each drawn anew with every seed and so that each intent keeps its share; means over the seeds.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

from sklearn.model_selection import train_test_split

from benchmarks.kept_vectors import KeptVectors
from benchmarks.machine import measured_on
from benchmarks.offline import FILES, NAMES, first_intents, learned
from benchmarks.project import be_light, examples
from bot.nlu.report import figures, read_rows
from bot.nlu.training_examples import Example

SHARES = (0.1, 0.25, 0.5, 0.75, 1.0)


def drawn(own: Sequence[Example], share: float, seed: int) -> list[Example]:
    """That share of the examples, of each intent alike."""
    if share == 1:
        return list(own)
    intents = [example.intent for example in own]
    kept, _ = train_test_split(own, train_size=share, random_state=seed, stratify=intents)
    return kept


def main() -> None:
    """Fit for each share and seed, and print a Markdown table a file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labelled", type=Path, nargs="*", default=FILES)
    parser.add_argument("--seeds", type=int, default=3, help="how often each share is drawn (default 3)")
    options = parser.parse_args()
    be_light()
    own, encoder = examples(), KeptVectors()
    files = {file.name: read_rows(file) for file in options.labelled}
    print("| examples | file | " + " | ".join(NAMES) + " |\n|---|---|---|---|---|---|")
    for share in SHARES:
        found: dict[str, list[dict[str, float]]] = {name: [] for name in files}
        for seed in range(1 if share == 1 else options.seeds):
            classifier = learned(drawn(own, share, seed), encoder)
            for name, rows in files.items():
                pairs = zip([row.intent for row in rows], first_intents(classifier, rows), strict=True)
                found[name].append(figures(list(pairs)))
        for name, all_figures in found.items():
            cells = " | ".join(f"{mean(each[figure] for each in all_figures):.1%}" for figure in NAMES)
            print(f"| {share * len(own):,.0f} | {name} | {cells} |", flush=True)
    encoder.keep()
    print(f"\n{options.seeds} seeds. {measured_on()}")


if __name__ == "__main__":
    main()
