"""A database is opened, brought up to date, and its faults come as one sentence."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime

import pytest
from sqlalchemy import delete, inspect, text

from bot.orders.errors import StoreUnavailable
from bot.orders.order import CancelReason, Message, Ticket, TicketKind
from bot.store import database as database_module
from bot.store import tables
from bot.store.conversations import Conversations
from bot.store.database import Database, open_database
from bot.store.migrations import MIGRATIONS, _applied, migrate
from tests.integration.store.conftest import NOW

LONGEST = "c" * 128


@pytest.fixture
def impatient(monkeypatch):
    """Nobody waits for a lock."""
    monkeypatch.setattr(database_module, "LOCK_WAIT_SECONDS", 0)


def test_a_new_database_has_every_migration_on_record(empty_database):
    with empty_database.reading() as connection:
        names = connection.execute(_applied.select().order_by(_applied.c.number)).all()
    assert [tuple(row) for row in names] == [(step.number, step.name) for step in MIGRATIONS]


def test_nothing_is_applied_twice(empty_database):
    assert migrate(empty_database.engine) == []


def test_a_database_of_the_first_version_is_brought_up_to_date(empty_database):
    with empty_database.transaction() as connection:
        connection.execute(delete(_applied).where(_applied.c.number > 1))
        tables.addresses.drop(connection)
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE conversations ALTER COLUMN subject TYPE VARCHAR(100)"))
    assert migrate(empty_database.engine) == [step.name for step in MIGRATIONS[1:]]
    assert Conversations(empty_database).open("ab", LONGEST, None, NOW).subject == LONGEST


def test_a_migrated_database_has_the_columns_of_a_new_one(empty_database):
    def columns():
        inspector = inspect(empty_database.engine)
        return {
            (table, column["name"], str(column["type"]), column["nullable"])
            for table in inspector.get_table_names()
            for column in inspector.get_columns(table)
        }

    new = columns()
    with empty_database.transaction() as connection:
        connection.execute(delete(_applied).where(_applied.c.number > 1))
        tables.addresses.drop(connection)
        if connection.dialect.name == "postgresql":
            for table, column in (
                ("conversations", "subject"),
                ("conversations", "customer_id"),
                ("effects", "customer_id"),
                ("audit", "customer_id"),
            ):
                connection.execute(text(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE VARCHAR(64)"))
    migrate(empty_database.engine)
    assert columns() == new


def test_a_database_of_a_newer_version_is_left_alone(empty_database):
    with empty_database.transaction() as connection:
        connection.execute(_applied.insert().values(number=9_999, name="from the future"))
    with pytest.raises(StoreUnavailable, match="newer version"):
        migrate(empty_database.engine)


def test_processes_may_open_a_new_file_at_the_same_moment(tmp_path):
    url = f"sqlite:///{tmp_path / 'new.db'}"
    code = f"from bot.store.database import open_database; open_database({url!r})"
    processes = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]


@pytest.mark.parametrize("url", ["mysql://host/name", "no address", "sqlite://", "sqlite:///:memory:", ""])
def test_an_address_that_names_no_usable_database_is_refused_in_a_sentence(url):
    with pytest.raises(ValueError, match="DATABASE_URL must be"):
        open_database(url)


@pytest.mark.parametrize(
    "url",
    ["sqlite:////no/such/folder/store.db", "postgresql://bot@127.0.0.1:1/nothing"],
    ids=["file", "host"],
)
def test_a_database_that_is_not_there_is_unavailable(url):
    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        open_database(url)


def test_a_file_that_stays_locked_is_unavailable_and_usable_afterwards(tmp_path, impatient):
    file = tmp_path / "store.db"
    database = open_database(f"sqlite:///{file}")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(20):  # more often than there are connections: a refused one is given back
            with pytest.raises(StoreUnavailable), database.unit_of_work():
                pytest.fail("the file is locked")
    with database.unit_of_work() as uow:
        assert uow.orders.customer("c-1") is None


def test_reading_waits_for_no_writer(tmp_path, impatient):
    file = tmp_path / "store.db"
    database = open_database(f"sqlite:///{file}")
    Conversations(database).open("ab", "c-1", "c-1", NOW)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert Conversations(database).history("ab") == []


def test_a_fault_in_the_middle_of_a_transaction_is_unavailable_too(database):
    with pytest.raises(StoreUnavailable), database.unit_of_work() as uow:
        uow.orders.cancel_unshipped("to_ship", CancelReason.OTHER, NOW)
        break_connection(database, uow)
        uow.orders.cancel_unshipped("unpaid", CancelReason.OTHER, NOW)


def break_connection(database: Database, uow):
    """Make the next statement of this transaction fail as it does when the database goes away."""
    if database.engine.dialect.name == "postgresql":
        pid = uow.orders._connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with database.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
    else:
        uow.orders._connection.exec_driver_sql("DROP TABLE orders")


def test_a_time_without_zone_is_refused(database):
    naive = datetime(2026, 11, 23, 12)  # noqa: DTZ001
    with pytest.raises(Exception, match="names no zone"), database.unit_of_work() as uow:
        uow.orders.add_message("to_ship", Message("buyer", "Hello", naive))


def test_the_ticket_of_a_shopper_who_is_unknown_here_is_still_opened(database):
    with database.unit_of_work() as uow:
        reference = uow.orders.open_ticket(LONGEST, None, Ticket(TicketKind.HANDOVER, "call", NOW))
    assert reference.startswith("T-")
