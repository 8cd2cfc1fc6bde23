"""Numbered, named, recorded changes of the schema. A new one is added at the end and never edited after."""

from collections.abc import Callable

from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select, text
from sqlalchemy.engine import Connection, Engine

from bot.store.tables import metadata

_LOCK_KEY = 7_203_114

_applied = Table(
    "migrations",
    MetaData(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String(100), nullable=False),
)


def _m0001_all_tables(connection: Connection) -> None:
    metadata.create_all(connection)


MIGRATIONS: tuple[tuple[int, str, Callable[[Connection], None]], ...] = (
    (1, "all tables", _m0001_all_tables),
)


def migrate(engine: Engine) -> list[str]:
    """Apply what is missing, one process at a time; returns the names of what was applied."""
    done = []
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
        _applied.create(connection, checkfirst=True)
        known = set(connection.execute(select(_applied.c.number)).scalars())
        for number, name, apply in MIGRATIONS:
            if number not in known:
                apply(connection)
                connection.execute(insert(_applied).values(number=number, name=name))
                done.append(name)
    return done
