"""How many turns a second a run of conversation tests takes, and what ten thousand cases cost to collect.

python benchmarks/conversation_runs.py [--processes 2] [PATH ...]
"""

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from machine import measured_on

ROOT = Path(__file__).parents[1]
CASES = 10_000
CASE = """  - test_case: shopper number {number} asks about the order
    customer: c-1
    steps:
      - user: where is order {number}
        assertions:
          - says: {number}
"""
SUMMARY = re.compile(r"(\d+) of (\d+) conversations passed; (\d+) turns, (\d+) a second in each process")


def main() -> None:
    """Run the conversations, collect ten thousand, and print both figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=["tests/conversations/generated"], metavar="PATH")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    print(run_line(options.paths, options.processes))
    print(collection_line())
    print(measured_on())


def run_line(paths: list[str], processes: int) -> str:
    """Turns a second once the model is loaded, over all processes; a turn includes its checks."""
    said, seconds = _pytest(*paths, "-n", str(processes))
    found = SUMMARY.search(said)
    if found is None:
        raise SystemExit(f"The run said no figures:\n{said[-2000:]}")
    passed, cases, turns, a_second = map(int, found.groups())
    return (
        f"{passed} of {cases} conversations passed, {turns} turns: {a_second * processes} turns a second in "
        f"{processes} processes once loaded; {seconds:.0f} s in all"
    )


def collection_line() -> str:
    """Seconds and memory to collect ten thousand cases of one file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "many.yml"
        cases = "".join(CASE.format(number=8_000_000_000_000_000 + n) for n in range(CASES))
        file.write_text(f"test_cases:\n{cases}", encoding="utf-8")
        said, seconds = _pytest("--collect-only", "-q", str(file))
    if f"{CASES} tests collected" not in said:
        raise SystemExit(f"Not all cases were collected:\n{said[-2000:]}")
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return f"{CASES} cases collected in {seconds:.0f} s; no process took more than {megabytes:.0f} MB"


def _pytest(*arguments: str) -> tuple[str, float]:
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", "pyproject.toml", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr, time.perf_counter() - began


if __name__ == "__main__":
    main()
