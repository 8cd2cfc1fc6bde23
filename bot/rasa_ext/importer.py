"""The importer named in config.yml: the domain's words lie in files of their own."""

from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT_RESPONSE_KEY
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.training_examples import FACET, facet_of

RESPONSES_FOLDER = Path("domain", "responses")


class SplitDomainImporter(RasaFileImporter):
    """Rasa's file importer, with ``domain/responses/*.yml`` beside ``domain.yml`` merged into the domain.

    Examples under ``intent/facet`` are examples of the intent, with a facet. Rasa would take them for a
    retrieval intent, which answers by itself, and would add an action ``utter_<intent>`` to the domain.

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
        return Domain.load(_domain_files(self._domain_path))

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples; the facet of each, where it has one, stands under FACET."""
        data = super().get_nlu_data(language)
        for example in data.training_examples:
            full_name = example.data.pop(INTENT_RESPONSE_KEY, None)
            if full_name:
                example.set(FACET, facet_of(full_name))
        return data


def _domain_files(given: str | list[str]) -> list[str]:
    """The given domain files, and the response files that lie beside them."""
    paths = [given] if isinstance(given, str | Path) else list(given)
    folders = [Path(path).resolve().parent / RESPONSES_FOLDER for path in paths if Path(path).is_file()]
    words = [str(file) for folder in folders for file in sorted(folder.glob("*.yml"))]
    return [str(path) for path in paths] + words
