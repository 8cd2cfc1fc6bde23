"""Reads a file of conversations: orders by name, the lines of a shopper, what must be so afterwards.

The head of such a file says what each key means. Orders are named in the file; a conversation that is read
has numbers of its own for them, the same in every run.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from benchmarks.talks.dates import fill_dates
from benchmarks.talks.shop import OrderJson
from benchmarks.talks.store_changes import listed

ORDER_LISTS = ("cancelled", "requested")
ORDER_MAPS = ("returned", "disputed", "written")
CHECKS = ("words", "not_words", "words_or_buttons", "not_buttons")
OTHER_WORDS = "other_words_than_before"
_KEYS = {"name", "orders", "say", "person", *ORDER_LISTS, *ORDER_MAPS}
_COUNT = ("press_yes",)
_NAMED = re.compile(r"\{(tracking )?([^\W\d][\w-]*)\}")


class BadConversations(ValueError):
    """A file that cannot be played; says which conversation and why."""


@dataclass(frozen=True)
class Said:
    """A typed line, with checks of the reply to it by their key."""

    text: str
    checks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    other_words: bool = False


@dataclass(frozen=True)
class PressYes:
    """Press the yes button for as long as there is one, at most so many times."""

    most: int


@dataclass(frozen=True)
class AnswerWhy:
    """Said if the bot asks why, otherwise left out."""

    text: str


Step = Said | PressYes | AnswerWhy


@dataclass(frozen=True)
class Conversation:
    """One conversation; ``line`` counts from 1, ``section`` is the comment it stands below.

    ``expected`` holds what must be in the store afterwards, with the ids of the orders.
    """

    name: str
    line: int
    section: str
    orders: tuple[OrderJson, ...]
    steps: tuple[Step, ...]
    expected: Mapping[str, Any]


@dataclass(frozen=True)
class ConversationFile:
    """The sellers and conversations of a file."""

    sellers: tuple[dict[str, Any], ...]
    conversations: tuple[Conversation, ...]


def read_conversations(file: Path) -> ConversationFile:
    """All conversations of ``file``.

    Raises:
        BadConversations: for an unknown key, set of orders, or name of an order.
    """
    text = file.read_text(encoding="utf-8")
    body = yaml.safe_load(text)
    places = _places(text)
    conversations = []
    for entry, (line, section) in zip(body["conversations"], places, strict=True):
        try:
            conversations.append(_conversation(entry, line, section, body["orders"]))
        except (BadConversations, KeyError, TypeError, AttributeError) as error:
            raise BadConversations(f"{file}:{line}: {error}") from error
    return ConversationFile(tuple(body["sellers"]), tuple(conversations))


def _places(text: str) -> list[tuple[int, str]]:
    """Line and section of each conversation; a section is a comment line between them."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    listed_below = next(value for key, value in root.value if key.value == "conversations")
    lines = text.splitlines()
    places, section, seen = [], "", listed_below.start_mark.line
    # the comment of the first section stands above the first conversation
    while seen and lines[seen - 1].startswith("#"):
        seen -= 1
    for node in listed_below.value:
        comments = [line for line in lines[seen : node.start_mark.line] if line.startswith("#")]
        section = comments[-1].strip("# ") if comments else section
        seen = node.start_mark.line
        places.append((seen + 1, section))
    return places


def _conversation(entry: dict[str, Any], line: int, section: str, sets: dict[str, Any]) -> Conversation:
    unknown = sorted(entry.keys() - _KEYS)
    if unknown:
        raise BadConversations(f"unknown: {', '.join(unknown)}")
    if entry["orders"] not in sets:
        raise BadConversations(f"there is no set of orders {entry['orders']!r}")
    orders = {
        name: {**order, "id": _number(entry["name"], name)} for name, order in sets[entry["orders"]].items()
    }
    steps = tuple(_step(step, orders) for step in entry["say"])
    return Conversation(entry["name"], line, section, tuple(orders.values()), steps, _expected(entry, orders))


def _number(conversation: str, order: str) -> str:
    """Sixteen digits that no other conversation has for any of its orders."""
    digest = hashlib.sha256(f"{conversation}/{order}".encode()).digest()
    return f"81{int.from_bytes(digest[:8], 'big') % 10**14:014d}"


def _expected(entry: dict[str, Any], orders: Mapping[str, OrderJson]) -> dict[str, Any]:
    expected: dict[str, Any] = {"person": bool(entry.get("person", False))}
    for key in ORDER_LISTS:
        expected[key] = [_order(name, orders)["id"] for name in entry.get(key, ())]
    for key in ORDER_MAPS:
        expected[key] = {_order(n, orders)["id"]: value for n, value in entry.get(key, {}).items()}
    return expected


def _order(name: str, orders: Mapping[str, OrderJson]) -> OrderJson:
    if name not in orders:
        raise BadConversations(f"there is no order {name!r}, only {', '.join(orders)}")
    return orders[name]


def _step(step: Any, orders: Mapping[str, OrderJson]) -> Step:
    if not isinstance(step, dict):
        return Said(_filled(str(step), orders))
    if step.keys() == {"press_yes"}:
        return PressYes(int(step["press_yes"]))
    if step.keys() == {"answer"}:
        return AnswerWhy(_filled(str(step["answer"]), orders))
    unknown = sorted(step.keys() - {"say", OTHER_WORDS, *CHECKS})
    if unknown or "say" not in step:
        raise BadConversations(f"unknown step: {step}")
    checks = {key: tuple(_numbered(w, orders) for w in listed(step[key])) for key in CHECKS if key in step}
    return Said(_filled(str(step["say"]), orders), checks, bool(step.get(OTHER_WORDS, False)))


def _filled(text: str, orders: Mapping[str, OrderJson]) -> str:
    return fill_dates(_numbered(text, orders))


def _numbered(text: str, orders: Mapping[str, OrderJson]) -> str:
    def value(found: re.Match[str]) -> str:
        order = _order(found[2], orders)
        return order["tracking_number"] if found[1] else order["id"]

    return _NAMED.sub(value, text)
