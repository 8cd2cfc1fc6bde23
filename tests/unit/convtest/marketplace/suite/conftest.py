"""The project's own suite, and copies of it with something changed."""

from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.convtest.marketplace.seeding import SeededStores
from bot.convtest.marketplace.suite.cases import suite_cases
from bot.store.clock import MovableClock

ROOT = Path(__file__).parents[5]
SUITE = ROOT / "tests" / "conversations" / "generated" / "every_row.suite.yml"
NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)


@pytest.fixture
def changed_suite(tmp_path):
    """The suite with one text in the place of another, as a file of a folder of its own."""

    def change(old, new):
        text = SUITE.read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "changed.suite.yml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return change


@pytest.fixture(scope="session")
def generate(tmp_path_factory):
    """The cases of a suite file."""

    def cases_of(path):
        stores = SeededStores(tmp_path_factory.mktemp("stores"))
        try:
            return suite_cases(path, path.parent, stores, MovableClock(NOW))
        finally:
            stores.close()

    return cases_of


@pytest.fixture(scope="session")
def cases(generate):
    """All cases of the project's own suite."""
    return generate(SUITE)
