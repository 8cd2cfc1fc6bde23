"""What a run of conversation tests ends with: the summary in the terminal and the files asked for."""

import json
from typing import Any

import pytest

from bot.convtest.result import CaseResult
from bot.convtest.result_json import result_from_json


class RunReports:
    """Lives in the process that reports; gathers the results of all workers."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self.results: list[CaseResult] = []

    def pytest_runtest_logreport(self, report: Any) -> None:
        if hasattr(report, "conversation"):
            self.results.append(result_from_json(json.loads(report.conversation)))

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.results:
            terminalreporter.section("conversations")
            for line in summary_lines(self.results):
                terminalreporter.write_line(line)


def summary_lines(results: list[CaseResult]) -> list[str]:
    """How many conversations and turns there were, and how repeated ones did."""
    turns = sum(step.kind in ("user", "press") for result in results for step in result.steps)
    seconds = sum(result.took_ms for result in results) / 1000
    passed = sum(result.passed for result in results)
    lines = [
        f"{passed} of {len(results)} conversations passed; {turns} turns,"
        f" {turns / seconds if seconds else 0:.0f} a second in each process"
    ]
    for result in results:
        if "repeat" in result.notes:
            runs, good = result.notes["repeat"]["runs"], result.notes["repeat"]["passed"]
            lines.append(f"pass^{runs}: {good} of {runs} runs passed: {result.id}")
    return lines
