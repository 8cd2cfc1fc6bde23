"""Days and spans of days: "on 25 November", "11/25", "three days ago", "last Tuesday", "the weekend"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.dialogue.references import Days
from bot.nlu.numbers.found import NumberFound, NumberKind

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>20\d\d))?"
_NUMBER = rf"(?P<count>\d{{1,2}}|an?|{'|'.join(_COUNTED)}|a couple of|a few|couple of)"
_DATED = (
    re.compile(rf"(?:\bon )?(?:\bthe )?\b{_DAY} (?:of )?{_MONTH}{_YEAR}", re.IGNORECASE),
    re.compile(rf"(?:\bon )?\b{_MONTH} (?:the )?{_DAY}\b{_YEAR}", re.IGNORECASE),
    re.compile(r"(?<![\d\-])(?P<year>20\d\d)-(?P<number_month>\d\d)-(?P<day>\d\d)(?![\d\-])"),
    re.compile(r"\b(?:on|from|of) the (?P<day>[0-3]?\d)(?:st|nd|rd|th)\b", re.IGNORECASE),
)
_SLASHED = re.compile(r"(?<![\w./\-])(\d{1,2})([/.])(\d{1,2})(?:\2(20\d\d|\d\d))?(?![\w/]|[.\-]\d)")
_AGO = re.compile(rf"\b{_NUMBER}\s(?P<unit>day|week|month)s?\s(?:ago|back|before|earlier)\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:on )?(?:(?:last|past|this) )?(?:the )?(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?"
    r"|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sunday)(?:'?s)?\b(?! (?:before|after) )",
    re.IGNORECASE,
)
_SPANS: tuple[tuple[str, Days], ...] = (
    (r"(?:the )?(?:day before yesterday|other day before)", Days(ago=(2, 2))),
    (r"yesterday(?:'?s)?|last night(?:'?s)?", Days(ago=(1, 1))),
    (r"(?:earlier )?today(?:'?s)?|this (?:morning|afternoon|evening)|tonight|just now|an hour ago"
     r"|(?:a few|\d+) (?:hours?|hrs|minutes?|mins) ago", Days(ago=(0, 0))),
    (r"last week(?:'?s)?", Days(ago=(5, 13))),
    (r"this week(?:'?s)?", Days(ago=(0, 6))),
    (r"(?:over |on |at |during )?(?:the )?(?:last|past) week-?ends?(?:'?s)?",
     Days(weekday=5, length=2, before_today=True)),
    (r"(?:over |on |at |during )?(?:(?:the|this) )?week-?ends?(?:'?s)?", Days(weekday=5, length=2)),
    (r"last month(?:'?s)?", Days(ago=(15, 61))),
    (r"this month(?:'?s)?", Days(ago=(0, 30))),
)  # fmt: skip
_SPAN_PATTERNS = tuple((re.compile(rf"\b(?:{said})\b", re.IGNORECASE), days) for said, days in _SPANS)
_BOUND = re.compile(
    r"\b(?<!day )(?:before|after|since|until|till|by) (?:(?:last|next|the|this) )?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|week-?end"
    rf"|{_DAY} (?:of )?{_MONTH})",
    re.IGNORECASE,
)
# How far "a week ago" may be off, in days; "two days ago" is meant as said.
_OFF = {"day": 0, "week": 2, "month": 10}
_LONG = {"day": 1, "week": 7, "month": 30}
_FEW = (2, 5)


def days(text: str) -> Iterator[NumberFound]:
    """Dates, weekdays and spans before today."""
    for pattern in _DATED:
        for match in pattern.finditer(text):
            if (dated := _dated(match)) is not None:
                yield NumberFound(NumberKind.DAYS, dated, *match.span())
    for match in _SLASHED.finditer(text):
        if (dated := _slashed(match)) is not None:
            yield NumberFound(NumberKind.DAYS, dated, *match.span())
    for match in _AGO.finditer(text):
        yield NumberFound(NumberKind.DAYS, _ago(match), *match.span())
    for pattern, span in _SPAN_PATTERNS:
        for match in pattern.finditer(text):
            yield NumberFound(NumberKind.DAYS, span, *match.span())
    for match in _WEEKDAY.finditer(text):
        weekday = _WEEKDAYS.index(match["weekday"][:3].lower())
        is_past = any(word in match[0].lower().split() for word in ("last", "past"))
        yield NumberFound(NumberKind.DAYS, Days(weekday=weekday, before_today=is_past), *match.span())


def not_on_the_day(text: str) -> Iterator[NumberFound]:
    """Days that only bound a time, "before Monday": which days are meant is not known here."""
    for match in _BOUND.finditer(text):
        yield NumberFound(NumberKind.NONE, None, *match.span())


def _dated(match: re.Match[str]) -> Days | None:
    groups = match.groupdict()
    day = int(groups["day"])
    month = _MONTHS.index(groups["month"][:3].lower()) + 1 if groups.get("month") else None
    if groups.get("number_month"):
        month = int(groups["number_month"])
    is_day = 1 <= day <= 31 and (month is None or 1 <= month <= 12)
    year = int(groups["year"]) if groups.get("year") else None
    return Days(day=day, month=month, year=year) if is_day else None


def _slashed(match: re.Match[str]) -> Days | None:
    """Month first as in the US, unless only day first makes a date; with points the day comes first."""
    first, sign, second, year = match.groups()
    month, day = int(first), int(second)
    if sign == "." or month > 12:
        month, day = day, month
    if sign == "." and year is None:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Days(day=day, month=month, year=None if year is None else int(year) % 100 + 2000)


def _ago(match: re.Match[str]) -> Days:
    said, unit = match["count"].lower(), match["unit"].lower()
    if "few" in said or "couple" in said:
        low, high = (count * _LONG[unit] for count in ((2, 3) if "couple" in said else _FEW))
        return Days(ago=(low, high))
    count = 1 if said in ("a", "an") else _COUNTED.index(said) + 1 if said in _COUNTED else int(said)
    middle = count * _LONG[unit]
    return Days(ago=(middle - _OFF[unit], middle + _OFF[unit]))
