"""A part of a message with what it was taken for, and which intents are requests. Pure: no Rasa, no spaCy."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
MOST_OF_A_RANKING = 3

# From texts to the ranked intents of each: name and confidence, likeliest first.
Rank = Callable[[list[str]], list[list[dict[str, Any]]]]


@dataclass(frozen=True)
class Part:
    """A part of a message: ``message[start:end]``, and its intents.

    ``ranking`` is the classifier's, likeliest first; empty until the part is ranked.
    """

    text: str
    start: int
    end: int
    ranking: tuple[dict[str, Any], ...] = ()

    @property
    def intent(self) -> str:
        return self.ranking[0]["name"] if self.ranking else ""

    @property
    def confidence(self) -> float:
        return self.ranking[0]["confidence"] if self.ranking else 0.0

    def parsed(self) -> dict[str, Any]:
        """The part as if it had been parsed as a message: text, intent, ranking, no entities."""
        return {
            "text": self.text,
            "intent": {"name": self.intent, "confidence": self.confidence},
            "intent_ranking": [dict(entry) for entry in self.ranking[:MOST_OF_A_RANKING]],
            "entities": [],
        }
