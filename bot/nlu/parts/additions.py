"""Whether a message adds to what was said before: "the basket too". Pure."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml


def is_addition(words: list[str]) -> bool:
    """Whether these words, in lower case and without punctuation, add something.

    >>> is_addition(["the", "basket", "too"]), is_addition(["it", "is", "too", "small"])
    (True, False)
    """
    said = list(words)
    while said and said[-1] in read_words()["polite"]:
        said.pop()
    if len(said) < 2:
        return False
    rest = " ".join(said)
    closes = any(rest.endswith(f" {each}") for each in read_words()["closing"])
    return said[0] in read_words()["opening"] or closes


@lru_cache(maxsize=1)
def read_words() -> dict[str, Any]:
    """What additions.yml says."""
    return yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
