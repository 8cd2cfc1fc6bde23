"""One transaction on the order store."""

from datetime import datetime
from types import TracebackType

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from bot.orders.errors import EffectConflict
from bot.store import tables
from bot.store.database import Database, faults_named
from bot.store.order_changes import SqlOrders
from bot.store.port import Audit, EffectKey, Effects, UnitOfWork


class SqlEffects(Effects):
    """What was done for which message."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, key: EffectKey, fingerprint: str) -> dict | None:
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
            self._transaction = self._connection.begin()
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
        if isinstance(error, Exception):
            self._rename(error)

    def commit(self) -> None:
        with faults_named():
            self._transaction.commit()

    @staticmethod
    def _rename(error: Exception) -> None:
        if isinstance(error, IntegrityError):
            return
        with faults_named():
            raise error
