"""The clock is aware, in UTC, and can be moved in tests."""

from datetime import datetime, timedelta, timezone

from bot.store.clock import MovableClock, SystemClock

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)


def test_the_machines_clock_names_its_zone():
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_a_movable_clock_stands_still_until_it_is_moved():
    clock = MovableClock(NOON)
    assert clock.now() == clock.now() == NOON
    clock.advance(timedelta(days=6))
    assert clock.now() == NOON + timedelta(days=6)
