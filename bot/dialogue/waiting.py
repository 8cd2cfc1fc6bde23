"""The requests of one message: which is served now, and which wait until the open question is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.dialogue.answers import is_answer
from bot.dialogue.heard import ANSWER, Heard, heard_from
from bot.dialogue.repairs import is_move
from bot.dialogue.state import State

# One request as it was parsed: text, intent, intent_ranking, entities and meaning.
Parsed = Mapping[str, Any]
REQUESTS = "requests"
"""Under this name a parsed message has its requests; none where it is best taken as it stands."""
# A turn with all of them stays within the turns that a tracker keeps, so that it can be told again.
MOST_WAITING = 3
HANDOFF = "human_handoff"


def parts_of(parsed: Parsed, state: State) -> tuple[Parsed, ...]:
    """The requests of a message in the order in which they are served.

    What answers the open question, or is a move that no rule of its own serves, comes as an answer. A
    person is called at once, and is told all of it.
    """
    whole = _as_answer(parsed, state)
    if whole is not None:
        return (whole,)
    parts = tuple(parsed.get(REQUESTS) or (parsed,))
    handoff = next((each for each in parts if _intent(each) == HANDOFF), None)
    if handoff is not None and len(parts) > 1:
        return ({**handoff, "text": parsed["text"]}, *(each for each in parts if each is not handoff))
    first = _as_answer(parts[0], state) if len(parts) > 1 else None
    return (first or parts[0], *parts[1:])


def still_waiting(state: State, parsed: Parsed) -> tuple[Parsed, ...]:
    """What waits once the shopper has written ``parsed``: all but what is asked for again."""
    if _intent(parsed) in (HANDOFF, "goodbye"):
        return ()
    return tuple(each for each in state.waiting if not _is_same(each, parsed))


def kept(parts: Sequence[Parsed]) -> tuple[Parsed, ...]:
    """As many of these as are kept."""
    return tuple(parts[:MOST_WAITING])


def _as_answer(parsed: Parsed, state: State) -> Parsed | None:
    heard = heard_from(parsed)
    if not is_answer(heard, state.question) and not is_move(heard):
        return None
    return {**parsed, "intent": {"name": ANSWER, "confidence": 1.0}}


def _is_same(waiting: Parsed, parsed: Parsed) -> bool:
    if _intent(waiting) != _intent(parsed):
        return False
    left, right = _named(heard_from(waiting)), _named(heard_from(parsed))
    return not left or not right or bool(left & right)


def _named(heard: Heard) -> set[str]:
    return {mention.text.casefold() for mention in heard.references.include if mention.says_which}


def _intent(parsed: Parsed) -> str | None:
    return (parsed.get("intent") or {}).get("name")
