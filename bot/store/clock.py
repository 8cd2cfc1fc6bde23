"""The clock that actions, store and replies share; tests pass one that can be moved."""

from datetime import datetime, timedelta, timezone


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The time now, aware, in UTC."""
        return datetime.now(timezone.utc)


class MovableClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """The time it was last moved to, aware, in UTC."""
        return self._at

    def advance(self, period: timedelta) -> None:
        """Move forward by ``period``."""
        self._at += period
