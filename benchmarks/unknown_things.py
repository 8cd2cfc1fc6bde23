"""Whether a thing that nobody has taught is a stranger: frames around products no training example names.

python -m benchmarks.unknown_things [--wrong]

Each frame of unknown_things.yml is filled with ten of its things.
"""

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import yaml

from benchmarks.kept_vectors import KeptVectors
from benchmarks.machine import measured_on
from benchmarks.offline import NAMES, first_intents, learned
from benchmarks.project import be_light, examples
from bot.nlu.report import Row, figures
from bot.nlu.training_examples import Example

SENTENCES = Path(__file__).with_suffix(".yml")
THINGS_A_FRAME = 10


def sentences(own: Sequence[Example]) -> list[Row]:
    """The frames, each with ten things that no example has."""
    body = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    taught = " ".join(example.text.lower() for example in own)
    things = [thing for thing in body["things"] if thing.lower() not in taught]
    chance = random.Random(1)
    return [
        Row(frame.replace("THING", thing), intent, "written")
        for intent, frames in body["frames"].items()
        for frame in frames
        for thing in chance.sample(things, THINGS_A_FRAME)
    ]


def main() -> None:
    """Fit, ask, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--wrong", action="store_true", help="print the sentences that are taken wrongly")
    options = parser.parse_args()
    be_light()
    own, encoder = examples(), KeptVectors()
    rows = sentences(own)
    pairs = list(zip([row.intent for row in rows], first_intents(learned(own, encoder), rows), strict=True))
    encoder.keep()
    found = figures(pairs)
    print(f"{len(rows)} sentences: " + ", ".join(f"{name} {found[name]:.1%}" for name in NAMES))
    for (wanted, got), count in Counter(pair for pair in pairs if pair[0] != pair[1]).most_common(8):
        print(f"{count:>4}  {wanted} -> {got}")
    if options.wrong:
        for row, (wanted, got) in zip(rows, pairs, strict=True):
            if wanted != got:
                print(f"    {wanted} -> {got}: {row.text}")
    print(measured_on())


if __name__ == "__main__":
    main()
