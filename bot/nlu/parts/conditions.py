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


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """What conditions.yml says."""
    return yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
