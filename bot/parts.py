"""One supervised process: started, asked whether it is ready, started again with growing pauses, stopped."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

_LONGEST_PAUSE_SECONDS = 30
_SOUND_AFTER_SECONDS = 60
_LARGEST_LOG_BYTES = 5_000_000
_SHOWN_LINES = 15
_direct = build_opener(ProxyHandler({}))  # loopback is never asked for through a proxy


@dataclass(frozen=True)
class Part:
    """What is to run: a module with arguments, the URL that answers 200 once it can work, and the log.

    Without a ``log`` file the part writes where its supervisor writes.
    """

    name: str
    module: str
    ready_url: str
    arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    log: Path | None = None


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
        with _appending(self.part.log) as log:
            self._process = subprocess.Popen(
                [*command, *self.part.arguments],
                env={**os.environ, **self.part.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
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

    def last_words(self) -> str:
        """The last lines of the part's log; empty when it has none of its own."""
        if self.part.log is None or not self.part.log.is_file():
            return ""
        return "\n".join(
            self.part.log.read_text(encoding="utf-8", errors="replace").splitlines()[-_SHOWN_LINES:]
        )

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


def _appending(log: Path | None) -> Any:
    """The log opened for appending; one that has grown too large is put aside first."""
    if log is None:
        return nullcontext()
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.is_file() and log.stat().st_size > _LARGEST_LOG_BYTES:
        log.replace(log.with_suffix(".old.log"))
    return log.open("a", encoding="utf-8")
