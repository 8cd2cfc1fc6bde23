"""Joins settings, store, clock and guidance; called by the edges, never at import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from bot.service.desk import Desk
from bot.service.reminder import due_reminders, settle_reminder
from bot.settings import Settings, load_settings
from bot.store.clock import SystemClock
from bot.store.database import Database, open_database

if TYPE_CHECKING:
    from starlette.applications import Starlette


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


def build_gateway(settings: Settings) -> Starlette:
    """The gateway with the real parts behind it."""
    # The action server joins its parts here too and needs nothing of the web.
    from bot.gateway.assembly import gateway_from

    office = build_office(settings)
    return gateway_from(settings, office.database, SystemClock(), DeliveryReminders(office))


class DeliveryReminders:
    """Reminders of delivered orders, as the gateway brings them into conversations."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def deliver(self, now: datetime) -> Iterator[tuple[str, dict]]:
        """Conversation id and message of each due reminder; settled once the caller asks for the next."""
        from bot.gateway.identity import Subject, conversation_id_of
        from bot.gateway.wording import delivered

        for reminder, order in due_reminders(self._office.desk):
            subject = Subject(reminder.customer_id)
            yield conversation_id_of(subject, self._office.settings.chat_secret), delivered(order)
            settle_reminder(self._office.desk, reminder.id)
