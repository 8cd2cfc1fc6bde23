"""Periods and times as conversation tests write them: ``6d``, ``1d12h``, ``2026-07-01T10:00:00Z``."""

import re
from datetime import datetime, timedelta

MAX_PERIOD = timedelta(days=3650)
_UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_PART = r"(?:(\d{1,12}(?:\.\d{1,6})?)%s)?"
_PERIOD = re.compile(r"\s?".join(_PART % unit for unit in _UNITS))
_YEARS = range(1970, 3000)


def parse_period(text: str) -> timedelta:
    """The length of a period: weeks, days, hours, minutes and seconds in this order, at most ten years.

    Raises:
        ValueError: when the text is no period, not positive, or too long; the message says which.
    """
    match = _PERIOD.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        raise ValueError("is no period")
    parts = {name: float(part or 0) for name, part in zip(_UNITS.values(), match.groups(), strict=True)}
    try:
        period = timedelta(**parts)
    except OverflowError:
        period = timedelta.max
    if period > MAX_PERIOD:
        raise ValueError("is longer than ten years")
    if not period:
        raise ValueError("is no time at all")
    return period


def parse_time(text: str) -> datetime:
    """A point in time, from ISO 8601 with a zone.

    Raises:
        ValueError: when the text is no time, has no zone or lies in another age; the message says which.
    """
    written = text.strip()
    if written[-1:] in ("Z", "z"):
        written = f"{written[:-1]}+00:00"
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        raise ValueError("is no time in ISO 8601") from None
    if at.year not in _YEARS:
        raise ValueError(f"lies outside the years {_YEARS.start} to {_YEARS.stop - 1}")
    if at.tzinfo is None:
        raise ValueError("has no zone")
    return at
