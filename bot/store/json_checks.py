"""Checks of single JSON values: each gives the value's inside form, or raises Wrong with the reason."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from enum import Enum
from json import dumps
from reprlib import repr as short
from typing import Any

from bot.orders.money import cents_from_decimal

LONGEST_TEXT = 4_000
MOST_CENTS = 2_000_000_000
FIRST_YEAR, LAST_YEAR = 1970, 2299
LATEST = datetime(LAST_YEAR, 12, 31, 23, 59, 59, tzinfo=timezone.utc)

_AGE = re.compile(r"([+-])([0-9]{1,5}(?:\.[0-9]{1,4})?)([dhm])")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}
_PLAIN_NAME = re.compile(r"\w{1,40}", re.ASCII)
_REFERENCE = re.compile(r"T-(0[0-9]{5}|[1-9][0-9]{5,8})")

Check = Callable[[Any], Any]


class Wrong(Exception):
    """A value that cannot be taken; ``path`` grows on the way out."""

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path


def text(longest: int = LONGEST_TEXT, *, may_be_empty: bool = False) -> Check:
    """A text of at most ``longest`` characters that a database can keep."""

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise Wrong("must be a text")
        if not may_be_empty and not value.strip():
            raise Wrong("must be a text that is not empty")
        if len(value) > longest:
            raise Wrong(f"must have at most {longest} characters")
        if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
            raise Wrong("holds characters that cannot be stored (NUL or lone surrogates)")
        return value

    return check


def cents(value: Any) -> int:
    """Whole cents of a decimal string."""
    try:
        amount = cents_from_decimal(value)
    except ValueError as error:
        raise Wrong(
            f'{short(value)} is not an amount; write it as a decimal string such as "19.90"'
        ) from error
    if amount > MOST_CENTS:
        raise Wrong("is more than an order can cost")
    return amount


def count(value: Any) -> int:
    """A number of pieces."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= 10_000:
        raise Wrong("must be a whole number from 1 to 10000")
    return value


def one_of(words: type[Enum] | tuple[str, ...]) -> Check:
    """One word of a closed list."""
    allowed = words if isinstance(words, tuple) else tuple(word.value for word in words)

    def check(value: Any) -> str:
        if value not in allowed or not isinstance(value, str):
            raise Wrong(f"must be one of {', '.join(allowed)}")
        return value

    return check


def moment(now: datetime) -> Check:
    """A time with zone, or an age such as ``-3d``, ``-0.5d``, ``-6h``, ``+4d``; aware UTC inside."""

    def check(value: Any) -> datetime:
        if isinstance(value, str) and (age := _AGE.fullmatch(value)):
            period = timedelta(**{_UNITS[age[3]]: float(age[2])})
            at = now + period if age[1] == "+" else now - period
        else:
            at = _zoned(value)
        if not FIRST_YEAR <= at.year <= LAST_YEAR:
            raise Wrong(f"must lie between {FIRST_YEAR} and {LAST_YEAR}")
        return at.astimezone(timezone.utc)

    return check


def _zoned(value: Any) -> datetime:
    try:
        at = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except (AttributeError, TypeError, ValueError) as error:
        raise Wrong('must be a time with zone, or an age such as "-3d"') from error
    if at.tzinfo is None:
        raise Wrong("must name its zone, such as 2026-11-23T12:00:00+00:00")
    return at


def ticket_number(value: Any) -> int:
    """The number in a ticket's reference."""
    match = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
    if match is None or int(match[1]) == 0:
        raise Wrong("must be a reference such as T-000123")
    return int(match[1])


def code(letters: int, example: str) -> Check:
    """A code of so many capital letters, as currencies and countries have."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(f"[A-Z]{{{letters}}}", value):
            raise Wrong(f'must be a code such as "{example}"')
        return value

    return check


def texts(value: Any) -> dict:
    """An object whose names and values are short texts."""
    if not isinstance(value, dict):
        raise Wrong("must be an object of texts")
    return {text(100)(name): text(200)(choice) for name, choice in value.items()}


def maybe(check: Check) -> Check:
    """``check``, or None."""
    return lambda value: None if value is None else check(value)


def many(check: Check) -> Check:
    """A list whose every entry passes ``check``; None is an empty list."""

    def checked(value: Any) -> list:
        if value is None:
            return []
        if not isinstance(value, list):
            raise Wrong("must be a list")
        found = []
        for index, entry in enumerate(value):
            try:
                found.append(check(entry))
            except Wrong as wrong:
                raise Wrong(wrong.reason, f"[{index}]{wrong.path}") from wrong
        return found

    return checked


def some(check: Check, most: int) -> Check:
    """A list of one to ``most`` entries, each passing ``check``."""

    def listed(value: Any) -> list:
        found = many(check)(value)
        if not 0 < len(found) <= most:
            raise Wrong(f"must be a list of 1 to {most}")
        return found

    return listed


def fields(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    """An object with these fields and no other; what is optional and absent is None or empty."""
    checks = {**required, **{name: _or_empty(check) for name, check in (optional or {}).items()}}

    def check(value: Any) -> dict:
        if not isinstance(value, dict):
            raise Wrong("must be an object")
        for name in value:
            if name not in checks:
                raise Wrong("is not a field that is known here", f".{_shown(name)}")
        for name in required:
            if name not in value:
                raise Wrong("is missing", f".{name}")
        return {name: _checked(checks[name], name, value.get(name)) for name in checks}

    return check


def _or_empty(check: Check) -> Check:
    """A list already takes None as empty; anything else may be None."""
    return check if check.__name__ == "checked" else maybe(check)


def _checked(check: Check, name: str, value: Any) -> Any:
    try:
        return check(value)
    except Wrong as wrong:
        raise Wrong(wrong.reason, f".{name}{wrong.path}") from wrong


def _shown(name: str) -> str:
    """A field's name that is safe to print: it came from the file."""
    return name if _PLAIN_NAME.fullmatch(name) else dumps(name[:40])
