"""The supervisor with small real processes."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot import parts as parts_module
from bot import supervisor as supervisor_module
from bot.parts import Part
from bot.supervisor import StartFailed, Supervisor, free_port, require_free

PARTS = Path(__file__).parents[2] / "fixtures" / "parts"


def part(module: str = "part_that_serves", name: str = "server") -> Part:
    port = free_port()
    return Part(name, module, f"http://127.0.0.1:{port}/", (str(port),), {"PYTHONPATH": str(PARTS)})


@pytest.fixture
def supervise() -> Iterator[Callable[..., Supervisor]]:
    started: list[Supervisor] = []

    def build(*parts: Part, say: Callable[[str], None] = lambda _line: None) -> Supervisor:
        started.append(Supervisor(parts, say))
        return started[-1]

    yield build
    for each in started:
        each.stop()


def wait_until(condition: Callable[[], object]) -> None:
    """Return once the condition holds; the test run's own limit ends a wait that never does."""
    while not condition():
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_start_returns_when_all_parts_are_ready(supervise):
    supervisor = supervise(part(), part())
    supervisor.start()
    assert [running.is_ready() for running in supervisor.running] == [True, True]


def test_each_part_that_is_ready_is_named(supervise):
    lines: list[str] = []
    supervise(part(name="first"), part(name="second"), say=lines.append).start()
    assert [line.split()[0] for line in lines] == ["first", "second"]


def test_a_killed_part_is_started_again(supervise):
    supervisor = supervise(part(), part())
    supervisor.start()
    first_pid = supervisor.running[0].pid
    threading.Thread(target=supervisor.watch, daemon=True).start()
    os.kill(first_pid, signal.SIGKILL)
    wait_until(lambda: supervisor.running[0].pid not in (None, first_pid))
    wait_until(supervisor.running[0].is_ready)


def test_the_other_parts_go_on_when_one_is_killed(supervise):
    supervisor = supervise(part(), part())
    supervisor.start()
    first_pid, second_pid = (running.pid for running in supervisor.running)
    threading.Thread(target=supervisor.watch, daemon=True).start()
    os.kill(first_pid, signal.SIGKILL)
    wait_until(lambda: supervisor.running[0].pid not in (None, first_pid))
    assert supervisor.running[1].pid == second_pid


def test_a_part_that_ends_at_once_is_an_error_with_its_name(supervise):
    with pytest.raises(StartFailed, match="The broken part ends as soon as it is started"):
        supervise(part("part_that_ends", name="broken part")).start()


def test_a_part_that_never_gets_ready_is_an_error(supervise, monkeypatch):
    monkeypatch.setattr(supervisor_module, "START_TIMEOUT_SECONDS", 0.5)
    silent = Part(
        "silent", "part_that_serves", "http://127.0.0.1:9/", (str(free_port()),), part().environment
    )
    with pytest.raises(StartFailed, match="was not ready"):
        supervise(silent).start()


def test_a_part_that_ends_at_once_is_told_with_the_end_of_its_log(supervise, tmp_path):
    broken = replace(part("part_that_ends"), log=tmp_path / "logs" / "broken.log")
    with pytest.raises(StartFailed, match="(?s)broken.log ends with:.*Goodbye"):
        supervise(broken).start()


def test_a_log_that_has_grown_large_is_put_aside(supervise, tmp_path, monkeypatch):
    monkeypatch.setattr(parts_module, "_LARGEST_LOG_BYTES", 10)
    log = tmp_path / "server.log"
    log.write_text("many old lines")
    supervise(replace(part(), log=log)).start()
    assert (log.read_text(), (tmp_path / "server.old.log").read_text()) == ("", "many old lines")


def test_stop_leaves_no_process(supervise):
    supervisor = supervise(part(), part())
    supervisor.start()
    pids = [running.pid for running in supervisor.running]
    supervisor.stop()
    assert [is_alive(pid) for pid in pids] == [False, False]


def test_a_part_that_does_not_end_when_asked_is_killed(supervise, monkeypatch):
    monkeypatch.setattr(supervisor_module, "GRACE_SECONDS", 0.2)
    supervisor = supervise(part("part_that_stays"))
    supervisor.start()
    pid = supervisor.running[0].pid
    supervisor.stop()
    assert not is_alive(pid)


def test_a_stop_during_the_start_ends_it(supervise):
    supervisor = supervise(
        Part("slow", "part_that_serves", "http://127.0.0.1:9/", (str(free_port()),), part().environment)
    )
    threading.Timer(0.3, supervisor.request_stop).start()
    supervisor.start()
    assert supervisor.is_stopping


SUPERVISED = """
import sys, time
from bot.parts import Part
from bot.supervisor import Supervisor
part = Part("p", "part_that_stays", f"http://127.0.0.1:{sys.argv[1]}/", (sys.argv[1],))
supervisor = Supervisor([part], print)
supervisor.start()
print(supervisor.running[0].pid, flush=True)
supervisor.watch()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_parts_end_when_the_supervisor_is_killed():
    command = [sys.executable, "-c", SUPERVISED, str(free_port())]
    process = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(PARTS)}, stdout=subprocess.PIPE, text=True
    )
    ready, pid = process.stdout.readline(), int(process.stdout.readline())
    process.kill()
    process.wait()
    wait_until(lambda: not is_alive(pid))
    assert ready.startswith("  p")


def test_a_port_in_use_is_one_clear_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StartFailed) as error:
            require_free("127.0.0.1", port)
    assert str(error.value).startswith(f"Port {port} on 127.0.0.1 cannot be used (Address already in use).")


def test_a_free_port_passes():
    require_free("127.0.0.1", free_port())
