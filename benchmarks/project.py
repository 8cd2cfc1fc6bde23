"""What the benchmarks take from the project in the working folder: examples, settings, a fresh model."""

from pathlib import Path
from typing import Any

import yaml

from bot.nlu.training_examples import Example, training_examples
from bot.own_warnings import show_only_own_warnings
from bot.rasa_ext.without_tensorflow import leave_out_tensorflow

CLASSIFIER = "bot.nlu.intent_classifier.MeaningIntentClassifier"
DEFAULT_STRENGTH = 10.0
# Rows for measuring only, beside the project; a benchmark takes any other file of the same kind.
LABELLED = Path("../shared/eval/nlu_dev.tsv")


def be_light() -> None:
    """Keep other packages' warnings off the screen and TensorFlow out of this process."""
    show_only_own_warnings()
    leave_out_tensorflow([])


def examples() -> list[Example]:
    """The project's training examples."""
    return training_examples(Path.cwd())


def component_settings(name: str) -> dict[str, Any]:
    """The settings of a component of the pipeline in config.yml."""
    body = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))
    return next(entry for entry in body["pipeline"] if entry["name"] == name)
