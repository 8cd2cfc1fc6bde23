"""Case files and cases as pytest collects them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bot.convtest.case import Case
from bot.convtest.reading.files import read_cases
from bot.convtest.reading.problems import CaseFileErrors
from bot.convtest.result import CaseResult
from bot.convtest.running.repeating import run_repeatedly
from bot.convtest.running.robustness import with_spellings
from bot.convtest.session.state import run_state
from bot.convtest.world import WorldError


class CaseFailed(Exception):
    """A conversation did not go as its case says."""

    def __init__(self, result: CaseResult) -> None:
        super().__init__(result.name)
        self.result = result


class CaseFile(pytest.File):
    """A YAML file of conversation tests."""

    def collect(self) -> Iterable["CaseItem"]:
        root = self.config.rootpath
        for case in read_cases(self.path, root):
            yield CaseItem.from_parent(self, name=case.name, case=case)

    def repr_failure(self, excinfo: Any) -> Any:
        if isinstance(excinfo.value, CaseFileErrors | WorldError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


class SuiteFile(CaseFile):
    """A YAML file that the project under test generates conversation tests from."""

    def collect(self) -> Iterable["CaseItem"]:
        for case in run_state(self.config).world.suite(self.path):
            yield CaseItem.from_parent(self, name=case.name, case=case)


class CaseItem(pytest.Item):
    """One conversation test; its tags are markers."""

    def __init__(self, *, case: Case, **more: Any) -> None:
        super().__init__(**more)
        self.case = case
        self.result: CaseResult | None = None
        for tag in case.tags:
            self.config.addinivalue_line("markers", f"{tag}: a tag of conversation tests")
            self.add_marker(tag)
        # loading the model is no part of the conversation
        seconds = int(self.config.getini("convtest_timeout_seconds"))
        self.add_marker(pytest.mark.timeout(seconds, func_only=True))

    def setup(self) -> None:
        run_state(self.config).world.load()

    def runtest(self) -> None:
        state = run_state(self.config)
        with state.branches_measured():
            self.result = run_repeatedly(self.case, state.world)
        if self.config.getoption("robust"):
            self.result = with_spellings(self.result, self.case, state.world)
        if not self.result.passed:
            raise CaseFailed(self.result)

    def repr_failure(self, excinfo: Any) -> Any:
        if isinstance(excinfo.value, CaseFailed):
            return run_state(self.config).failure_text(excinfo.value.result)
        if isinstance(excinfo.value, WorldError):
            return str(excinfo.value)
        if isinstance(excinfo.value, pytest.fail.Exception) and "Timeout" in str(excinfo.value):
            return self._stopped(excinfo.value)
        return super().repr_failure(excinfo)

    def _stopped(self, timeout: BaseException) -> str:
        line = getattr(timeout, "conversation_line", self.case.line)
        return (
            f"{self.case.file}:{line}  {self.name}\n"
            f"The conversation was stopped at this line: {timeout} "
            "The setting convtest_timeout_seconds says how long one may take."
        )

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.case.line - 1, self.name
