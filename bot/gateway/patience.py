"""How long is tried and waited before a shopper is told something else."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Patience:
    """The gateway's waiting times.

    ``retry_seconds`` is spent on new tries while the shopper waits for the HTTP answer, ``reply_seconds``
    is the longest such wait. A message older than ``keep`` is no longer carried out. Every
    ``look_seconds`` unfinished messages are looked at, every ``reminder_seconds`` due reminders.
    ``close_seconds`` are given to running turns when the gateway stops.
    """

    retry_seconds: float = 3.5
    reply_seconds: float = 25.0
    keep: timedelta = timedelta(minutes=15)
    look_seconds: float = 2.0
    reminder_seconds: float = 10.0
    close_seconds: float = 2.0
