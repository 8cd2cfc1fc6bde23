"""Requests of one message: which is served now, and which wait until the open question is answered."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.nlu.request_parts import REQUESTS, names_same_order
from bot.turn import QUESTION_LIFETIME

# A turn with all of them stays within the turns that `history` keeps, so that it can be told again.
MOST_WAITING = 3
HANDOFF = "human_handoff"
# What each form is for: to decline that leaves the form.
_FORM_IS_FOR = {
    "return_form": "return_item",
    "dispute_form": "open_dispute",
    "message_form": "contact_seller",
}
# After these nothing of what was asked before is wanted from the assistant.
_ENDINGS = (HANDOFF, "goodbye")
_NEVER_MIND = re.compile(
    r"\b(?:never\s?mind|nvm|forget (?:it|that|about|all|everything)|drop (?:it all|all|everything))\b",
    re.IGNORECASE,
)

# One request as the classifier parsed it: text, intent, intent_ranking and entities.
Parsed = Mapping[str, Any]


@dataclass(frozen=True)
class Waiting:
    """Requests that come after the open question, in order, and when the shopper wrote them (aware UTC)."""

    requests: tuple[Parsed, ...]
    said_at: datetime

    def as_json(self) -> dict | None:
        """What a slot keeps; None when nothing waits."""
        if not self.requests:
            return None
        return {"said_at": self.said_at.isoformat(), "requests": [dict(each) for each in self.requests]}

    def after(self, parsed: Parsed) -> "Waiting":
        """What still waits once the shopper has written ``parsed``.

        Nothing after "never mind", a goodbye or the wish for a person; otherwise all but what is asked
        for again.
        """
        intent = _intent(parsed)
        if intent in _ENDINGS or (intent == "deny" and _NEVER_MIND.search(parsed["text"])):
            return replace(self, requests=())
        return replace(self, requests=tuple(each for each in self.requests if not _is_same(each, parsed)))


def waiting_from(slot: dict | None, at: datetime) -> Waiting:
    """What the slot keeps, unless it was said more than 30 minutes before ``at``."""
    if slot:
        said_at = datetime.fromisoformat(slot["said_at"])
        if at - said_at <= QUESTION_LIFETIME:
            return Waiting(tuple(slot["requests"]), said_at)
    return Waiting((), at)


def in_turn(parsed: Parsed) -> tuple[Parsed, ...]:
    """The requests of a message as they are to be served: in order, but a person is called at once.

    Whoever takes over reads the whole message. A message that is best taken as it stands is one request.
    """
    requests = tuple(parsed.get(REQUESTS) or (parsed,))
    handoff = next((each for each in requests if _intent(each) == HANDOFF), None)
    if handoff is None or len(requests) == 1:
        return requests
    return ({**handoff, "text": parsed["text"]}, *(each for each in requests if each is not handoff))


def in_form(parsed: Parsed, form: str) -> Parsed:
    """What a message says to a form: as it is written, or the no to what the form is for."""
    requests = parsed.get(REQUESTS) or ()
    declined = {entity["value"] for entity in parsed["entities"] if entity["entity"] == "declined"}
    is_refused = len(requests) == 1 and _intent(requests[0]) == "deny" and _FORM_IS_FOR.get(form) in declined
    return requests[0] if is_refused else parsed


def awaits_answer(
    slots: Mapping[str, Any], form: str | None, slots_set: Collection[str], at: datetime
) -> bool:
    """Whether the assistant has put a question that comes first.

    ``slots_set`` are the slots set in this turn: a question put in it is open whatever the clock says.
    """
    question, detail = slots.get("question"), slots.get("question_detail")
    if form or (question and "question" in slots_set):
        return True
    return bool(question and detail) and at - datetime.fromisoformat(detail["asked_at"]) <= QUESTION_LIFETIME


def _is_same(waiting: Parsed, parsed: Parsed) -> bool:
    is_same_wish = _intent(waiting) == _intent(parsed)
    return is_same_wish and names_same_order(waiting["entities"], parsed["entities"])


def _intent(parsed: Parsed) -> str | None:
    return parsed["intent"]["name"]
