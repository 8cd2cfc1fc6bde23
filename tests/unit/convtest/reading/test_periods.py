"""Periods and times as people write them."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.convtest.reading.periods import MAX_PERIOD, parse_period, parse_time

UNITS = {"w": 604_800, "d": 86_400, "h": 3600, "m": 60, "s": 1}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("6d", timedelta(days=6)),
        ("3h", timedelta(hours=3)),
        ("45m", timedelta(minutes=45)),
        ("90s", timedelta(seconds=90)),
        ("2w", timedelta(weeks=2)),
        ("1d12h", timedelta(days=1, hours=12)),
        ("1d 12h", timedelta(days=1, hours=12)),
        ("0.5d", timedelta(hours=12)),
        ("1w2d3h4m5s", timedelta(weeks=1, days=2, hours=3, minutes=4, seconds=5)),
        ("3650d", MAX_PERIOD),
    ],
)
def test_a_period_is_the_sum_of_its_parts(text, period):
    assert parse_period(text) == period


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *(
            (each, "is no period")
            for each in ("", "6", "d", "6 days", "5 minutes", "-6d", "+6d", "6D", "1h1d", "1d1d")
        ),
        *((each, "is no time at all") for each in ("0d", "0.0s", "0h0m")),
        *((each, "is longer than ten years") for each in ("3651d", "3650d1s", "999999999999w")),
    ],
)
def test_what_is_no_period_is_refused_with_the_reason(text, reason):
    with pytest.raises(ValueError, match=f"^{reason}$"):
        parse_period(text)


@given(st.dictionaries(st.sampled_from(list(UNITS)), st.integers(1, 50), min_size=1))
def test_every_choice_of_parts_is_a_period(parts):
    text = "".join(f"{parts[unit]}{unit}" for unit in UNITS if unit in parts)
    assert parse_period(text).total_seconds() == sum(count * UNITS[unit] for unit, count in parts.items())


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-07-01T10:00:00Z", datetime(2026, 7, 1, 10, tzinfo=timezone.utc)),
        ("2026-07-01T12:00:00+02:00", datetime(2026, 7, 1, 10, tzinfo=timezone.utc)),
        ("2026-07-01 10:00+00:00", datetime(2026, 7, 1, 10, tzinfo=timezone.utc)),
    ],
)
def test_a_time_with_a_zone_is_read(text, at):
    assert parse_time(text) == at


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-07-01T10:00:00", "has no zone"),
        ("2026-07-01", "has no zone"),
        ("tomorrow", "is no time in ISO 8601"),
        ("Z", "is no time in ISO 8601"),
        ("2026-13-01T10:00:00Z", "is no time in ISO 8601"),
        ("0001-01-01T00:00:00+14:00", "lies outside the years 1970 to 2999"),
    ],
)
def test_what_is_no_time_is_refused_with_the_reason(text, reason):
    with pytest.raises(ValueError, match=f"^{reason}$"):
        parse_time(text)
