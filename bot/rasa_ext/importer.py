"""The importer named in config.yml: the domain's words lie in files of their own."""

from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter

from bot.dialogue.catalogue import intents

RESPONSES_FOLDER = Path("domain", "responses")
TOPICS_FOLDER = Path("domain", "topics")


class SplitDomainImporter(RasaFileImporter):
    """Rasa's file importer; the replies and the declared intents of the folder domain/ are merged in.

    A reply that lies in the domain is changed without training anything again; the same reply
    in a ``responses:`` file under ``data/`` would force a new training.
    """

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
