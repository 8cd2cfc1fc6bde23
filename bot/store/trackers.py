"""The dialogue state of each conversation, as the turn server keeps it."""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.database import Database
from bot.store.tables import trackers

_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Trackers:
    """One JSON body a conversation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, conversation_id: str) -> dict | None:
        """The body last saved, or None. Raises StoreUnavailable."""
        query = select(trackers.c.body).where(trackers.c.conversation_id == conversation_id)
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    def save(self, conversation_id: str, body: dict) -> None:
        """Keep ``body`` in place of what was saved. Raises StoreUnavailable."""
        with self._database.transaction() as connection:
            row = _INSERT[connection.dialect.name](trackers).values(
                conversation_id=conversation_id, body=body
            )
            same = [trackers.c.conversation_id]
            connection.execute(
                row.on_conflict_do_update(index_elements=same, set_={"body": row.excluded.body})
            )
