"""Does the component learn from its file, keep what it learned, and learn anew from a changed file?"""

from pathlib import Path

import pytest
import yaml
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.components.clauses import CLAUSES, ClauseReader
from bot.nlu.components.language import READ, EnglishLanguage, read_text
from bot.rasa_ext.importer import SplitDomainImporter

LINES = [
    "cancel the globe [request] its broken [report]",
    "cancel the lamp [request] it is too small [report]",
    "return the map [request] i do not like it [report]",
    "where is the rug [request] i need it [report]",
    "hello [nothing] where is the lamp [request]",
    "hello [nothing] cancel the map [request]",
]


@pytest.fixture
def examples(tmp_path):
    file = tmp_path / "roles.yml"
    file.write_text(yaml.safe_dump({"messages": LINES}), encoding="utf-8")
    return file


@pytest.fixture
def storage(tmp_path):
    (tmp_path / "model").mkdir()
    return LocalModelStorage(tmp_path / "model")


def settings(examples):
    return {**ClauseReader.get_default_config(), "examples": str(examples), "encoder": "none"}


def roles(component, text):
    (message,) = component.process([Message({"text": text, READ: read_text(text)})])
    return [(clause.text, clause.role.value) for clause in message.get(CLAUSES).clauses]


def test_what_was_learned_is_the_same_when_loaded(examples, storage):
    trained = ClauseReader.create(settings(examples), storage, Resource("clauses"), None)
    trained.train(TrainingData())
    loaded = ClauseReader.load(settings(examples), storage, Resource("clauses"), None)
    text = "hello cancel the rug it is broken"
    assert roles(loaded, text) == roles(trained, text)
    assert ("hello", "nothing") in roles(loaded, text)


def test_a_message_that_was_not_parsed_gets_no_clauses(examples, storage):
    component = ClauseReader.create(settings(examples), storage, Resource("clauses"), None)
    component.train(TrainingData())
    assert component.process([Message({"text": "/affirm"})])[0].get(CLAUSES) is None


def test_a_changed_example_changes_the_settings_that_rasas_cache_looks_at(examples, tmp_path):
    component = {"name": "bot.nlu.components.clauses.ClauseReader", "examples": "roles.yml"}
    config = tmp_path / "config.yml"
    config.write_text(yaml.safe_dump({"language": "en", "pipeline": [component]}), encoding="utf-8")

    def read():
        return SplitDomainImporter(config_file=str(config)).get_config()["pipeline"][0]["examples_sha256"]

    before = read()
    assert read() == before
    examples.write_text(yaml.safe_dump({"messages": LINES[:-1]}), encoding="utf-8")
    assert read() != before


def test_the_model_holds_no_copy_of_spacy(storage, tmp_path):
    language = EnglishLanguage.create(
        EnglishLanguage.get_default_config(), storage, Resource("language"), None
    )
    language.train(TrainingData([Message({"text": "cancel the lamp", "intent": "cancel_order"})]))
    kept = [file for file in Path(tmp_path / "model").rglob("*") if file.is_file()]
    assert [file.name for file in kept] == ["spelling.json"]


def test_the_spelling_of_the_examples_is_mended_when_loaded(storage):
    examples = [Message({"text": f"cancel the order {n}", "intent": "cancel_order"}) for n in range(30)]
    config = EnglishLanguage.get_default_config()
    EnglishLanguage.create(config, storage, Resource("language"), None).train(TrainingData(examples))
    loaded = EnglishLanguage.load(config, storage, Resource("language"), None)
    (message,) = loaded.process([Message({"text": "cancle the ordr"})])
    assert message.get(READ).doc.text == "cancel the order"
