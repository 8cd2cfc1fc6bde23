"""What mistyping costs: accuracy on labelled messages, retyped in the eight ways of conversation tests.

python -m benchmarks.robustness [LABELLED.tsv] [--model FILE] [--seeds 3] [--only typo] [--show upper]
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.machine import measured_on
from benchmarks.project import LABELLED, be_light
from bot.convtest.running.spellings import KINDS, spellings
from bot.models import open_registry
from bot.nlu.report import OUT_OF_SCOPE, Row, read_rows
from bot.settings import load_settings

Understand = Callable[[str], str]


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "labelled",
        type=Path,
        nargs="?",
        default=LABELLED,
        help=f"a TSV with the columns text and intent (default {LABELLED})",
    )
    parser.add_argument("--model", type=Path, help="default: the model in use")
    parser.add_argument("--seeds", type=int, default=1, help="how often letters are hit anew (default 1)")
    parser.add_argument("--only", action="append", choices=KINDS, help="may be given several times")
    parser.add_argument("--show", choices=KINDS, help="print the messages that this kind loses")
    options = parser.parse_args()
    be_light()
    rows = read_rows(options.labelled)
    understand = _understanding(options.model or open_registry(load_settings().models_dir).current_model())
    plain = [understand(row.text) == row.intent for row in rows]
    print("| typed | accuracy | points lost | rows lost | rows won |\n|---|---|---|---|---|")
    print(_line("as it is", plain, plain))
    for kind in options.only or KINDS:
        typed = [
            understand(spellings(row.text, seed)[kind]) == row.intent
            for seed in range(options.seeds)
            for row in rows
        ]
        print(_line(kind.replace("_", " "), typed, plain * options.seeds), flush=True)
        if kind == options.show:
            _show(rows, plain, typed, kind)
    print(f"\n{len(rows)} messages, {options.seeds} seed(s). {measured_on()}")


def _understanding(model: Path) -> Understand:
    """A message's first intent, each message asked once."""
    from bot.nlu.parsing import load_parser

    parse, known = load_parser(model), {}

    def understand(text: str) -> str:
        if text not in known:
            ranking = [
                each["name"] for each in parse(text)["intent_ranking"] if each["name"] != "nlu_fallback"
            ]
            known[text] = ranking[0] if ranking else OUT_OF_SCOPE
        return known[text]

    return understand


def _line(name: str, typed: Sequence[bool], plain: Sequence[bool]) -> str:
    pairs = list(zip(typed, plain, strict=True))
    lost = sum(was and not now for now, was in pairs)
    won = sum(now and not was for now, was in pairs)
    share = sum(typed) / len(typed)
    return f"| {name} | {share:.1%} | {100 * (lost - won) / len(pairs):.1f} | {lost} | {won} |"


def _show(rows: Sequence[Row], plain: Sequence[bool], typed: Sequence[bool], kind: str) -> None:
    for row, was, now in zip(rows, plain, typed, strict=False):
        if was and not now:
            print(f"    {row.intent}: {spellings(row.text)[kind]}")


if __name__ == "__main__":
    main()
