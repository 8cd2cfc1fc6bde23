"""One supervised process: started, asked whether it is ready, started again with growing pauses, stopped."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.request import ProxyHandler, build_opener

_LONGEST_PAUSE_SECONDS = 30
_SOUND_AFTER_SECONDS = 60
_direct = build_opener(ProxyHandler({}))  # loopback is never asked for through a proxy


@dataclass(frozen=True)
class Part:
    """What is to run: a module with arguments, and the URL that answers 200 once it can work."""

    name: str
    module: str
    ready_url: str
    arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


class RunningPart:
    """A part with its process."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.failures = 0
        self._process: subprocess.Popen | None = None
        self._started_at = 0.0
        self._next_start_at = 0.0

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    @property
    def ending(self) -> str:
        """How the process ended, in words."""
        code = self._process.returncode if self._process else None
        if code is not None and code < 0:
            return f"killed by {signal.Signals(-code).name}"
        return f"exit code {code}"

    def start(self) -> None:
        """Start the process; it ends when this one does."""
        command = [sys.executable, "-m", "bot.attached", str(os.getpid()), self.part.module]
        self._process = subprocess.Popen(
            [*command, *self.part.arguments],
            env={**os.environ, **self.part.environment},
            stdin=subprocess.DEVNULL,
        )
        self._started_at = time.monotonic()

    def has_died(self) -> bool:
        """True once for each end of the process: from then on it waits for its next start."""
        if self._process is None or self._process.poll() is None or self._next_start_at:
            return False
        lived_seconds = time.monotonic() - self._started_at
        self.failures = 1 if lived_seconds > _SOUND_AFTER_SECONDS else self.failures + 1
        pause_seconds = 0 if self.failures == 1 else min(_LONGEST_PAUSE_SECONDS, 2 ** (self.failures - 2))
        self._next_start_at = time.monotonic() + pause_seconds
        return True

    def start_again_when_due(self) -> bool:
        """Start a dead process whose pause is over; says whether it did."""
        if not self._next_start_at or time.monotonic() < self._next_start_at:
            return False
        self._next_start_at = 0.0
        self.start()
        return True

    def is_ready(self) -> bool:
        """Whether the part says it can work."""
        try:
            with _direct.open(self.part.ready_url, timeout=2) as response:
                return response.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self, grace_seconds: float) -> None:
        """Ask the process to end; kill it when it has not after ``grace_seconds``."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(grace_seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
