"""A small model is trained, kept, loaded and asked with each kind of sentence vectors."""

from unittest import mock

import numpy as np
import pytest
import spacy

from bot.rasa_ext.quiet import keep_rasa_quiet

keep_rasa_quiet()

from rasa.engine.storage.local_model_storage import LocalModelStorage  # noqa: E402
from rasa.engine.storage.resource import Resource  # noqa: E402
from rasa.shared.nlu.training_data.message import Message  # noqa: E402
from rasa.shared.nlu.training_data.training_data import TrainingData  # noqa: E402

from bot.nlu.encoder import EncoderUnavailable  # noqa: E402
from bot.nlu.intent_classifier import MeaningIntentClassifier  # noqa: E402

SAID = {
    "cancel": ["cancel my order", "please cancel it", "stop this order", "cancel the purchase"],
    "refund": ["where is my refund", "my money back please", "refund the money", "no refund came"],
}


@pytest.fixture(scope="module")
def spacy_package(tmp_path_factory):
    """A folder that holds a spaCy pipeline with a vector for each word of SAID."""
    nlp = spacy.blank("en")
    chance = np.random.default_rng(0)
    for word in sorted({word for texts in SAID.values() for text in texts for word in text.split()}):
        nlp.vocab.set_vector(word, chance.normal(size=20).astype(np.float32))
    folder = tmp_path_factory.mktemp("package")
    nlp.to_disk(folder)
    return str(folder)


def trained(folder, config):
    """The component as it is after training, keeping and loading."""
    storage, resource = LocalModelStorage(folder), Resource("classifier")
    config = {**MeaningIntentClassifier.get_default_config(), **config}
    examples = [Message.build(text, intent) for intent, texts in SAID.items() for text in texts]
    component = MeaningIntentClassifier.create(config, storage, resource, mock.Mock())
    component.train(TrainingData(examples))
    return MeaningIntentClassifier.load(config, storage, resource, mock.Mock())


@pytest.mark.parametrize("encoder", ["minilm", "none", "spacy", True, False])
def test_a_model_with_each_encoder_tells_two_intents_apart(encoder, tmp_path, spacy_package):
    component = trained(tmp_path, {"encoder": encoder, "spacy_package": spacy_package})
    messages = [Message.build("cancel the order please"), Message.build("where is the money")]
    told = [message.get("intent")["name"] for message in component.process(messages)]
    assert told == ["cancel", "refund"]


@pytest.mark.parametrize(
    ("config", "what_to_do"),
    [
        ({"encoder": "bert"}, "minilm, spacy or none"),
        ({"encoder": "spacy"}, "needs `spacy_package`"),
        ({"encoder": "spacy", "spacy_package": "no_such_package"}, "spacy download no_such_package"),
    ],
)
def test_an_encoder_that_is_not_there_is_refused_with_what_to_do(config, what_to_do, tmp_path):
    with pytest.raises(EncoderUnavailable, match=what_to_do):
        trained(tmp_path, config)


def test_a_spacy_package_without_word_vectors_is_refused(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "package")
    with pytest.raises(EncoderUnavailable, match="has no word vectors"):
        trained(tmp_path / "model", {"encoder": "spacy", "spacy_package": str(tmp_path / "package")})
