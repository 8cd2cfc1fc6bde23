"""What a request is made to depend on: the status of the order, or something else."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Doc

from bot.nlu.parts.reference_patterns import labels_in

OTHER = "other"


def read_condition(doc: Doc, start: int, end: int, *, is_declined: bool = False) -> str:
    """The status that the characters ``start`` to ``end``, a condition, name; OTHER where they name none.

    ``is_declined``: what hangs on the condition is declined ("if it has shipped, leave it").
    """
    places = [token.i for token in doc if start <= token.idx < end]
    labels = labels_in(doc, places[0], places[-1] + 1) if places else []
    status = next(
        (label.value for label in labels if label.family == "status" and label.value != "none"), None
    )
    if status is None:
        return OTHER
    said = f" {' '.join(doc[place].lower_ for place in places)} "
    is_turned = any(f" {words} " in said for words in rules()["inverting"]) != is_declined
    return rules()["inverse"].get(status, OTHER) if is_turned else status


def condition_within(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Where a condition stands in the clause of the characters ``start`` to ``end``; None without one."""
    places = [token.i for token in doc if start <= token.idx < end]
    for at in places[1:]:
        following = " ".join(token.lower_ for token in doc[at : at + 3])
        if any(f"{following} ".startswith(f"{words} ") for words in rules()["opening"]):
            return doc[at].idx, end
    return None


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """What conditions.yml says."""
    return yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
