"""Under what a figure was measured: day, processor, cores."""

import os
import platform
from datetime import datetime
from pathlib import Path


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
