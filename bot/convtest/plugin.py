"""The pytest plugin: options, collection and reports, handed on to the modules that do them."""

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from bot.convtest.reading.files import is_case_file
from bot.convtest.session.coverage import BRANCHES
from bot.convtest.session.items import CaseFile, CaseItem, SuiteFile
from bot.convtest.session.options import add_options
from bot.convtest.session.reports import WORLD_ERROR, RunReports
from bot.convtest.session.state import run_state
from bot.convtest.world import WorldError


def pytest_addoption(parser: pytest.Parser) -> None:
    add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(RunReports(config), "conversation-reports")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CaseFile | None:
    if file_path.name.endswith(".suite.yml"):
        return SuiteFile.from_parent(parent, path=file_path)
    if file_path.suffix in (".yml", ".yaml") and (_is_named(file_path, parent) or is_case_file(file_path)):
        return CaseFile.from_parent(parent, path=file_path)
    return None


def _is_named(path: Path, parent: pytest.Collector) -> bool:
    """Whether the file itself was asked for: it is then read, so that its mistakes can be told."""
    return parent.session.isinitpath(path)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Open the world now, when a case will run: a missing model ends the run with one clear sentence."""
    if config.option.collectonly or not any(isinstance(item, CaseItem) for item in items):
        return
    try:
        _ = run_state(config).world
    except WorldError as error:
        if not hasattr(config, "workerinput"):
            raise pytest.UsageError(str(error)) from error
        # in a worker of xdist that would be an internal error: the process that reports says it
        config.workeroutput[WORLD_ERROR] = str(error)
        items.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Generator[None, Any, Any]:
    """Send the result of a case with its report: under xdist it comes from another process."""
    report = yield
    if isinstance(item, CaseItem) and call.when == "call" and item.result is not None:
        # as text: what xdist carries between processes it must know the type of
        report.conversation = json.dumps(item.result.as_json(), default=str)
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send what a worker's conversations ran of the code to the process that reports."""
    state = run_state(session.config)
    if hasattr(session.config, "workerinput") and state.branches is not None:
        session.config.workeroutput[BRANCHES] = state.branches.as_text()


def pytest_unconfigure(config: pytest.Config) -> None:
    run_state(config).close()
