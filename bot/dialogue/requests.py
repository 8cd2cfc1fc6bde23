"""From what was heard to a request that can be kept."""

from __future__ import annotations

from bot.dialogue.heard import Heard, Role
from bot.dialogue.state import Request

# The longest text that is kept, in characters.
LONGEST_TEXT = 1_000


def request_from(heard: Heard, intent: str | None = None) -> Request:
    """What is asked for, with what the message already tells of it."""
    intent = intent or heard.intent
    number = heard.pressed.entities.get("order_number") if heard.pressed else None
    return Request(
        intent,
        text=heard.text,
        order_ids=(str(number),) if number else (),
        facet=heard.facets.get(intent),
        reason=told(heard),
        content=heard.letter or heard.content,
        condition=heard.condition,
    )


def told(heard: Heard) -> str | None:
    """What the message reports beside what it asks for, in the shopper's words; None where nothing is.

    A message that does nothing but report ("it arrived broken") is told as a whole.
    """
    return heard.words_of(Role.REPORT)[:LONGEST_TEXT].strip(" ,;:-") or None
