"""The topics as they are declared in domain/topics/<topic>.yml: what each intent is, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

TOPICS_DIR = Path(__file__).parents[2] / "domain" / "topics"
_KEYS = frozenset({"is_task", "offered_as", "about", "facets"})


class DeclarationError(Exception):
    """A declaration that cannot be used; the text names the file and what to write."""


@dataclass(frozen=True)
class Intent:
    """One intent of a topic.

    ``is_task``: something is wanted that can wait and be taken up again, and that ends a free text.
    ``offered_as`` is the button when it is offered as a guess; empty where it never is. ``about`` is what
    it is called in a sentence ("your cancellation"). ``facets`` are the values that its examples tell apart.
    """

    name: str
    topic: str
    is_task: bool = False
    offered_as: str = ""
    about: str = ""
    facets: tuple[str, ...] = ()


@lru_cache(maxsize=4)
def intents(folder: Path = TOPICS_DIR) -> dict[str, Intent]:
    """All declared intents by name.

    Raises:
        DeclarationError: when a file cannot be read, has an unknown key, or declares an intent again.
    """
    found: dict[str, Intent] = {}
    for path in sorted(folder.glob("*.yml")):
        for name, body in _read(path).items():
            if name in found:
                raise DeclarationError(f"{path.name}: {name} is declared in {found[name].topic}.yml already.")
            found[name] = _intent(path, name, body or {})
    return found


def tasks() -> frozenset[str]:
    """The intents that are tasks."""
    return frozenset(name for name, intent in intents().items() if intent.is_task)


def _read(path: Path) -> dict[str, dict]:
    try:
        body = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise DeclarationError(f"{path.name} cannot be read: {error}") from error
    if not isinstance(body, dict) or not isinstance(body.get("intents"), dict):
        raise DeclarationError(f"{path.name}: needs the key intents: with the intents of the topic below it.")
    return body["intents"]


def _intent(path: Path, name: str, body: dict) -> Intent:
    unknown = sorted(set(body) - _KEYS)
    if unknown:
        known = ", ".join(sorted(_KEYS))
        raise DeclarationError(
            f"{path.name}: {name} has unknown keys {', '.join(unknown)}; known are {known}."
        )
    return Intent(name, path.stem, **{**body, "facets": tuple(body.get("facets") or ())})
