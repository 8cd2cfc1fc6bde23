"""Whether two versions of the code read messages alike with the same model, and how long each takes.

In each version's folder: python -m benchmarks.same_parses OUT.json [--model FILE]
Then: python -m benchmarks.same_parses --compare BEFORE.json AFTER.json
"""

import argparse
import csv
import json
import math
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from runpy import run_path
from typing import Any

FIXTURES = Path("tests", "fixtures")
EXAMPLES = 500
SAME = 1e-6
SHOWN = 10


def main() -> int:
    """Write the parses of some 1,900 messages, or compare two files of them; 1 where they differ."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--compare", type=Path, nargs=2, metavar=("BEFORE", "AFTER"))
    options = parser.parse_args()
    if options.compare:
        return compare(*(json.loads(file.read_text(encoding="utf-8")) for file in options.compare))
    if options.out is None:
        parser.error("name a file to write, or two to compare")
    written = parses(messages(), options.model)
    options.out.write_text(json.dumps(written), encoding="utf-8")
    return 0


def messages() -> list[str]:
    """Some of the training examples, the messages of the fixtures, and those that are meant to break it."""
    from bot.nlu.training_examples import training_examples

    examples = [each.text for each in training_examples(Path.cwd())]
    texts = Random(0).sample(examples, EXAMPLES)
    for name, column in (
        ("held_out_messages", "text"),
        ("blind_answers", "reply"),
        ("answers_by_another_hand", "reply"),
    ):
        with (FIXTURES / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            texts += [row[column] for row in csv.DictReader(file, delimiter="\t")]
    chance = Random(1)
    texts += [f"{left}, {right}" for left, right in zip(chance.sample(examples, 150), texts, strict=False)]
    return [*texts, *run_path(str(FIXTURES / "hostile_messages.py"))["hostile_messages"]().values()]


def parses(texts: list[str], model: Path | None) -> list[dict[str, Any]]:
    """The whole parse of each text, without its megabytes; how long they took is printed."""
    from bot.models import open_registry
    from bot.nlu.parsing import load_parser
    from bot.settings import load_settings

    file = model or open_registry(load_settings().models_dir).current_model()
    if file is None:
        sys.exit("There is no model: run `bot train` first, or name one with --model.")
    parse = load_parser(file)
    parse("where is my order")
    found, times = [], []
    for text in texts:
        began = time.process_time()
        found.append(parse(text))
        times.append((time.process_time() - began) * 1000)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{len(texts)} messages, median {statistics.median(times):.1f} ms, 95 % within {p95:.1f} ms")
    return [{"text": text[:100], "parse": _cut(parsed)} for text, parsed in zip(texts, found, strict=True)]


def compare(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> int:
    """Print where the parses differ; 1 where any does."""
    differing = [
        (one["text"], places)
        for one, other in zip(before, after, strict=True)
        if (places := list(_differences(one, other, "")))
    ]
    for text, places in differing[:SHOWN]:
        print(text, *places[:SHOWN], sep="\n  ")
    print(f"{len(differing)} of {len(before)} messages are read otherwise")
    return 1 if differing else 0


def _cut(value: Any) -> Any:
    """The value with all texts cut to what a message may have."""
    if isinstance(value, dict):
        return {key: _cut(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_cut(each) for each in value]
    return value[:2_500].encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


def _differences(one: Any, other: Any, place: str) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict) and list(one) == list(other):
        for key in one:
            yield from _differences(one[key], other[key], f"{place}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for at, pair in enumerate(zip(one, other, strict=True)):
            yield from _differences(*pair, f"{place}[{at}]")
    elif isinstance(one, float) and isinstance(other, float):
        if not math.isclose(one, other, abs_tol=SAME):
            yield f"{place}: {one} {other}"
    elif one != other:
        yield f"{place}: {str(one)[:80]} {str(other)[:80]}"


if __name__ == "__main__":
    sys.exit(main())
