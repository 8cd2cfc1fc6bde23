"""Which intent a part of a message has: it is short, so more is taken into account than its words. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.nlu.clauses import asks_something
from bot.nlu.request_parts import TASKS, Entity, Part, Rank

LEAST_OF_A_TASK = 0.35
# How sure it is that a named order with "where" asks for its status.
SURE = 0.75


def is_task(part: Part, part_confidence: float) -> bool:
    """Whether the part is surely enough a request."""
    return part.intent in TASKS and part.confidence >= part_confidence


def rank_parts(
    parts: Sequence[Part], entities: Sequence[Entity], rank: Rank, part_confidence: float
) -> list[Part]:
    """The parts with their intents; a part that is unclear as it stands is read again in plainer words."""
    ranked = [
        replace(part, ranking=tuple(ranking))
        for part, ranking in zip(parts, rank([part.text for part in parts]), strict=True)
    ]
    unclear = [i for i, part in enumerate(ranked) if not is_task(part, part_confidence)]
    unclear = [i for i in unclear if asks_something(ranked[i].text)]
    if unclear and len(unclear) < len(ranked):
        plain = rank([in_plain_words(ranked[i], entities) for i in unclear])
        for i, ranking in zip(unclear, plain, strict=True):
            again = replace(ranked[i], ranking=tuple(ranking))
            ranked[i] = max(_among_tasks(ranked[i]), _among_tasks(again), key=lambda part: part.confidence)
    return [_about_an_order(part, entities) for part in ranked]


def _among_tasks(part: Part) -> Part:
    """The part with its confidence among the requests alone, where one of them is likely at all.

    Beside a clear request, what is asked in the same breath is rarely something the shop does not do.
    """
    tasks = [entry for entry in part.ranking if entry["name"] in TASKS]
    if not tasks or tasks[0]["confidence"] < LEAST_OF_A_TASK:
        return part
    whole = sum(entry["confidence"] for entry in tasks)
    return replace(
        part, ranking=tuple({**entry, "confidence": entry["confidence"] / whole} for entry in tasks)
    )


_LEAD_IN = re.compile(
    r"^\W*(?:(?:and|also|then|please|pls|kindly)\W+)*"
    r"(?:(?:(?:can|could|would|will) (?:you|u) )?(?:please |pls |kindly )?"
    r"(?:tell me|let me know|say|check|find out|look up|see)"
    r"|(?:i|we)(?:'d| would)? (?:also |just )?(?:want|need|like|would like) to (?:know|ask|find out))\b[\s,]*"
    r"(?:if |whether )?",
    re.IGNORECASE,
)
_WORD_FOR_ORDER = re.compile(r"(?:\b(?:my|the)\s+)?\borders?\s*(?:no\.?|number|nr\.?)?\s*$")


def in_plain_words(part: Part, entities: Sequence[Entity]) -> str:
    """The part with "order" for products and numbers, and without "can you tell me".

    What was bought says little about what is wanted, but a lot to the classifier.
    """
    text = part.text
    named = [e for e in part.entities(entities) if e["entity"] in ("product", "order_number")]
    for entity in sorted(named, key=lambda e: -e["start"]):
        before, after = text[: entity["start"] - part.start], text[entity["end"] - part.start :]
        if entity["entity"] == "product":
            text = f"{before}order{after}"
        else:
            text = f"{_WORD_FOR_ORDER.sub('', before)}my order{after}"
    return _LEAD_IN.sub("", text)


_LOOKS_FOR = re.compile(r"\b(?:where|wher|track|find|check|status|look)\b|\bwhere?'?s\b", re.IGNORECASE)


def _about_an_order(part: Part, entities: Sequence[Entity]) -> Part:
    """A number or a product with "track" or "where are" asks how that order stands."""
    is_loose = part.intent in ("list_orders", "inform_order") and _LOOKS_FOR.search(part.text)
    if not is_loose or not part.orders(entities):
        return part
    status = {"name": "order_status", "confidence": max(part.confidence, SURE)}
    return replace(part, ranking=(status, *part.ranking))
