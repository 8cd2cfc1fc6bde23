"""What the classifier makes of a ranking: greetings hide no request, and letters alone are a guess."""

from unittest import mock

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.heard import Clause, Role
from bot.nlu.components.clauses import CLAUSES, ReadClauses
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


def in_clauses(*said):
    """A message of these clauses, each a text and its role, as the reader of clauses hands it on."""
    text, clauses = " ".join(part for part, _ in said), []
    for part, role in said:
        start = text.index(part)
        clauses.append(Clause(part, start, start + len(part), role))
    return Message({"text": text, CLAUSES: ReadClauses(clauses=tuple(clauses))})


def test_the_request_after_a_loud_greeting_counts(classifier):
    message = in_clauses(
        ("hello hello hello!!", Role.NOTHING), ("hi there,", Role.NOTHING), ("a real person", Role.REQUEST)
    )
    assert classifier.ranking(message.get("text"))[0]["name"] == "greet"
    classifier.process([message])
    assert message.get("intent")["name"] == "human_handoff"


def test_a_greeting_with_a_polite_question_stays_a_greeting(classifier):
    assert intent_of(classifier, "hello, how are you today") == "greet"


def test_what_holds_no_known_word_is_no_more_than_a_guess(classifier):
    assert classifier.ranking("hhxqu plughh")[0]["confidence"] < 0.1


def test_what_was_learned_is_no_guess_though_it_holds_no_word(tmp_path):
    storage, resource = LocalModelStorage(tmp_path), Resource("classifier")
    config = {**MeaningIntentClassifier.get_default_config(), "encoder": "none", "sharpness": 4.0}
    component = MeaningIntentClassifier.create(config, storage, resource, mock.Mock())
    learned = {**SAID, "goodbye": ["xxcya", "xxttyl", "xxcya ttyl", "xxcyaa"]}
    component.train(TrainingData([Message.build(text, name) for name in learned for text in learned[name]]))
    assert intent_of(component, "xxcya") == "goodbye"
    assert component.ranking("xxcya")[0]["confidence"] > 0.9
