"""The importer named in config.yml: the domain's words, and examples unknown to Rasa, lie apart."""

import hashlib
import os
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter

RESPONSES_FOLDER = Path("domain", "responses")
EXAMPLES, EXAMPLES_HASH = "examples", "examples_sha256"


class SplitDomainImporter(RasaFileImporter):
    """Rasa's file importer, with ``domain/responses/*.yml`` beside ``domain.yml`` merged into the domain.

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
        return Domain.load(_domain_files(self._domain_path))


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
