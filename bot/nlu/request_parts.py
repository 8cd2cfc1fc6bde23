"""A part of a message with what it was taken for, and which intents are requests. Pure: no Rasa, no spaCy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.nlu.clauses import Link

# Under this name a parsed message has its requests, each parsed like a message; empty when it is best taken
# as it stands.
REQUESTS = "requests"
# Under these names it has {intent: value} of its facets, and the code of its language, None for English.
FACETS, LANGUAGE = "facets", "language"
TASKS = frozenset(
    {
        *("cancel_order", "cancel_reason", "cancellation_policy", "cancellation_status", "change_order"),
        *("order_status", "list_orders", "get_refund", "refund_status", "refund_timing", "return_item"),
        *("open_dispute", "seller_cancelled", "seller_refused", "contact_seller", "coupon_recovery"),
        *("payment_issue", "explain_terms", "buying_advice", "human_handoff"),
    }
)
# What tells which order is meant.
_ORDER_KINDS = ("order_number", "order_ending", "ordinal", "placed", "product")
MOST_OF_A_RANKING = 3
_AROUND = " ,;\n\t"

Entity = dict[str, Any]
# From texts to the ranked intents of each: name and confidence, likeliest first.
Rank = Callable[[list[str]], list[list[dict[str, Any]]]]


@dataclass(frozen=True)
class Part:
    """A part of a message: ``message[start:end]``, how it is joined to the part before, and its intents.

    ``ranking`` is the classifier's, likeliest first; empty until the part is ranked.
    """

    text: str
    start: int
    end: int
    link: Link
    ranking: tuple[dict[str, Any], ...] = ()

    @property
    def intent(self) -> str:
        return self.ranking[0]["name"] if self.ranking else ""

    @property
    def confidence(self) -> float:
        return self.ranking[0]["confidence"] if self.ranking else 0.0

    def entities(self, found: Sequence[Entity]) -> list[Entity]:
        """The entities of the message that begin in this part."""
        return [entity for entity in found if self.start <= entity["start"] < self.end]

    def orders(self, found: Sequence[Entity]) -> set[str]:
        """What this part says about which orders are meant."""
        return orders_named(self.entities(found))

    def parsed(self, found: Sequence[Entity]) -> dict[str, Any]:
        """The part as if it had been parsed as a message: text, intent, ranking, entities."""
        entities = self.entities(found)
        return {
            "text": self.text,
            "intent": {"name": self.intent, "confidence": self.confidence},
            "intent_ranking": [dict(entry) for entry in self.ranking[:MOST_OF_A_RANKING]],
            "entities": [
                {**e, "start": e["start"] - self.start, "end": e["end"] - self.start} for e in entities
            ],
        }


def trimmed(part: Part, text: str, start: int, end: int) -> Part:
    """The part as ``text[start:end]``, without blanks and commas around it."""
    said = text[start:end].strip(_AROUND)
    start += len(text[start:end]) - len(text[start:end].lstrip(_AROUND))
    return replace(part, text=said, start=start, end=start + len(said))


def orders_named(entities: Sequence[Entity]) -> set[str]:
    """What entities say about which orders are meant."""
    return {str(entity["value"]) for entity in entities if entity["entity"] in _ORDER_KINDS}


def names_same_order(left: Sequence[Entity], right: Sequence[Entity]) -> bool:
    """Whether both may mean the same order: they name one in common, or one of them names none."""
    first, second = orders_named(left), orders_named(right)
    return not first or not second or bool(first & second)
