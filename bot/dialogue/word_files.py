"""The short words of domain/words: titles of buttons, labels of cards, parts of sentences."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parents[2] / "domain" / "words"


class WordsMissing(LookupError):
    """Words that domain/words does not have, or that lack a value; the text says which and where."""


def title(key: str, **words: str) -> str:
    """The title of a button, such as ``offer.cancel``. Raises WordsMissing."""
    return _filled("titles", key, words)


def label(key: str, **words: str) -> str:
    """The title or a label of a card, such as ``date.placed``. Raises WordsMissing."""
    return _filled("labels", key, words)


def sentence(key: str, **words: str) -> str:
    """A part of a sentence, such as ``stage.unpaid``. Raises WordsMissing."""
    return _filled("sentences", key, words)


def has(kind: str, key: str) -> bool:
    """Whether domain/words has this key; ``kind`` is ``titles``, ``labels`` or ``sentences``."""
    return key in _read(kind)


def keys(kind: str, group: str = "") -> tuple[str, ...]:
    """All keys of a kind, or of one group of it such as ``offer``, as they stand in the file."""
    return tuple(key for key in _read(kind) if key.startswith(f"{group}." if group else ""))


def _filled(kind: str, key: str, words: dict[str, str]) -> str:
    text = _read(kind).get(key)
    if text is None:
        raise WordsMissing(f"domain/words/{kind}.yml has no {key!r}.")
    try:
        return text.format_map(words)
    except KeyError as missing:
        raise WordsMissing(f"{key!r} of domain/words/{kind}.yml needs a value for {missing}.") from None


@lru_cache(maxsize=3)
def _read(kind: str) -> dict[str, str]:
    """The words of a file by their dotted keys."""
    content = yaml.safe_load((_FOLDER / f"{kind}.yml").read_text(encoding="utf-8"))
    return dict(_flat(content[kind], ""))


def _flat(group: dict[str, Any], above: str) -> Iterable[tuple[str, str]]:
    for key, value in group.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value
