"""What a Rasa project declares: the names in its domain files, read as YAML without Rasa."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Declared:
    """Names of a domain, in the order they are declared."""

    intents: tuple[str, ...]
    entities: tuple[str, ...]
    slots: tuple[str, ...]
    forms: tuple[str, ...]
    replies: tuple[str, ...]


def read_domain(root: Path) -> Declared:
    """The names in ``domain.yml`` and in every file below ``domain/``, those that are there."""
    files = [root / "domain.yml", *sorted((root / "domain").rglob("*.yml"))]
    bodies = [yaml.safe_load(file.read_text(encoding="utf-8")) or {} for file in files if file.is_file()]

    def names(key: str) -> tuple[str, ...]:
        return tuple(name for body in bodies for name in _names(body.get(key) or []))

    return Declared(names("intents"), names("entities"), names("slots"), names("forms"), names("responses"))


def _names(declared: Any) -> Iterator[str]:
    """Names from a mapping, or from a list whose entries are names or mappings of one name."""
    for each in declared:
        yield from each if isinstance(each, dict) else [each]
