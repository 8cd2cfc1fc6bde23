"""Only the understanding of a trained model, without its dialogue."""

import json
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT

from bot.nlu.request_parts import FACETS, LANGUAGE, REQUESTS


def load_parser(model: Path) -> Callable[[str], dict[str, Any]]:
    """A function from a message to its intent, ranking, entities, requests and facets, as Rasa names them.

    Also its ``language``, where that is not English.
    """
    folder = tempfile.TemporaryDirectory()
    metadata, runner = load_predict_graph_runner(Path(folder.name), model, LocalModelStorage, DaskGraphRunner)

    def parse(text: str) -> dict[str, Any]:
        parsed = runner.run({"__message__": [UserMessage(text)]}, targets=[metadata.nlu_target])
        message = parsed[metadata.nlu_target][0]
        ranking = message.get(INTENT_RANKING_KEY) or []
        intent = message.get(INTENT) or {"name": None, "confidence": 0.0}
        return {
            TEXT: text,
            INTENT: intent,
            INTENT_RANKING_KEY: ranking,
            ENTITIES: message.get(ENTITIES) or [],
            REQUESTS: message.get(REQUESTS) or [],
            FACETS: message.get(FACETS) or {},
            LANGUAGE: message.get(LANGUAGE),
        }

    parse.folder = folder  # kept as long as the function is, since the graph may read from it
    return parse


def classifier_config(model: Path) -> dict[str, Any]:
    """How the intent classifier of a model was configured; empty where the model has another classifier."""
    with tarfile.open(model) as archive:
        nodes = json.load(archive.extractfile("metadata.json"))["predict_schema"]["nodes"]
    found = [node["config"] for node in nodes.values() if node["uses"].endswith(".MeaningIntentClassifier")]
    return found[0] if found else {}
