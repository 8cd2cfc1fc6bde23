"""The importer named in config.yml: the domain's words, and examples unknown to Rasa, lie apart."""

import hashlib
import os
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT_RESPONSE_KEY
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.catalogue import intents
from bot.nlu.training_examples import FACET, facet_of

RESPONSES_FOLDER = Path("domain", "responses")
TOPICS_FOLDER = Path("domain", "topics")
EXAMPLES, EXAMPLES_HASH = "examples", "examples_sha256"


class SplitDomainImporter(RasaFileImporter):
    """Rasa's file importer; the replies and the declared intents of the folder domain/ are merged in.

    Examples under ``intent/facet`` are examples of the intent, with a facet. Rasa would take them for a
    retrieval intent, which answers by itself, and would add an action ``utter_<intent>`` to the domain.

    A reply that lies in the domain is changed without training anything again; the same reply
    in a ``responses:`` file under ``data/`` would force a new training.

    A component whose settings name ``examples``, a file or folder beside config.yml, also gets their
    hash: Rasa trains a component again when its settings change, and so it does when they change.
    """

    def get_config(self) -> dict[str, Any]:
        """The settings, with the hash of the examples of each component that names any."""
        config = dict(super().get_config())
        folder = Path(self.config_file).resolve().parent if self.config_file else Path.cwd()
        config["pipeline"] = [_with_hash(entry, folder) for entry in config.get("pipeline") or ()]
        return config

    def get_domain(self) -> Domain:
        """The merged domain; empty when no path was given.

        Raises:
            InvalidDomain, YamlException: when a file cannot be read. Rasa's own importer would
                warn and go on without all the replies of that file.
        """
        if not self._domain_path:
            return Domain.empty()
        declared = [{"intents": sorted(intents(folder))} for folder in _topic_folders(self._domain_path)]
        domain = Domain.load(_domain_files(self._domain_path))
        for body in declared:
            domain = domain.merge(Domain.from_dict(body))
        return domain

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples; the facet of each, where it has one, stands under FACET."""
        data = super().get_nlu_data(language)
        for example in data.training_examples:
            full_name = example.data.pop(INTENT_RESPONSE_KEY, None)
            if full_name:
                example.set(FACET, facet_of(full_name))
        return data


def _topic_folders(given: str | list[str]) -> list[Path]:
    """The folders of declared topics beside the given domain files."""
    paths = [given] if isinstance(given, str | Path) else list(given)
    folders = [Path(path).resolve().parent / TOPICS_FOLDER for path in paths if Path(path).is_file()]
    return [folder for folder in folders if folder.is_dir()]


def _domain_files(given: str | list[str]) -> list[str]:
    """The given domain files, and the response files that lie beside them."""
    paths = [given] if isinstance(given, str | Path) else list(given)
    folders = [Path(path).resolve().parent / RESPONSES_FOLDER for path in paths if Path(path).is_file()]
    words = [str(file) for folder in folders for file in sorted(folder.glob("*.yml"))]
    return [str(path) for path in paths] + words


def _with_hash(entry: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The entry of a component, its path of examples as seen from here."""
    if not isinstance(entry, dict) or EXAMPLES not in entry:
        return entry
    place = folder / entry[EXAMPLES]
    files = sorted(place.glob("*.yml")) if place.is_dir() else [place]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return {**entry, EXAMPLES: os.path.relpath(place), EXAMPLES_HASH: digest.hexdigest()}
