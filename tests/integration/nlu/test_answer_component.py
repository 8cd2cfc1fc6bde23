"""Rasa's component for answers: trained on a folder, kept and loaded again."""

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.heard import MEANING, heard_from
from bot.nlu.components.answers import ANSWERS, AnswerClassifier

ACTS = """
acts: {cancel: [cancel]}
kinds: {confirm_cancel_order: {this: [cancel], do: [cancel it], thing: [order]}}
others: []
"""
EXAMPLES = """
answers:
- {head: confirm, label: "yes", examples: "- yes\\n- yes please\\n- yes, {do}\\n- please {do}\\n- yes do"}
- {head: confirm, label: "no", examples: "- no\\n- no thanks\\n- no, please don't\\n- don't {do}\\n- no no"}
- {head: move, label: none, from_intents: [greet]}
- {head: move, label: why, examples: "- why\\n- why?\\n- but why\\n- and why?"}
"""
CONTEXT = ExecutionContext(GraphSchema({}))
RESOURCE = Resource("answers")


@pytest.fixture
def settings(tmp_path):
    folder = tmp_path / "examples"
    folder.mkdir()
    (folder / "acts.yml").write_text(ACTS, encoding="utf-8")
    (folder / "some.yml").write_text(EXAMPLES, encoding="utf-8")
    return {**AnswerClassifier.get_default_config(), "examples": str(folder), "encoder": "none"}


@pytest.fixture
def component(tmp_path, settings):
    """Trained, and loaded from what training kept."""
    kept = tmp_path / "kept"
    kept.mkdir()
    storage = LocalModelStorage(Path(kept))
    greetings = [Message.build(text, "greet") for text in ("hi there", "hello", "good day", "hi you")]
    AnswerClassifier.create(settings, storage, RESOURCE, CONTEXT).train(TrainingData(greetings))
    return AnswerClassifier.load(settings, storage, RESOURCE, CONTEXT)


def answers(component, text):
    (message,) = component.process([Message(data={TEXT: text})])
    return message.get(ANSWERS)


def test_a_message_gets_its_answers(component):
    found = answers(component, "yes please cancel it")
    assert (found["confirm_cancel_order"][0][0], found["move"][0][0]) == ("yes", "none")


def test_they_are_what_the_dialogue_reads(component):
    heard = heard_from({"text": "no", MEANING: {"answers": answers(component, "no thanks")}})
    assert heard.answer_to("confirm_cancel_order").name == "no"


def test_a_pressed_button_has_none(component):
    assert answers(component, '/affirm{"answers": "q1"}') == {}


def test_they_stand_in_the_parsed_message(component):
    (message,) = component.process([Message(data={TEXT: "yes"})])
    assert ANSWERS in message.as_dict(only_output_properties=True)
