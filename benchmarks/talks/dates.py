"""Days in the files of conversations: {date -3}, the day three days ago, and {weekday -6}."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from benchmarks.talks.shop import NOON

_DAY = re.compile(r"\{(date|weekday) ([+-]?\d+)\}")


def fill_dates(text: str) -> str:
    """The text with each day as a shopper would type it: "25 November", "Sunday"."""
    return _written(text, _as_typed)


def ways_to_write(text: str) -> list[str]:
    """The text with its days in each way they may be written; the text itself where it names none."""
    if not _DAY.search(text):
        return [text]
    return [_written(text, way) for way in _WAYS]


def _written(text: str, way: Callable[[date], str]) -> str:
    def written(found: re.Match[str]) -> str:
        day = _day(found[2])
        return f"{day:%A}" if found[1] == "weekday" else way(day)

    return _DAY.sub(written, text)


def _day(offset: str) -> date:
    return (NOON + timedelta(days=int(offset))).date()


def _ordinal(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return str(number) + {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _as_typed(day: date) -> str:
    return f"{day.day} {day:%B}"


_WAYS: tuple[Callable[[date], str], ...] = (
    _as_typed,
    lambda day: f"{day.day} {day:%b}",
    lambda day: f"{_ordinal(day.day)} {day:%B}",
    lambda day: f"{_ordinal(day.day)} of {day:%B}",
    lambda day: f"{day:%B} {day.day}",
    lambda day: f"{day:%b} {day.day}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%d/%m}",
    lambda day: f"{day:%m/%d}",
    lambda day: f"{day:%d.%m}",
)
