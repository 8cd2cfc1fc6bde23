"""What a message says about which order is meant, without what it rules out ("not the lamp, the socks")."""

import re
from collections.abc import Sequence
from typing import Any

_KINDS = frozenset({"order_number", "order_ending", "ordinal", "placed", "product"})
_RULED_OUT = re.compile(
    r"(?<!\bdid )(?<!\bdo )(?<!\bhave )(?<!\bhas )\b(?:not|instead of|rather than)\s+"
    r"(?:(?:the|my|that|this|those|one|with|about|for|order|number|no\.?|#)\s*){0,5}$",
    re.IGNORECASE,
)
_LONGEST_LEAD = 60


def meant(text: str, entities: Sequence[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """The text and the entities of what is meant; all of them where nothing else is named.

    >>> lamp = {"entity": "product", "value": "lamp", "start": 8, "end": 12}
    >>> socks = {"entity": "product", "value": "socks", "start": 18, "end": 23}
    >>> meant("not the lamp, the socks", [lamp, socks])[1] == [socks]
    True
    """
    named = [entity for entity in entities if entity["entity"] in _KINDS]
    ruled_out = [entity for entity in named if _is_ruled_out(text, entity)]
    if not ruled_out or len(ruled_out) == len(named):
        return text, list(entities)
    kept = text
    for entity in ruled_out:
        start, end = entity["start"], entity["end"]
        kept = kept[:start] + " " * (end - start) + kept[end:]
    return kept, [entity for entity in entities if entity not in ruled_out]


def _is_ruled_out(text: str, entity: dict[str, Any]) -> bool:
    start = entity.get("start")
    if start is None:
        return False
    return _RULED_OUT.search(text[max(0, start - _LONGEST_LEAD) : start]) is not None
