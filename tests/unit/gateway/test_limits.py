"""How often one client may call."""

import pytest

from bot.gateway.errors import ApiError
from bot.gateway.limits import RateLimit


class Seconds:
    passed = 0.0

    def __call__(self):
        return self.passed


def test_burst_up_to_the_limit_is_allowed_and_then_refused():
    limit = RateLimit(3, Seconds())
    for _ in range(3):
        limit.spend("c-1")
    with pytest.raises(ApiError) as caught:
        limit.spend("c-1")
    assert caught.value.status == 429


def test_refusal_says_how_long_to_wait_and_that_is_enough():
    seconds = Seconds()
    limit = RateLimit(6, seconds)
    for _ in range(6):
        limit.spend("c-1")
    with pytest.raises(ApiError) as caught:
        limit.spend("c-1")
    assert caught.value.retry_after_seconds == pytest.approx(10)
    seconds.passed += 10.01
    limit.spend("c-1")


def test_refused_calls_do_not_make_the_wait_longer():
    seconds = Seconds()
    limit = RateLimit(1, seconds)
    limit.spend("c-1")
    for _ in range(100):
        with pytest.raises(ApiError):
            limit.spend("c-1")
    seconds.passed += 60.01
    limit.spend("c-1")


def test_keys_are_counted_apart():
    limit = RateLimit(1, Seconds())
    limit.spend("c-1")
    limit.spend("c-2")


def test_idle_keys_are_forgotten():
    seconds = Seconds()
    limit = RateLimit(1, seconds)
    for number in range(10_000):
        limit.spend(str(number))
    seconds.passed += 61
    limit.spend("late")
    assert len(limit._buckets) == 1
