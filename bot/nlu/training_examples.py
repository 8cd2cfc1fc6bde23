"""The project's own training examples, with the intent each stands under."""

from dataclasses import dataclass
from pathlib import Path

# Under this name a training example of Rasa has its facet, where it stands under `intent/facet`.
FACET = "facet"


@dataclass(frozen=True)
class Example:
    """One sentence of data/nlu."""

    text: str
    intent: str
    facet: str = ""
    """What stands behind the slash of `intent/facet`; empty for an example of the plain intent."""


@dataclass(frozen=True)
class Near:
    """A training example, and how near it is to a message: 1 is the same, 0 has nothing in common."""

    example: Example
    nearness: float


def training_examples(root: Path) -> list[Example]:
    """All examples that have an intent, read as Rasa reads them for training: without entity marks."""
    from rasa.shared.importers.utils import training_data_from_paths
    from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT

    files = sorted(str(file) for file in (root / "data" / "nlu").glob("*.yml"))
    data = training_data_from_paths(files, language="en")
    return [
        Example(each.get(TEXT), each.get(INTENT), facet_of(each.get(INTENT_RESPONSE_KEY) or ""))
        for each in data.intent_examples
        if each.get(TEXT)
    ]


def facet_of(full_name: str) -> str:
    """What stands behind the slash of `intent/facet`; empty without one.

    >>> facet_of("open_dispute/broken"), facet_of("greet")
    ('broken', '')
    """
    return full_name.partition("/")[2]
