"""What a Rasa project declares: the names in its domain files, read as YAML without Rasa."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Declared:
    """Names of a domain, in the order they are declared.

    ``buttons`` are the titles that replies show, those with a blank to fill left out.
    """

    intents: tuple[str, ...]
    entities: tuple[str, ...]
    slots: tuple[str, ...]
    forms: tuple[str, ...]
    replies: tuple[str, ...]
    buttons: tuple[str, ...] = ()


def read_domain(root: Path) -> Declared:
    """The names in ``domain.yml`` and in every YAML file below ``domain/``, those that are there."""
    below = sorted(file for ending in ("*.yml", "*.yaml") for file in (root / "domain").rglob(ending))
    files = [root / "domain.yml", *below]
    bodies = [yaml.safe_load(file.read_text(encoding="utf-8")) or {} for file in files if file.is_file()]
    bodies = [body for body in bodies if isinstance(body, dict)]

    def names(key: str) -> tuple[str, ...]:
        return tuple(name for body in bodies for name in _names(body.get(key) or []))

    return Declared(
        intents=names("intents"),
        entities=names("entities"),
        slots=names("slots"),
        forms=names("forms"),
        replies=names("responses"),
        buttons=tuple(dict.fromkeys(title for body in bodies for title in _titles(body))),
    )


def _names(declared: Any) -> Iterator[str]:
    """Names from a mapping, or from a list whose entries are names or mappings of one name."""
    for each in declared:
        yield from each if isinstance(each, dict) else [each]


def _titles(body: dict[str, Any]) -> Iterator[str]:
    for wordings in (body.get("responses") or {}).values():
        for wording in wordings or []:
            titles = (str(button["title"]) for button in wording.get("buttons") or [])
            yield from (title for title in titles if "{" not in title)
