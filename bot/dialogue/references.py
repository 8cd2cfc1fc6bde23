"""How a message names orders and items: a small language of sets, as JSON and as dataclasses.

A message names some things and excludes others ("all but the lamp"). What it names is resolved against
the shopper's own orders by ``bot.dialogue.select``; here nothing is known of any order.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import Enum
from typing import Any


class Kind(str, Enum):
    """What a mention calls the thing it names."""

    ORDER = "order"
    """An order, a parcel, a purchase."""
    ITEM = "item"
    """A thing, as in "the shirt" or "one of the cups"."""
    ANY = "any"
    """Neither is said: "it", "the red one", "all of them"."""


class Quantifier(str, Enum):
    """How many of what fits are meant."""

    ONE = "one"
    """The one that fits: "the lamp", "my order". Where several fit, the shopper is asked."""
    ALL = "all"
    BOTH = "both"
    REST = "rest"
    """What is left when the other mentions are taken away: "the rest", "everything else"."""
    OTHER = "other"
    """Not the one talked about: "the other one"."""
    COUNT = "count"
    """As many as ``Mention.quantity``: "two of the mugs", "one of my orders"."""


class Extreme(str, Enum):
    """The end of a scale."""

    NEWEST = "newest"
    OLDEST = "oldest"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"


class Status(str, Enum):
    """How things stand with what is named, in a shopper's words."""

    UNPAID = "unpaid"
    PAID = "paid"
    NOT_SHIPPED = "not_shipped"
    """Neither shipped nor cancelled: unpaid, in payment, or paid and waiting to be sent."""
    SHIPPED = "shipped"
    """On its way: sent, not delivered."""
    NOT_DELIVERED = "not_delivered"
    DELIVERED = "delivered"
    LATE = "late"
    """Sent, not delivered, past its estimate."""
    CANCELLED = "cancelled"
    CANCELLABLE = "cancellable"
    RETURNED = "returned"
    RETURNABLE = "returnable"
    DISPUTED = "disputed"
    REFUNDED = "refunded"
    OPEN = "open"
    """Running: neither cancelled, nor delivered, nor closed."""


class Happening(str, Enum):
    """What happened on the day that is named."""

    ORDERED = "ordered"
    PAID = "paid"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Days:
    """A span of days as it was said; it becomes dates once today is known.

    Exactly one way is used: ``ago`` as (nearest, farthest) in days before today, both inclusive
    ((1, 1) is yesterday, (5, 13) "last week", (-1, -1) tomorrow); ``weekday`` as 0 for Monday to
    6, the last one before today or today; or ``day`` of ``month`` (``month`` may be missing, ``year``
    too), the last such day that is not in the future. ``length`` is how many days it lasts from there
    on: "the weekend" is Saturday with two days. ``before_today``: not the one that includes today, as
    in "last Saturday" on a Saturday.
    """

    ago: tuple[int, int] | None = None
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    length: int = 1
    before_today: bool = False

    def dates(self, today: date) -> tuple[date, date]:
        """The first and the last day that is meant, seen from ``today``."""
        if self.ago is not None:
            nearest, farthest = self.ago
            return today - timedelta(days=farthest), today - timedelta(days=nearest)
        if self.weekday is not None:
            back = (today.weekday() - self.weekday) % 7
            if self.before_today and back < self.length:
                back += 7
            then = today - timedelta(days=back)
            return then, then + timedelta(days=self.length - 1)
        then = self._last_such_day(today)
        return then, then

    def _last_such_day(self, today: date) -> date:
        """The latest day up to ``today`` with this day, month and year; today itself where there is none."""
        for back in range(0, 366 * 5):
            then = today - timedelta(days=back)
            has_month = self.month is None or then.month == self.month
            if then.day == self.day and has_month and (self.year is None or then.year == self.year):
                return then
        return today


