"""What a turn led to, in words a support person reads: rows of the store, cards, what was understood."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.convtest.seen import RowChange, Seen

_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|\+00:00)")
_LONG_KEY = 12
_NOTHING = (None, "", [], {})
_ONLY_FOR_RASA = {"action_listen", "action_session_start"}


def change_sentence(change: RowChange) -> str:
    """One row in words: ``orders 8012…4321: cancelled_at was empty, is 2026-11-23 12:00``."""
    name = " ".join([change.table, *(short_key(value) for value in change.key.values())])
    if change.kind == "changed":
        fields = change.changed_fields().items()
        return f"{name}: " + "; ".join(
            f"{key} was {value(old)}, is {value(new)}" for key, (old, new) in fields
        )
    if change.kind == "removed":
        return f"{name}: removed"
    known = ((key, each) for key, each in change.after.items() if key not in change.key)
    fields = [f"{key} {value(each)}" for key, each in known if each not in _NOTHING]
    return f"{name}: new" + (", " + ", ".join(fields) if fields else "")


def short_key(key: Any) -> str:
    """An id short enough to read: its beginning and its end."""
    text = str(key)
    return text if len(text) <= _LONG_KEY else f"{text[:4]}…{text[-4:]}"


def value(found: Any) -> str:
    """A value of the store or of a slot as a person writes it; times in UTC to the minute."""
    if found in _NOTHING:
        return "empty"
    if isinstance(found, bool):
        return "yes" if found else "no"
    if isinstance(found, str):
        time = _TIME.fullmatch(found)
        return f"{time[1]} {time[2]}" if time else found
    if isinstance(found, dict | list | tuple):
        return json.dumps(found, ensure_ascii=False, default=str)
    return str(found)


def card_lines(card: Mapping[str, Any]) -> list[str]:
    """A card compactly: its kind and title, then its facts, a letter whole."""
    head, facts, letters = card_facts(card)
    line = " · ".join(f"{label}: {fact}" if label else fact for label, fact in facts)
    return [head, *([line] if line else []), *letters]


def card_facts(card: Mapping[str, Any]) -> tuple[str, list[tuple[str, str]], list[str]]:
    """Kind and title of a card, its facts with their labels, and the lines of a letter in it."""
    kind = str(card.get("type", "card")).replace("_", " ")
    facts: list[tuple[str, str]] = []
    letters: list[str] = []
    for key, found in card.items():
        if key in ("type", "title") or found in _NOTHING:
            continue
        if isinstance(found, list | tuple):
            facts += [_entry(each) for each in found]
        elif isinstance(found, str) and "\n" in found:
            letters += found.splitlines()
        else:
            facts.append((str(key).replace("_", " "), value(found)))
    title = card.get("title")
    return (f"{kind}: {title}" if title else kind), facts, letters


def understood(seen: Seen) -> str:
    """Intent, confidence and entities in one line, or empty where nothing was to be understood."""
    if seen.intent is None and not seen.entities:
        return ""
    sure = "" if seen.confidence is None else f" ({seen.confidence:.2f})"
    entities = [f"{each.get('entity', '?')} = {value(each.get('value'))}" for each in seen.entities]
    return "; ".join([f"{seen.intent or 'no intent'}{sure}", *entities])


def actions_run(seen: Seen) -> list[str]:
    """Names of the actions and replies of the turn, in order."""
    names = (event.get("name") for event in seen.events if event.get("event") == "action")
    return [name for name in names if name and name not in _ONLY_FOR_RASA]


def slots_set(seen: Seen) -> Iterator[tuple[str, Any]]:
    """Slots with the values they were set to in the turn, in order."""
    for event in seen.events:
        if event.get("event") == "slot":
            yield event.get("name", ""), event.get("value")


def _entry(found: Any) -> tuple[str, str]:
    if isinstance(found, Mapping):
        return "", " ".join(value(each) for each in found.values() if each not in _NOTHING)
    if isinstance(found, list | tuple) and len(found) == 2:
        return str(found[0]), value(found[1])
    return "", value(found)
