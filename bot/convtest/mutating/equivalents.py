"""Changes that make no difference a shopper could see: listed in YAML, each with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

from bot.convtest.mutating.mutant import Mutant
from bot.convtest.world import WorldError

_KEYS = {"file", "change", "reason"}


@dataclass(frozen=True)
class Equivalent:
    """Mutants of ``file`` whose words are ``change``; both may have ``*``. ``reason`` is for people."""

    file: str
    change: str
    reason: str

    def is_about(self, mutant: Mutant) -> bool:
        return fnmatchcase(mutant.file, self.file) and fnmatchcase(mutant.change, self.change)


def read_equivalents(file: Path) -> tuple[Equivalent, ...]:
    """The entries of the file.

    Raises:
        WorldError: when an entry lacks one of its keys; says which.
    """
    body = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    entries = body.get("equivalent", []) if isinstance(body, dict) else None
    if not isinstance(entries, list):
        raise WorldError(f"{file.name} needs the key equivalent: with a list below it.")
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict) or set(entry) != _KEYS or not all(map(_is_text, entry.values())):
            raise WorldError(f"{file.name}: entry {number} needs file, change and reason, each a text.")
    return tuple(Equivalent(**entry) for entry in entries)


def reason_of(mutant: Mutant, equivalents: Sequence[Equivalent]) -> str | None:
    """Why the mutant makes no difference; None when it may make one."""
    return next((each.reason for each in equivalents if each.is_about(mutant)), None)


def unused(equivalents: Sequence[Equivalent], mutants: Sequence[Mutant]) -> tuple[Equivalent, ...]:
    """Entries that no mutant answers to any more."""
    return tuple(each for each in equivalents if not any(map(each.is_about, mutants)))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