@dataclass(frozen=True)
class Mention:
    """One thing, or one set of things, that a message names; all that is said of it must hold.

    ``start`` and ``end`` are positions in the part of the message it was read from, ``text`` the words
    between. ``words`` are the telling words in lower case (product, option, brand, shop), never those
    that only say order, one, thing. ``number`` is an order number as typed, ``ending`` its last two or
    more digits, ``tracking`` what looks like a tracking number. ``cents`` are bounds of an amount, both
    inclusive ("about 20 dollars" is (1800, 2200)). ``position`` counts from 1 in what was listed last;
    -1 is the last of it. ``is_pronoun``: "it", "them", "that one" and the like, what was talked about.
    ``quantity`` is how many pieces or orders are meant, where the message says so. ``is_aside``: it
    stands in what is told by the way ("the lens is scratched", "since I moved house"); it may be part
    of a thing or no thing of the shop at all, and where no order matches, it names none.
    """

    text: str = ""
    start: int = 0
    end: int = 0
    kind: Kind = Kind.ANY
    quantifier: Quantifier = Quantifier.ONE
    quantity: int | None = None
    words: tuple[str, ...] = ()
    number: str | None = None
    ending: str | None = None
    tracking: str | None = None
    cents: tuple[int, int] | None = None
    days: Days | None = None
    happening: Happening | None = None
    position: int | None = None
    extreme: Extreme | None = None
    status: Status | None = None
    is_pronoun: bool = False
    is_plural: bool = False
    is_aside: bool = False

    @property
    def says_which(self) -> bool:
        """Whether it tells one order from another, and does not just say "my order" or "it"."""
        named = (self.number, self.ending, self.tracking, self.cents, self.days, self.position)
        return bool(self.words or self.extreme or self.status) or any(each is not None for each in named)


@dataclass(frozen=True)
class References:
    """What a part of a message names, and what of it is left out.

    With nothing included and something excluded, everything else is meant ("keep the desk, cancel
    the rest" has the desk in ``exclude`` and a REST mention in ``include``).
    """

    include: tuple[Mention, ...] = ()
    exclude: tuple[Mention, ...] = ()

    @property
    def names_which(self) -> bool:
        """Whether what is meant is told from other things, by words, a number or a day."""
        return any(mention.says_which for mention in self.include)

    @property
    def is_empty(self) -> bool:
        return not self.include and not self.exclude


NOTHING_NAMED = References()

_ENUMS = {
    "kind": Kind,
    "quantifier": Quantifier,
    "extreme": Extreme,
    "status": Status,
    "happening": Happening,
}


def as_json(references: References) -> dict[str, Any]:
    """References as JSON; ``from_json`` is its inverse. What has its default is left out."""
    return {
        name: [_mention_json(mention) for mention in getattr(references, name)]
        for name in ("include", "exclude")
        if getattr(references, name)
    }


def from_json(body: dict[str, Any]) -> References:
    """The references that ``as_json`` wrote."""
    read = {name: tuple(_mention(each) for each in body.get(name) or ()) for name in ("include", "exclude")}
    return References(**read)


_MENTION_DEFAULTS = {each.name: each.default for each in fields(Mention)}


def _mention_json(mention: Mention) -> dict[str, Any]:
    body: dict[str, Any] = {}
    for name, default in _MENTION_DEFAULTS.items():
        value = getattr(mention, name)
        if value != default:
            body[name] = _plain(value)
    return body


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Days):
        given = {each.name: (getattr(value, each.name), each.default) for each in fields(Days)}
        return {name: _plain(part) for name, (part, default) in given.items() if part != default}
    return list(value) if isinstance(value, tuple) else value


def _mention(body: dict[str, Any]) -> Mention:
    values: dict[str, Any] = dict(body)
    for name, kind in _ENUMS.items():
        if name in values:
            values[name] = kind(values[name])
    for name in ("words", "cents"):
        if name in values:
            values[name] = tuple(values[name])
    if "days" in values:
        days = dict(values["days"])
        values["days"] = Days(**{**days, **({"ago": tuple(days["ago"])} if "ago" in days else {})})
    return Mention(**values)
