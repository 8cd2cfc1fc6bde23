"""kill -9 of the gateway in the middle of a turn: nothing acknowledged is lost, nothing is done twice."""

import signal
import subprocess
import sys
import threading

import httpx
import pytest

pytestmark = pytest.mark.slow
CLIENT_ID = "5f3c9d0e-8d53-4a8e-9a5a-1f6f2f6f0c11"


@pytest.fixture
def start(environment, base_url, eventually):
    """Starts ``python -m bot.gateway`` and waits until it takes messages."""
    processes = []

    def start_one():
        process = subprocess.Popen([sys.executable, "-m", "bot.gateway"], env=environment)
        processes.append(process)
        eventually(lambda: process.poll() is not None or is_up(base_url))
        assert process.poll() is None, "the gateway did not start"
        return process

    yield start_one
    for process in processes:
        process.kill()
        process.wait()


def is_up(base_url):
    try:
        return httpx.get(f"{base_url}/health", trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def send_and_be_cut_off(shopper):
    with pytest.raises(httpx.HTTPError):
        shopper.send("cancel it", CLIENT_ID)


def test_turn_cut_off_by_a_kill_is_finished_after_the_start(start, shopper, turn_server, eventually):
    process = start()
    turn_server.hold.clear()
    sending = threading.Thread(target=send_and_be_cut_off, args=[shopper])
    sending.start()
    eventually(lambda: turn_server.effects == ["cancel it"])
    process.send_signal(signal.SIGKILL)
    sending.join()
    turn_server.hold.set()
    start()
    eventually(lambda: shopper.bot_texts() == ["You said: cancel it"])
    assert turn_server.effects == ["cancel it"]
    assert shopper.send("cancel it", CLIENT_ID).json()["messages"][0]["text"] == "You said: cancel it"
    assert len(shopper.history()) == 2


def test_stopped_gateway_ends_cleanly_and_keeps_what_is_unfinished(start, shopper, turn_server, eventually):
    process = start()
    turn_server.served.stop()
    shopper.send("cancel it")
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    turn_server.served.start()
    start()
    eventually(lambda: "You said: cancel it" in shopper.bot_texts())


def test_interrupt_ends_the_gateway_without_a_traceback(environment, base_url, eventually):
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.gateway"], env=environment, stderr=subprocess.PIPE, text=True
    )
    eventually(lambda: process.poll() is not None or is_up(base_url))
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in errors


def test_port_in_use_ends_the_gateway_with_a_sentence(start, environment):
    start()
    second = subprocess.run(
        [sys.executable, "-m", "bot.gateway"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert second.returncode != 0
    assert "Traceback" not in second.stderr
    assert environment["BOT_PORT"] in second.stderr
