"""Numbered, named, recorded changes of the schema. A new one is added at the end and never edited after.

A new database is made from bot.store.tables as it stands, with every migration recorded as applied;
an older one is brought there step by step. So a change of the tables goes into both.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select, text
from sqlalchemy.engine import Connection, Engine

from bot.orders.errors import StoreUnavailable
from bot.store.migrations.shipping_addresses import add_addresses
from bot.store.migrations.wider_subjects import widen_subjects
from bot.store.tables import metadata

_LOCK_KEY = 7_203_114

_applied = Table(
    "migrations",
    MetaData(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String(100), nullable=False),
)


@dataclass(frozen=True)
class Migration:
    """One step from the schema before it to the next."""

    number: int
    name: str
    apply: Callable[[Connection], None]


MIGRATIONS = (
    Migration(1, "all tables", metadata.create_all),
    Migration(2, "wider subjects", widen_subjects),
    Migration(3, "shipping addresses", add_addresses),
)


def migrate(engine: Engine) -> list[str]:
    """Apply what is missing, one process at a time; returns the names of what was applied.

    Raises:
        StoreUnavailable: when a newer version of this program has changed the schema.
    """
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
        _applied.create(connection, checkfirst=True)
        known = set(connection.execute(select(_applied.c.number)).scalars())
        if known - {step.number for step in MIGRATIONS}:
            raise StoreUnavailable("The database was made by a newer version; update the program.")
        missing = [step for step in MIGRATIONS if step.number not in known]
        for step in missing if known else MIGRATIONS[:1]:
            step.apply(connection)
        for step in missing:
            connection.execute(insert(_applied).values(number=step.number, name=step.name))
    return [step.name for step in missing]
