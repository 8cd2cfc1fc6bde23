"""A process that needs no neural component answers without TensorFlow."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.rasa_ext import without_tensorflow
from bot.rasa_ext.without_tensorflow import components_of_config, components_of_model, leave_out_tensorflow

TOY = Path(__file__).parents[2] / "fixtures" / "toy"
ANSWERS = """
from bot.rasa_ext.quiet import keep_rasa_quiet
keep_rasa_quiet()
import sys
from pathlib import Path
from bot.rasa_ext.without_tensorflow import components_of_model, leave_out_tensorflow
assert leave_out_tensorflow(components_of_model(Path(sys.argv[1])))
sys.path.insert(0, sys.argv[2])
from conftest import Talk
print(Talk(Path(sys.argv[1])).say("hello"))
import tensorflow
try:
    tensorflow.keras.Model()
except ImportError as error:
    print(error)
"""


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
    "component", ["RulePolicy", "rasa.core.policies.rule_policy.RulePolicy", "bot.nlu.x.Own"]
)
def test_tensorflow_is_left_out_without_neural_components(fresh, component):
    assert leave_out_tensorflow(["WhitespaceTokenizer", component])


@pytest.mark.parametrize("component", ["TEDPolicy", "rasa.nlu.classifiers.diet_classifier.DIETClassifier"])
def test_tensorflow_stays_for_a_neural_component(fresh, component):
    assert not leave_out_tensorflow(["WhitespaceTokenizer", component])


def test_the_components_of_a_model_are_those_of_its_config(toy_model):
    wanted = components_of_config(TOY / "config.yml")
    found = {name.rpartition(".")[2] for name in components_of_model(toy_model)}
    assert set(wanted) <= found
