"""The time of a conversation as the modules of a project read it."""

import importlib.util
import sys
import time
from datetime import datetime, timedelta, timezone

import pytest

from bot.convtest.rasa_world.clock import CaseClock

NOON = datetime(2026, 1, 5, 12, tzinfo=timezone.utc)
ASKS = {
    "from datetime import datetime": "datetime.now(timezone.utc)",
    "import datetime": "datetime.datetime.now(timezone.utc)",
    "import datetime as dt": "dt.datetime.utcnow().replace(tzinfo=timezone.utc)",
    "from time import time; from datetime import datetime": "datetime.fromtimestamp(time(), timezone.utc)",
    "import time; from datetime import datetime": "datetime.fromtimestamp(time.time(), timezone.utc)",
    "import time, calendar; from datetime import datetime": (
        "datetime.fromtimestamp(calendar.timegm(time.gmtime()), timezone.utc)"
    ),
    "from datetime import date, datetime": (
        "datetime(*date.today().timetuple()[:3], 12, tzinfo=timezone.utc)"
    ),
}


@pytest.fixture
def module(tmp_path):
    """A module of a project below ``tmp_path``, written as told."""
    loaded = []

    def load(text):
        name = f"lending_{len(loaded)}_{tmp_path.name}"
        path = tmp_path / f"{name}.py"
        path.write_text(f"from datetime import timezone\n{text}\n", encoding="utf-8")
        spec = importlib.util.spec_from_file_location(name, path)
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        loaded.append(name)
        return module

    yield load
    for name in loaded:
        del sys.modules[name]


@pytest.mark.parametrize(("line", "expression"), ASKS.items())
def test_however_a_module_asks_for_the_time_it_reads_the_clock(module, tmp_path, line, expression):
    asking = module(f"{line}\ndef now():\n    return {expression}")
    with CaseClock(NOON).shown_to(tmp_path):
        assert asking.now() == NOON


def test_a_moved_clock_is_read_at_once(module, tmp_path):
    asking = module("from datetime import datetime\ndef now():\n    return datetime.now(timezone.utc)")
    clock = CaseClock(NOON)
    with clock.shown_to(tmp_path):
        clock.advance(timedelta(hours=2))
        assert asking.now() == NOON + timedelta(hours=2)


def test_a_time_given_with_another_zone_is_the_same_moment():
    assert CaseClock(NOON.astimezone(timezone(timedelta(hours=5)))).now() == NOON


def test_times_that_a_module_makes_are_true_datetimes(module, tmp_path):
    making = module("from datetime import datetime\ndef make():\n    return datetime(2026, 1, 2)")
    with CaseClock(NOON).shown_to(tmp_path):
        assert type(making.make()) is datetime


def test_a_module_still_knows_a_datetime_when_it_sees_one(module, tmp_path):
    knowing = module(
        "from datetime import datetime\ndef knows(value):\n    return isinstance(value, datetime)"
    )
    with CaseClock(NOON).shown_to(tmp_path):
        assert knowing.knows(NOON) and not knowing.knows("noon")


def test_what_else_a_datetime_can_do_it_still_can(module, tmp_path):
    reading = module(
        "from datetime import datetime\ndef read():\n    return datetime.fromisoformat('2026-01-02')"
    )
    with CaseClock(NOON).shown_to(tmp_path):
        assert reading.read().isoformat() == "2026-01-02T00:00:00"


def test_modules_outside_the_project_keep_their_datetime(module, tmp_path):
    elsewhere = module("from datetime import datetime")
    with CaseClock(NOON).shown_to(tmp_path / "project"):
        assert elsewhere.datetime is datetime


@pytest.mark.parametrize("breaks", [False, True])
def test_afterwards_all_is_as_it_was(module, tmp_path, breaks):
    asking = module("from datetime import datetime")
    before = time.time
    try:
        with CaseClock(NOON).shown_to(tmp_path):
            if breaks:
                raise KeyError
    except KeyError:
        pass
    assert time.time is before and asking.datetime is datetime
