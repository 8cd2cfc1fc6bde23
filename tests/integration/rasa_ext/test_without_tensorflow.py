"""A process that needs no neural component answers without TensorFlow."""

import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from bot.rasa_ext import without_tensorflow
from bot.rasa_ext.without_tensorflow import leave_out_tensorflow

ANSWERS = """
from bot.rasa_ext.quiet import keep_rasa_quiet
keep_rasa_quiet()
import sys
from pathlib import Path
from bot.rasa_ext.without_tensorflow import leave_out_tensorflow
assert leave_out_tensorflow(Path(sys.argv[1]))
sys.path.insert(0, sys.argv[2])
from conftest import Talk
print(Talk(Path(sys.argv[1])).say("hello"))
import tensorflow
try:
    tensorflow.keras.Model()
except ImportError as error:
    print(error)
"""


def model_with(tmp_path: Path, component: str) -> Path:
    metadata = tmp_path / "metadata.json"
    metadata.write_text(json.dumps({"predict_schema": {"nodes": {"a": {"uses": component}}}}))
    with tarfile.open(tmp_path / "model.tar.gz", "w:gz") as archive:
        archive.add(metadata, "metadata.json")
    return tmp_path / "model.tar.gz"


@pytest.fixture
def fresh(monkeypatch):
    """As if nothing had been imported yet; the shells are taken out again."""
    monkeypatch.delitem(sys.modules, "tensorflow", raising=False)
    monkeypatch.setattr(without_tensorflow.sys, "meta_path", list(sys.meta_path))


def test_a_model_answers_and_whoever_needs_tensorflow_is_told(toy_model):
    command = [sys.executable, "-c", ANSWERS, str(toy_model), str(Path(__file__).parent)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert lines == ["['Hello one']", "tensorflow.keras.Model is needed, but TensorFlow was left out here."]


@pytest.mark.parametrize(
    "component", ["rasa.core.policies.rule_policy.RulePolicy", "bot.nlu.anything.Classifier"]
)
def test_tensorflow_is_left_out_for_a_model_without_neural_components(tmp_path, fresh, component):
    assert leave_out_tensorflow(model_with(tmp_path, component))


@pytest.mark.parametrize(
    "component",
    ["rasa.nlu.classifiers.diet_classifier.DIETClassifier", "rasa.core.policies.ted_policy.TEDPolicy"],
)
def test_tensorflow_stays_for_a_neural_component(tmp_path, fresh, component):
    assert not leave_out_tensorflow(model_with(tmp_path, component))
