"""`bot run` as a whole: first start, clean stop, sudden end."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def own_product(tmp_path: Path, product: Any) -> Iterator[Any]:
    """A product of the test's own, which it may stop."""
    running = type(product)(tmp_path)
    running.wait()
    yield running
    running.stop()


def test_the_first_start_loads_the_demo_orders(own_product):
    assert ("loaded the demo shoppers" in own_product.log(), bool(own_product.order("c-1"))) == (True, True)


def test_the_address_is_printed_once_all_is_ready(product):
    assert f"Open {product.url} " in product.log()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_is_clean_and_leaves_no_process(own_product, number):
    pids = own_product.children().values()
    own_product.process.send_signal(number)
    assert (own_product.process.wait(), alive(pids)) == (0, [])


def test_the_parts_end_when_the_supervisor_is_killed(own_product):
    pids = own_product.children().values()
    own_product.process.kill()
    own_product.process.wait()
    while alive(pids):
        time.sleep(0.05)
    assert len(pids) == 3


def test_a_port_in_use_is_told_in_one_sentence(product):
    command = [sys.executable, "-m", "bot", "run", "--port", str(product.port)]
    done = subprocess.run(command, env=product.environment, capture_output=True, text=True)
    told = done.stderr.startswith(f"bot run: Port {product.port} on 127.0.0.1 cannot be used")
    assert (done.returncode, told, done.stderr.count("\n")) == (1, True, 1)


def alive(pids: Any) -> list[int]:
    """Those of the processes that still run."""
    running = []
    for pid in pids:
        stat = Path(f"/proc/{pid}/stat")
        if stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z":
            running.append(pid)
    return running
