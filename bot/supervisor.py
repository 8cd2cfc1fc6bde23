"""`bot run`: starts all parts, waits until they can work, restarts what dies, stops everything cleanly."""

import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bot.orders.errors import BotError
from bot.parts import Part, RunningPart
from bot.settings import Settings

LOOK_SECONDS = 0.2
START_TIMEOUT_SECONDS = 180
MOST_FAILURES_AT_START = 3
GRACE_SECONDS = 9

Say = Callable[[str], None]


class StartFailed(BotError):
    """The parts cannot be started; the text says what to do."""


def say_at_once(line: str) -> None:
    """Print a line that is to be seen now, also in a pipe or log file."""
    print(line, flush=True)


def run(settings: Settings, model: Path, say: Say = say_at_once) -> int:
    """Run all parts until SIGTERM or Ctrl-C; the exit code of the command."""
    require_free(settings.host, settings.port)
    supervisor = Supervisor(_parts(settings, model), say)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: supervisor.request_stop())
    began = time.monotonic()
    say(f"Starting with model {model.name}; logs are in {settings.state_dir / 'logs'}")
    try:
        supervisor.start()
        if not supervisor.is_stopping:
            say(f"Ready in {time.monotonic() - began:.0f} s. Open {_address(settings)} (Ctrl-C stops it)")
        supervisor.watch()
    finally:
        supervisor.stop()
    return 0


class Supervisor:
    """All parts as one. Those that serve others come first; they are stopped in the opposite order."""

    def __init__(self, parts: Sequence[Part], say: Say) -> None:
        self.running = [RunningPart(part) for part in parts]
        self._say = say
        self._stop_requested = threading.Event()

    @property
    def is_stopping(self) -> bool:
        return self._stop_requested.is_set()

    def request_stop(self) -> None:
        """Let `start` or `watch` return soon. Safe in a signal handler."""
        self._stop_requested.set()

    def start(self) -> None:
        """Start all parts and wait until each is ready, or a stop is requested.

        Raises:
            StartFailed: when a part ends again and again, or is not ready after three minutes.
        """
        began = time.monotonic()
        for running in self.running:
            running.start()
        for running in self.running:
            self._wait_until_ready(running, began)

    def watch(self) -> None:
        """Start again what dies, until a stop is requested."""
        while not self._stop_requested.wait(LOOK_SECONDS):
            self._look_after_all()

    def stop(self) -> None:
        """Stop all parts, those that face the shopper first; returns when none is left."""
        self._stop_requested.set()
        if any(running.pid for running in self.running):
            self._say("Stopping")
        for running in reversed(self.running):
            running.stop(GRACE_SECONDS)

    def _wait_until_ready(self, running: RunningPart, began: float) -> None:
        name = running.part.name
        while not running.is_ready():
            waited_seconds = time.monotonic() - began
            _show_waiting(f"  {name:<14} {waited_seconds:3.0f} s …")
            if self._stop_requested.wait(LOOK_SECONDS):
                return
            self._look_after_all()
            if running.failures >= MOST_FAILURES_AT_START:
                raise StartFailed(_with_log(f"The {name} ends as soon as it is started.", running))
            if waited_seconds > START_TIMEOUT_SECONDS:
                raise StartFailed(
                    _with_log(f"The {name} was not ready after {START_TIMEOUT_SECONDS} s.", running)
                )
        _show_waiting("")
        self._say(f"  {name:<14} ready after {time.monotonic() - began:.1f} s")

    def _look_after_all(self) -> None:
        for running in self.running:
            if running.has_died():
                self._say(f"The {running.part.name} has ended ({running.ending}); starting it again")
            running.start_again_when_due()


def require_free(host: str, port: int) -> None:
    """Return when ``port`` can be listened on.

    Raises:
        StartFailed: when it is in use or may not be used.
    """
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise StartFailed(
            f"Port {port} on {host} cannot be used ({error.strerror}). "
            f"Stop what uses it, or choose another: bot run --port {port + 1 if port < 65_000 else 8000}"
        ) from error


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _parts(settings: Settings, model: Path) -> list[Part]:
    """Action server, turn server and gateway, on free inner ports and the given outer one."""
    actions, turns = (f"http://127.0.0.1:{free_port()}" for _ in range(2))
    gateway_environment = {
        "BOT_TURN_URL": turns,
        "BOT_ACTIONS_URL": actions,
        "BOT_HOST": settings.host,
        "BOT_PORT": str(settings.port),
    }
    turn_arguments = ("--model", str(model), "--port", _port_of(turns), "--actions-url", f"{actions}/webhook")
    parts = [
        Part("action server", "actions.server", f"{actions}/health", ("--port", _port_of(actions))),
        Part("turn server", "bot.rasa_ext.server", f"{turns}/health", turn_arguments),
        Part("gateway", "bot.gateway", f"{_address(settings)}/ready", (), gateway_environment),
    ]
    logs = settings.state_dir / "logs"
    return [replace(part, log=logs / f"{part.name.replace(' ', '-')}.log") for part in parts]


def _with_log(sentence: str, running: RunningPart) -> str:
    """The sentence, with the end of the part's log where it has one of its own."""
    words = running.last_words()
    return f"{sentence} {running.part.log} ends with:\n{words}" if words else sentence


def _port_of(url: str) -> str:
    return url.rpartition(":")[2]


def _address(settings: Settings) -> str:
    host = "127.0.0.1" if settings.host == "0.0.0.0" else settings.host
    return f"http://{host}:{settings.port}"


def _show_waiting(text: str) -> None:
    """Rewrite the last line of a terminal; a file or pipe gets only the lines that stay."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)
