"""The one state of a conversation: what is asked, what is in hand, what waits. Frozen and versioned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

VERSION = 1
# After this a question is not answered any more; what comes then is read as if none were open.
QUESTION_LIFETIME = timedelta(minutes=30)
# What waits beyond this is not kept. A shopper who wants a dozen orders cancelled is asked about each.
MOST_PARKED = 12


@dataclass(frozen=True)
class Request:
    """What a shopper asked for, kept while its order is found, details are asked, or something comes first.

    ``text`` are the words it came with. ``order_ids`` are the orders it is about once they are known.
    ``facet`` is that of its intent. ``items`` are (item id, quantity) to send back, ``reason`` and
    ``content`` what was told as a reason and what somebody is to be told, in the shopper's words.
    ``condition`` is what the shopper made it depend on.
    """

    intent: str
    text: str = ""
    order_ids: tuple[str, ...] = ()
    facet: str | None = None
    items: tuple[tuple[str, int], ...] = ()
    reason: str | None = None
    content: str | None = None
    condition: str | None = None

    def about(self, *order_ids: str) -> Request:
        """The same request about these orders."""
        return replace(self, order_ids=order_ids)


@dataclass(frozen=True)
class Choose:
    """Which one is meant: ``what`` is order, near_order, item or quantity; ``options`` are ids as shown.

    For an item and a quantity the request names the order; for a quantity ``options`` is the one item.
    """

    kind: ClassVar[str] = "choose"
    id: str
    asked_at: datetime
    what: str
    options: tuple[str, ...]
    request: Request
    said: str = ""
    """What was typed and not found, such as a number with a slip."""


@dataclass(frozen=True)
class Confirm:
    """Whether to make exactly this change. ``write`` names it; ``details`` hold what will be filed or sent.

    ``is_fresh`` tells whether nothing else was answered since the question was put.
    """

    kind: ClassVar[str] = "confirm"
    id: str
    asked_at: datetime
    write: str
    order_ids: tuple[str, ...]
    request: Request
    details: Mapping[str, Any] = field(default_factory=dict)
    is_fresh: bool = True


@dataclass(frozen=True)
class Describe:
    """A free text is asked for: ``what`` is dispute, return or letter. Closed: only an answer is taken."""

    kind: ClassVar[str] = "describe"
    id: str
    asked_at: datetime
    what: str
    request: Request


Question = Choose | Confirm | Describe
_QUESTIONS: dict[str, type] = {each.kind: each for each in (Choose, Confirm, Describe)}


@dataclass(frozen=True)
class Done:
    """A change that was made on a yes: which, of which orders."""

    write: str
    order_ids: tuple[str, ...]


@dataclass(frozen=True)
class State:
    """All that a conversation remembers.

    ``focus`` are the orders talked about, ``shown`` those listed last, both as ids. ``task`` is the
    request served last, so that "and the lamp?" means something. ``parked`` are requests that wait,
    ``waiting`` parts of a message that were not looked at yet, as they were parsed.
    ``misses`` counts how often in a row nothing was understood. ``said`` is what was said last, so that
    it can be said again.
    ``subject`` is what "how long" is about. ``tried`` are rows and changes of this conversation, for
    whoever takes it over. ``is_over``: everything that waited was let go in the last turn.
    """

    question: Question | None = None
    task: Request | None = None
    focus: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    parked: tuple[Request, ...] = ()
    waiting: tuple[Mapping[str, Any], ...] = ()
    done: Done | None = None
    misses: int = 0
    said: tuple[Mapping[str, Any], ...] = ()
    subject: str | None = None
    row: str | None = None
    tried: tuple[str, ...] = ()
    handover: str | None = None
    is_over: bool = False
    turn: int = 0

    def at(self, now: datetime) -> State:
        """The state as it counts now: a question put too long ago is closed, and what waited is dropped."""
        if self.question is None or now - self.question.asked_at <= QUESTION_LIFETIME:
            return self
        return replace(self, question=None, parked=(), waiting=())


def to_json(state: State) -> dict[str, Any]:
    """The state as a slot keeps it; ``from_json`` is its inverse. What has its default is left out."""
    body: dict[str, Any] = {"version": VERSION}
    for each in fields(State):
        value = getattr(state, each.name)
        if value != each.default:
            body[each.name] = _plain(value)
    return body


def from_json(body: Mapping[str, Any] | None) -> State:
    """The state that ``to_json`` wrote. One of another version, or none, is a new conversation's."""
    if not body or body.get("version") != VERSION:
        return State()
    values = {name: value for name, value in body.items() if name != "version"}
    for name, read in _READERS.items():
        if values.get(name) is not None:
            values[name] = read(values[name])
    return State(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, Choose | Confirm | Describe):
        body = {name: _plain(part) for name, part in _parts(value).items()}
        return {"kind": value.kind, **body}
    if isinstance(value, Request):
        defaults = {each.name: each.default for each in fields(Request)}
        return {n: _plain(v) for n, v in _parts(value).items() if v != defaults[n]}
    if isinstance(value, Done):
        return _plain(asdict(value))
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return value


def _parts(value: Any) -> dict[str, Any]:
    return {each.name: getattr(value, each.name) for each in fields(value)}


def _question(body: Mapping[str, Any]) -> Question:
    values = {name: value for name, value in body.items() if name != "kind"}
    values["asked_at"] = datetime.fromisoformat(values["asked_at"])
    values["request"] = _request(values["request"])
    for name in ("options", "order_ids"):
        if name in values:
            values[name] = tuple(values[name])
    return _QUESTIONS[body["kind"]](**values)


def _request(body: Mapping[str, Any]) -> Request:
    values = dict(body)
    values["order_ids"] = tuple(values.get("order_ids") or ())
    values["items"] = tuple((item_id, quantity) for item_id, quantity in values.get("items") or ())
    return Request(**values)


_READERS: dict[str, Any] = {
    "question": _question,
    "task": _request,
    "focus": tuple,
    "shown": tuple,
    "parked": lambda bodies: tuple(map(_request, bodies)),
    "waiting": tuple,
    "done": lambda body: Done(body["write"], tuple(body["order_ids"])),
    "said": tuple,
    "tried": tuple,
}
