"""A greeting does not hide the request behind it from the classifier."""

from unittest import mock

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.intent_classifier import MeaningIntentClassifier

SAID = {
    "greet": ["hello", "hello hello hello", "hi", "hi there", "good morning", "how are you today"],
    "human_handoff": ["a real person please", "talk to a human", "agent", "someone real"],
}


@pytest.fixture(scope="module")
def classifier(tmp_path_factory):
    storage, resource = LocalModelStorage(tmp_path_factory.mktemp("model")), Resource("classifier")
    config = {**MeaningIntentClassifier.get_default_config(), "encoder": "none"}
    component = MeaningIntentClassifier.create(config, storage, resource, mock.Mock())
    component.train(TrainingData([Message.build(text, name) for name in SAID for text in SAID[name]]))
    return component


def intent_of(classifier, text):
    (message,) = classifier.process([Message.build(text)])
    return message.get("intent")["name"]


def test_the_request_after_a_loud_greeting_counts(classifier):
    assert intent_of(classifier, "hello hello hello!! hi there, a real person") == "human_handoff"


def test_a_greeting_with_a_polite_question_stays_a_greeting(classifier):
    assert intent_of(classifier, "hello, how are you today") == "greet"
