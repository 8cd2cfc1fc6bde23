"""The button that a message means without pressing it: its title typed, or its place among those offered."""

from collections.abc import Iterable, Sequence

from rasa.shared.core.events import BotUttered, Event, UserUttered

from bot.dialogue.heard import Heard
from bot.dialogue.references import Quantifier

Offered = tuple[str, str]
# A move to one of the buttons this sure is one.
_CLEAR_MOVE = 0.6
_CONSENT = ("/affirm", "/deny")
_PLACES = {"first": 1, "second": 2, "third": 3}


def offered_last(events: Iterable[Event]) -> tuple[Offered, ...]:
    """Title and payload of the buttons offered since the shopper last wrote, in the order they were shown."""
    offered: list[list[Offered]] = []
    for event in reversed(list(events)):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, BotUttered):
            buttons = (event.data or {}).get("buttons") or []
            offered.append([(button["title"], button["payload"]) for button in buttons])
    return tuple(each for buttons in reversed(offered) for each in buttons)


def payload_typed(text: str, offered: Sequence[Offered]) -> str | None:
    """The payload of the button whose title, or whose number counted from 1, ``text`` is.

    Case, spaces and punctuation do not matter. None where no such button was offered, or two of them
    mean different things.
    """
    said = _plain(text)
    payloads = {payload for title, payload in offered if said and _plain(title) == said}
    if not payloads and said.isascii() and said.isdigit():
        return payload_at(int(said), offered)
    return payloads.pop() if len(payloads) == 1 else None


def place_meant(heard: Heard) -> int | None:
    """The place, counted from 1, of the button that words such as "the third" mean; None where they do not.

    Several are no place: "all three".
    """
    move = heard.answer_to("move")
    is_several = any(each.quantifier is not Quantifier.ONE for each in heard.references.include)
    return _PLACES.get(move.name) if move.confidence >= _CLEAR_MOVE and not is_several else None


def chosen_by_place(heard: Heard, offered: Sequence[Offered]) -> str | None:
    """The payload of the button that words for a place choose; None where they choose none.

    They choose among things, and are never a yes or a no: of two orders that a yes would cancel,
    "the first one" is one.
    """
    place = place_meant(heard)
    payload = payload_at(place, offered) if place is not None else None
    return None if payload is None or payload.startswith(_CONSENT) else payload


def payload_at(position: int, offered: Sequence[Offered]) -> str | None:
    """The payload of the button at a place counted from 1; None where there is none."""
    return offered[position - 1][1] if 0 < position <= len(offered) else None


def _plain(text: str) -> str:
    kept = (char if char.isalnum() or char in "_$" else " " for char in text)
    return " ".join("".join(kept).split()).casefold()
