"""Opens the database, brings its schema up to date, and hands out transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.pool import QueuePool

from bot.orders.errors import StoreUnavailable
from bot.store.migrations import migrate

LOCK_WAIT_SECONDS = 5
TRY_AGAIN = "The database cannot be reached or stays locked; check DATABASE_URL and the disk, or try again."


class Database:
    """One SQLite file or PostgreSQL database with an up-to-date schema."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def unit_of_work(self) -> "Any":
        """A new transaction on orders; see bot.store.port."""
        from bot.store.unit_of_work import SqlUnitOfWork

        return SqlUnitOfWork(self)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction that is kept when the block ends and rolled back when it raises.

        Raises:
            StoreUnavailable: when the database cannot be reached or stays locked.
        """
        with faults_named(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads: it waits for no writer and keeps none waiting.

        Raises:
            StoreUnavailable: when the database cannot be reached or stays locked.
        """
        with faults_named(), self.engine.connect().execution_options(reading=True) as connection:
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def open_database(url: str) -> Database:
    """The database at ``url``, created where it is a SQLite file that does not exist, and migrated.

    Raises:
        ValueError: when ``url`` names neither a SQLite file nor a PostgreSQL database.
        StoreUnavailable: when it cannot be reached.
    """
    if url.startswith("sqlite:///") and ":memory:" not in url:
        engine = _sqlite(url)
    elif url.startswith(("postgresql://", "postgresql+psycopg2://")):
        engine = _postgresql(url)
    else:
        raise ValueError("DATABASE_URL must be sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME.")
    try:
        with faults_named():
            migrate(engine)
    except StoreUnavailable:
        engine.dispose()
        raise
    return Database(engine)


@contextmanager
def faults_named() -> Iterator[None]:
    """Turn a database that cannot be reached or stays locked into a StoreUnavailable with a sentence."""
    try:
        yield
    except (DBAPIError, TimeoutError) as error:
        if is_outage(error):
            raise StoreUnavailable(TRY_AGAIN) from error
        raise


def is_outage(error: BaseException) -> bool:
    """Whether an error says that the database cannot be reached, stays locked or has no connection free."""
    if isinstance(error, DBAPIError):
        return isinstance(
            error.orig, sqlite3.OperationalError | psycopg2.OperationalError | psycopg2.InterfaceError
        )
    return isinstance(error, TimeoutError)


def _postgresql(url: str) -> Engine:
    arguments = {
        "connect_timeout": LOCK_WAIT_SECONDS,
        "options": f"-c lock_timeout={LOCK_WAIT_SECONDS}s -c timezone=UTC",
    }
    # a connection that died while idle is noticed before it is used
    return create_engine(url, future=True, pool_pre_ping=True, connect_args=arguments)


def _sqlite(url: str) -> Engine:
    arguments = {"timeout": LOCK_WAIT_SECONDS, "check_same_thread": False}
    engine = create_engine(url, future=True, connect_args=arguments, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # None hands BEGIN to us: the driver's own begins too late for a read before a write
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # IMMEDIATE: two writers wait for one another instead of failing half way
        reads_only = connection.get_execution_options().get("reading")
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    return engine
