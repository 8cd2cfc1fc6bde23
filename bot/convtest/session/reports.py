"""What a run of conversation tests ends with: the summary in the terminal and the files asked for."""

import json
import time
from collections.abc import Generator, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.convtest.result import CaseResult
from bot.convtest.result_json import result_from_json
from bot.convtest.running.robustness import robustness_lines
from bot.convtest.session.accepting import accept_failures
from bot.convtest.session.coverage import BRANCHES, RunCoverage, run_coverage
from bot.convtest.session.state import run_state
from bot.convtest.showing.fingerprints import load_previous
from bot.convtest.showing.html_report import write_report

WORLD_ERROR = "conversation-world-error"
"""Under this key a worker of xdist sends what its world could not be opened for."""


class RunReports:
    """Lives in the process that reports; gathers the results of all workers."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._began = time.monotonic()
        self._world_error = ""
        self.results: list[CaseResult] = []
        self.coverage: RunCoverage | None = None

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A worker of xdist has ended; what it sent is added to what is told at the end."""
        output = getattr(node, "workeroutput", {})
        self._world_error = output.get(WORLD_ERROR, self._world_error)
        branches = run_state(self._config).branches
        sent = output.get(BRANCHES)
        if branches is not None and sent:
            branches.add(sent)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Generator[None, Any, Any]:
        """Count the coverage when all has run: too little of it fails the run."""
        done = yield
        # two processes finish in any order; a stable sort keeps cases of one line as they were
        self.results.sort(key=lambda result: (result.file, result.line))
        if self.results and run_state(self._config).counts_coverage:
            self.coverage = run_coverage(self._config, self.results)
            session.testsfailed += bool(self.coverage.too_low)
        return done

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._world_error:
            session.exitstatus = pytest.ExitCode.USAGE_ERROR

    def pytest_runtest_logreport(self, report: Any) -> None:
        if hasattr(report, "conversation"):
            self.results.append(result_from_json(json.loads(report.conversation)))

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self._world_error:
            terminalreporter.write_line(f"ERROR: {self._world_error}", red=True)
        if not self.results:
            return
        terminalreporter.section("conversations")
        for line in summary_lines(self.results):
            terminalreporter.write_line(line)
        if self.coverage is not None:
            terminalreporter.section("coverage of the conversations")
            for line in self.coverage.lines():
                terminalreporter.write_line(line)
        if self._config.getoption("conv_report"):
            self._write_report(self._config.getoption("conv_report"), terminalreporter.write_line)
        if self._config.getoption("accept"):
            self._accept(terminalreporter.write_line)

    def _write_report(self, file: Path, say: Any) -> None:
        seconds = time.monotonic() - self._began
        write_report(
            self.results,
            file,
            previous=load_previous(file),
            coverage=self.coverage.data() if self.coverage else None,
            meta={
                "title": f"Conversations of {self._config.rootpath.name}",
                "run": f"{datetime.now().astimezone():%d %B %Y, %H:%M}",
                "took": f"{seconds:.0f} s",
            },
            row_sentence=run_state(self._config).world.rule_text,
        )
        say(f"All conversations: {file}")

    def _accept(self, say: Any) -> None:
        capture = self._config.pluginmanager.getplugin("capturemanager")
        capture.suspend_global_capture(in_=True)
        accept_failures(
            self.results, self._config.rootpath, say, ask=self._config.getoption("accept") == "ask"
        )


def summary_lines(results: Sequence[CaseResult]) -> Iterator[str]:
    """How many conversations and turns there were, how repeated ones did, and mistyped ones."""
    turns = sum(step.kind in ("user", "press") for result in results for step in result.steps)
    seconds = sum(result.took_ms for result in results) / 1000
    passed = sum(result.passed for result in results)
    yield (
        f"{passed} of {len(results)} conversations passed; {turns} turns,"
        f" {turns / seconds if seconds else 0:.0f} a second in each process"
    )
    for result in results:
        if "repeat" in result.notes:
            runs, good = result.notes["repeat"]["runs"], result.notes["repeat"]["passed"]
            yield f"pass^{runs}: {good} of {runs} runs passed: {result.id}"
    yield from robustness_lines(results)
