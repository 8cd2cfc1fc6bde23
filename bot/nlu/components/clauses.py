"""Rasa's component that cuts a message into clauses and tells their roles."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.heard import Clause, Role
from bot.nlu.components.language import READ, ReadText, parse_many
from bot.nlu.encoders import MINILM, open_encoder
from bot.nlu.parts.clauses import Cutter, is_fragment, leans
from bot.nlu.parts.hand_cut import read_hand_cut
from bot.nlu.parts.named_features import NamedFeatures
from bot.nlu.parts.roles import RoleFound, RoleReader
from bot.nlu.parts.teaching import teach

logger = logging.getLogger(__name__)

CLAUSES = "read_clauses"
"""The key of a message under which its ``ReadClauses`` are kept for the components behind this one."""
SURELY_DECLINED = 0.7
EXAMPLES = Path("data", "meaning", "roles.yml")


@dataclass(frozen=True)
class ReadClauses:
    """The clauses of a message at their places in what was typed, and how they were read.

    ``found`` are their roles, one for each clause. ``leaning`` are the numbers of those that name no thing of
    their own, ``fragments`` of those that are no sentence.
    """

    clauses: tuple[Clause, ...] = ()
    found: tuple[RoleFound, ...] = ()
    leaning: frozenset[int] = field(default_factory=frozenset)
    fragments: frozenset[int] = field(default_factory=frozenset)

    def fingerprint(self) -> str:
        """What Rasa's cache takes for the value of this."""
        return json.dumps([[each.start, each.end, each.role.value] for each in self.clauses])


def read_clauses(read: ReadText, cutter: Cutter, reader: RoleReader) -> ReadClauses:
    """The clauses of a parsed message with their roles."""
    doc, spans = read.doc, cutter.clauses(read.doc)
    found = reader.roles(doc, spans)
    clauses = []
    found = [_settled(each) for each in found]
    for span, role in zip(spans, found, strict=True):
        last = doc[span.last - 1]
        start, end = read.normal.typed_span(doc[span.first].idx, last.idx + len(last))
        clauses.append(Clause(read.normal.typed[start:end], start, end, role.role))
    return ReadClauses(
        tuple(clauses),
        tuple(found),
        frozenset(i for i, span in enumerate(spans) if leans(doc, span)),
        frozenset(i for i, span in enumerate(spans) if is_fragment(doc, span)),
    )


def _settled(found: RoleFound) -> RoleFound:
    """A clause that may decline is a wish unless that is clear: a wish is asked about before it is done."""
    is_unclear = found.role is Role.DECLINED and found.confidence < SURELY_DECLINED
    return replace(found, role=Role.REQUEST) if is_unclear else found


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class ClauseReader(GraphComponent):
    """Cuts each message that was parsed before; its examples are a file beside Rasa's training data."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # The messages cut by hand, seen from the project's folder.
            "examples": str(EXAMPLES),
            # Their hash, set when a training begins: with other examples Rasa's cache is not used.
            "examples_sha256": "",
            # Sentence vectors: minilm, spacy or none.
            "encoder": MINILM,
            "spacy_package": None,
        }

    @classmethod
    def required_packages(cls) -> list[str]:
        return ["spacy", "sklearn"]

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._cutter: Cutter | None = None
        self._reader: RoleReader | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ClauseReader:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **options: Any,
    ) -> ClauseReader:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            cuts, roles = (
                NamedFeatures.from_json(json.loads((folder / name).read_text(encoding="utf-8")))
                for name in ("cuts.json", "roles.json")
            )
        component._take(Cutter(cuts), RoleReader(roles, component._encode()))
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the file of examples."""
        messages = read_hand_cut(Path(self._config["examples"]))
        self._take(*teach(messages, parse_many, self._encode()))
        logger.info("Learned cutting and roles from %s messages.", len(messages))
        with self._storage.write_to(self._resource) as folder:
            for name, model in (("cuts.json", self._cutter.model), ("roles.json", self._reader.model)):
                (folder / name).write_text(json.dumps(model.as_json()), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The data as it is: no later component learns from clauses."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Keep the clauses of each message for later components."""
        for message in messages:
            read = message.get(READ)
            if read is not None and self._cutter is not None and self._reader is not None:
                found = read_clauses(read, self._cutter, self._reader)
                message.set(CLAUSES, found)
                logger.debug(_line(found.found))
        return messages

    def _take(self, cutter: Cutter, reader: RoleReader) -> None:
        self._cutter, self._reader = cutter, reader

    def _encode(self) -> Any:
        encoder = open_encoder(self._config)
        return None if encoder is None else encoder.encode


def _line(found: Sequence[RoleFound]) -> str:
    """Why the message is read so, without its words."""
    return "Clauses: " + ", ".join(f"{each.role.value} {each.confidence:.2f}" for each in found)
