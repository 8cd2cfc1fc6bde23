"""Joins settings, store, clock and guidance; called by the edges, never at import."""

from collections.abc import Callable
from datetime import datetime

from bot.service.desk import Desk
from bot.settings import Settings, load_settings
from bot.store.clock import SystemClock
from bot.store.database import Database, open_database


class Office:
    """The parts of one process: its settings and its desk."""

    def __init__(self, settings: Settings, database: Database, now: Callable[[], datetime]) -> None:
        self.settings = settings
        self.database = database
        self.desk = Desk(database.unit_of_work, now, settings.policy)


_office: Office | None = None


def build_office(settings: Settings, now: Callable[[], datetime] | None = None) -> Office:
    """An office on the database the settings name; its schema is brought up to date."""
    return Office(settings, open_database(settings.database_url), now or SystemClock().now)


def use_office(office: Office) -> None:
    """Make ``office`` the one that this process's actions work in."""
    global _office
    _office = office


def current_office() -> Office:
    """The office of this process; built from the environment on first use."""
    if _office is None:
        use_office(build_office(load_settings()))
    return _office
