"""Trains several ways to understand on the same examples, and measures them on the same labelled rows.

    python -m benchmarks.compare_pipelines LABELLED.tsv [--only ours --only rasa-diet]

Each runs in a process of its own with one thread for numbers, so that memory and time are its own. What
Rasa keeps of earlier trainings is not used. The list is benchmarks/pipelines.yml.
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
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from benchmarks.machine import measured_on
from benchmarks.project import be_light, examples
from bot.nlu.report import OUT_OF_SCOPE, figures, read_rows

PIPELINES = Path(__file__).with_name("pipelines.yml")
WARM_UP = 20
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_THREADS_OF_TENSORFLOW = ("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")
ONE_THREAD = dict.fromkeys((*_THREADS, *_THREADS_OF_TENSORFLOW), "1")
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}

Name = Callable[[str], str]


def main() -> None:
    """Measure each in its own process and print a Markdown table."""
    listed = yaml.safe_load(PIPELINES.read_text(encoding="utf-8"))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labelled", type=Path, help="a TSV with the columns text and intent")
    parser.add_argument("--only", action="append", choices=listed, help="may be given several times")
    parser.add_argument("--in-this-process", choices=listed, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.in_this_process:
        print(json.dumps(measure(listed[options.in_this_process], options.labelled)))
        return
    print("| pipeline | accuracy | in scope | out of scope | macro F1 | training | a message | memory |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    for name in options.only or listed:
        print(f"Training {name} …", file=sys.stderr, flush=True)
        print(_line(listed[name]["title"], _measured_apart(name, options.labelled)), flush=True)
    print(f"\n{len(examples())} examples, {len(read_rows(options.labelled))} rows. {measured_on()}")


def measure(pipeline: dict[str, Any], labelled: Path) -> dict[str, float]:
    """Train in this process, then ask for every row: shares, seconds, milliseconds, megabytes."""
    rows = read_rows(labelled)
    began = time.perf_counter()
    name_intent = _trained_by_rasa(pipeline["pipeline"]) if "pipeline" in pipeline else _trained(pipeline)
    training_seconds = time.perf_counter() - began
    for row in rows[:WARM_UP]:
        name_intent(row.text)
    pairs, times = [], []
    for row in rows:
        asked = time.perf_counter()
        pairs.append((row.intent, name_intent(row.text)))
        times.append((time.perf_counter() - asked) * 1000)
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        **figures(pairs),
        "training_seconds": training_seconds,
        "message_ms": statistics.median(times),
        "memory_mb": memory_mb,
    }


def _measured_apart(name: str, labelled: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.compare_pipelines", str(labelled), "--in-this-process", name]
    with tempfile.TemporaryDirectory() as cache:
        apart = {**os.environ, **ONE_THREAD, **QUIET, "RASA_CACHE_DIRECTORY": cache}
        ended = subprocess.run(command, env=apart, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"{name} could not be measured:\n{ended.stderr[-2000:]}")
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
        main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
