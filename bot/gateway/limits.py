"""Bounds on what one client may send: body size and calls per minute."""

import time
from collections.abc import Callable

from starlette.requests import Request

from bot.gateway.errors import too_fast, too_long

MAX_BODY_BYTES = 64 * 1024
_MANY_KEYS = 10_000


class RateLimit:
    """A token bucket for each key: ``per_minute`` calls at once, refilled evenly over a minute."""

    def __init__(self, per_minute: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._monotonic = monotonic
        self._buckets: dict[str, tuple[float, float]] = {}

    def spend(self, key: str) -> None:
        """Count one call of ``key``.

        Raises:
            ApiError: 429 with the seconds to wait, when the bucket is empty.
        """
        now = self._monotonic()
        left, filled_at = self._buckets.get(key, (float(self._per_minute), now))
        left = min(self._per_minute, left + (now - filled_at) * self._per_minute / 60)
        if left < 1:
            raise too_fast((1 - left) * 60 / self._per_minute)
        if len(self._buckets) >= _MANY_KEYS:
            self._forget_idle(now)
        self._buckets[key] = (left - 1, now)

    def _forget_idle(self, now: float) -> None:
        self._buckets = {key: kept for key, kept in self._buckets.items() if now - kept[1] < 60}


async def read_body(request: Request) -> bytes:
    """The whole body, read in chunks so that a large one is refused before it is held.

    Raises:
        ApiError: 413 when it has more than 64 KB.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise too_long(
                "body_too_large", "The request is too large; a message has at most 2,000 characters."
            )
    return bytes(body)
