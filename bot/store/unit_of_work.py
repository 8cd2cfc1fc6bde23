"""One transaction on the order store."""

import hashlib
from datetime import datetime
from types import TracebackType

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection

from bot.orders.errors import EffectConflict, StoreUnavailable
from bot.store import tables
from bot.store.database import TRY_AGAIN, Database, faults_named, is_outage
from bot.store.order_changes import SqlOrders
from bot.store.port import Audit, EffectKey, Effects, UnitOfWork


class SqlEffects(Effects):
    """What was done for which message."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, key: EffectKey, fingerprint: str) -> dict | None:
        self._wait_for_the_same(key)
        table = tables.effects
        query = select(table.c.fingerprint, table.c.result).where(
            table.c.customer_id == key.customer_id,
            table.c.order_id == key.order_id,
            table.c.operation == key.operation,
            table.c.message_id == key.message_id,
        )
        row = self._connection.execute(query).first()
        if row is None:
            return None
        if row.fingerprint != fingerprint:
            raise EffectConflict(f"{key.operation} was asked for by the same message with other parameters.")
        return dict(row.result)

    def _wait_for_the_same(self, key: EffectKey) -> None:
        """Let a transaction that is carrying out the same wish end first, so that its result is found.

        SQLite needs none of this: there one transaction writes at a time.
        """
        if self._connection.dialect.name == "postgresql":
            name = "\0".join((key.customer_id, key.order_id, key.operation, key.message_id))
            number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
            self._connection.execute(select(func.pg_advisory_xact_lock(number)))

    def record(self, key: EffectKey, fingerprint: str, result: dict) -> None:
        values = {**vars(key), "fingerprint": fingerprint, "result": result}
        self._connection.execute(insert(tables.effects).values(values))


class SqlAudit(Audit):
    """Who changed what, when."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(
        self, customer_id: str | None, order_id: str | None, event: str, detail: str, at: datetime
    ) -> None:
        values = {
            "customer_id": customer_id,
            "order_id": order_id,
            "event": event,
            "detail": detail,
            "at": at,
        }
        self._connection.execute(insert(tables.audit).values(values))


class SqlUnitOfWork(UnitOfWork):
    """A transaction that is rolled back unless committed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> "SqlUnitOfWork":
        with faults_named():
            self._connection = self._database.engine.connect()
            try:
                self._transaction = self._connection.begin()
            except BaseException:
                self._connection.close()
                raise
        self.orders = SqlOrders(self._connection)
        self.effects = SqlEffects(self._connection)
        self.audit = SqlAudit(self._connection)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with faults_named():
            try:
                if self._transaction.is_active:
                    self._transaction.rollback()
            finally:
                self._connection.close()
        if error is not None and is_outage(error):
            raise StoreUnavailable(TRY_AGAIN) from error

    def commit(self) -> None:
        with faults_named():
            self._transaction.commit()
