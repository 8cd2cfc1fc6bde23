"""Under what a figure was measured: day, processor, cores."""

import os
import platform
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_THREADS_OF_TENSORFLOW = ("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")
# For the environment, before numpy or TensorFlow are imported.
ONE_THREAD = dict.fromkeys((*_THREADS, *_THREADS_OF_TENSORFLOW), "1")


def processor_milliseconds(work: Callable[[], object]) -> float:
    """What ``work`` takes of this process's processor time, which others on the machine do not add to."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def measured_on() -> str:
    """One line for below a table."""
    day, python = datetime.now().astimezone(), platform.python_version()
    return f"Measured {day:%Y-%m-%d} on {_processor()}, {os.cpu_count()} cores, Python {python}."


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
