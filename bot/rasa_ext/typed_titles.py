"""The title of a button, typed instead of pressed."""

import re
from collections.abc import Iterable

from rasa.shared.core.events import BotUttered, Event, UserUttered

_NO_LETTERS = re.compile(r"[^\w$]+")


def payload_typed(text: str, events: Iterable[Event]) -> str | None:
    """The payload of the button whose title ``text`` is, among those offered since the shopper last wrote.

    Case, spaces and punctuation do not matter. None where no such button was offered, or two of them
    mean different things.
    """
    said = _plain(text)
    payloads = {payload for title, payload in _offered_last(events) if said and _plain(title) == said}
    return payloads.pop() if len(payloads) == 1 else None


def _offered_last(events: Iterable[Event]) -> Iterable[tuple[str, str]]:
    for event in reversed(list(events)):
        if isinstance(event, UserUttered):
            return
        if isinstance(event, BotUttered):
            for button in (event.data or {}).get("buttons") or []:
                yield button["title"], button["payload"]


def _plain(text: str) -> str:
    return _NO_LETTERS.sub(" ", text).strip().casefold()
