"""All figures of the understanding, one benchmark after another, as Markdown for benchmarks/README.md.

    python -m benchmarks.nlu_figures [LABELLED.tsv] [--epochs 15] [--without compare]

Trains first where something changed. About half an hour on two cores, most of it DIET.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.project import LABELLED

HELD_OUT = Path("tests/fixtures/held_out_messages.tsv")


def main() -> int:
    """Run each and print its command above what it prints; 1 where one failed."""
    options = _options()
    listed = _commands(str(options.labelled), options.epochs)
    ended = [_ended(command) for name, command in listed.items() if name not in options.without]
    return 0 if all(ended) else 1


def _commands(labelled: str, epochs: int) -> dict[str, Sequence[str]]:
    return {
        "train": ("bot", "train", "--if-changed"),
        "held-out": ("bot", "nlu", str(HELD_OUT)),
        "labelled": ("bot", "nlu", labelled),
        "settings": ("benchmarks.choose_settings",),
        "thresholds": ("benchmarks.choose_thresholds", labelled),
        "robustness": ("benchmarks.robustness", labelled),
        "encoder": ("benchmarks.encoder",),
        "compare": ("benchmarks.compare_pipelines", labelled, "--epochs", str(epochs)),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labelled", type=Path, nargs="?", default=LABELLED, help=f"default {LABELLED}")
    parser.add_argument("--epochs", type=int, default=15, help="of DIET (default 15)")
    names = tuple(_commands("", 0))
    parser.add_argument("--without", action="append", default=[], choices=names, help="leave this one out")
    return parser.parse_args()


def _ended(command: Sequence[str]) -> bool:
    print(f"\n`python -m {' '.join(command)}`\n", flush=True)
    return subprocess.run([sys.executable, "-m", *command], check=False).returncode == 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None
