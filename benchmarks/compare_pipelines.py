"""Trains several ways to understand on the same examples, and measures them on the same labelled rows.

    python -m benchmarks.compare_pipelines [LABELLED.tsv] [--only ours --only rasa-diet] [--epochs 30]

Each runs in a process of its own with one thread for numbers, so that memory and time are its own. What
Rasa keeps of earlier trainings is not used. The list is benchmarks/pipelines.yml. The first intent counts,
before any threshold. Times are processor time of one thread, memory is the peak of training and asking.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.machine import ONE_THREAD, measured_on, processor_milliseconds
from benchmarks.project import LABELLED, be_light, examples
from bot.nlu.report import OUT_OF_SCOPE, CannotScore, Row, figures, read_rows

PIPELINES = Path(__file__).with_name("pipelines.yml")
WARM_UP = 20
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}

ABOUT_THE_ROWS = (
    "No pipeline learns the labelled rows. They served to read errors and to choose settings of ours."
)

Name = Callable[[str], str]


def main() -> int:
    """Measure each in its own process and print a Markdown table; 1 where one could not be measured."""
    listed = yaml.safe_load(PIPELINES.read_text(encoding="utf-8"))
    options = _options(listed)
    try:
        rows = read_rows(options.labelled)
    except CannotScore as error:
        raise SystemExit(str(error)) from error
    if options.in_this_process:
        print(json.dumps(measure(with_epochs(listed[options.in_this_process], options.epochs), rows)))
        return 0
    learned = len(examples())
    print("| pipeline | accuracy | in scope | out of scope | macro F1 | training | a message | memory |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    lines = [_line_of(name, listed, options) for name in options.only or listed]
    print(f"\n{learned} examples, {len(rows)} rows. {measured_on()}\n{ABOUT_THE_ROWS}")
    return 0 if all(lines) else 1


def _options(listed: dict[str, Any]) -> argparse.Namespace:
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
    parser.add_argument("--only", action="append", choices=listed, help="may be given several times")
    parser.add_argument("--epochs", type=int, help="of DIET, where those in pipelines.yml take too long")
    parser.add_argument("--in-this-process", choices=listed, help=argparse.SUPPRESS)
    return parser.parse_args()


def _line_of(name: str, listed: dict[str, Any], options: argparse.Namespace) -> bool:
    """Measure one and print its line of the table; False where it could not be measured."""
    print(f"Training {name} …", file=sys.stderr, flush=True)
    began = time.monotonic()
    found = _measured_apart(name, options)
    if found is not None:
        print(_line(with_epochs(listed[name], options.epochs)["title"], found), flush=True)
    print(f"  {time.monotonic() - began:.0f} s in all", file=sys.stderr, flush=True)
    return found is not None


def with_epochs(pipeline: dict[str, Any], epochs: int | None) -> dict[str, Any]:
    """The pipeline with as many epochs as asked for where it has any, and their number in its title."""
    components = [dict(component) for component in pipeline.get("pipeline", [])]
    learning = [component for component in components if "epochs" in component]
    if not learning:
        return pipeline
    for component in learning:
        component["epochs"] = epochs or component["epochs"]
    title = f"{pipeline['title']}, {learning[0]['epochs']} epochs"
    return {**pipeline, "title": title, "pipeline": components}


def measure(pipeline: dict[str, Any], rows: Sequence[Row]) -> dict[str, float]:
    """Train in this process, then ask for every row: shares, seconds, milliseconds, megabytes."""
    began = time.process_time()
    name_intent = _trained_by_rasa(pipeline["pipeline"]) if "pipeline" in pipeline else _trained(pipeline)
    training_seconds = time.process_time() - began
    for row in rows[:WARM_UP]:
        name_intent(row.text)
    named: list[str] = []
    times = [processor_milliseconds(lambda said=row.text: named.append(name_intent(said))) for row in rows]
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        **figures([(row.intent, name) for row, name in zip(rows, named, strict=True)]),
        "training_seconds": training_seconds,
        "message_ms": statistics.median(times),
        "memory_mb": memory_mb,
    }


def _measured_apart(name: str, options: argparse.Namespace) -> dict[str, float] | None:
    command = [sys.executable, "-m", "benchmarks.compare_pipelines", str(options.labelled)]
    command += ["--in-this-process", name]
    command += ["--epochs", str(options.epochs)] if options.epochs else []
    with tempfile.TemporaryDirectory() as cache:
        apart = {**os.environ, **ONE_THREAD, **QUIET, "RASA_CACHE_DIRECTORY": cache}
        ended = subprocess.run(command, env=apart, capture_output=True, text=True, check=False)
    if ended.returncode:
        print(f"{name} could not be measured:\n{ended.stderr[-2000:]}", file=sys.stderr)
        return None
    return json.loads(ended.stdout.splitlines()[-1])


def _trained(pipeline: dict[str, Any]) -> Name:
    be_light()
    from benchmarks.plain_classifiers import CLASSIFIERS

    learned = examples()
    return CLASSIFIERS[pipeline["classifier"]](
        [example.text for example in learned], [example.intent for example in learned]
    )


def _trained_by_rasa(components: list[dict[str, Any]]) -> Name:
    if not any(component["name"] == "DIETClassifier" for component in components):
        be_light()
    from rasa.model_training import train_nlu

    from bot.nlu.parsing import load_parser

    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yml"
        body = {"recipe": "default.v1", "language": "en", "assistant_id": "compared", "pipeline": components}
        config.write_text(yaml.safe_dump(body), encoding="utf-8")
        model = train_nlu(str(config), "data/nlu", folder)
        if model is None:
            raise SystemExit("Rasa trained no model.")
        parse = load_parser(Path(model))
    return lambda text: parse(text)["intent"]["name"] or OUT_OF_SCOPE


def _line(title: str, found: dict[str, float]) -> str:
    shares = ("accuracy", "in_scope_accuracy", "out_of_scope_recall", "macro_f1")
    cells = [f"{found[name]:.1%}" for name in shares]
    cells += [f"{found['training_seconds']:.0f} s", f"{found['message_ms']:.1f} ms"]
    return f"| {title} | " + " | ".join([*cells, f"{found['memory_mb']:.0f} MB"]) + " |"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None
