"""A part of a message with what it was taken for, and which intents are requests. Pure: no Rasa, no spaCy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.nlu.clauses import Link

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
        return {str(entity["value"]) for entity in self.entities(found) if entity["entity"] in _ORDER_KINDS}
