"""Room for every subject a chat token may name: 128 characters."""

from sqlalchemy import text
from sqlalchemy.engine import Connection

_STATEMENTS = (
    "ALTER TABLE conversations ALTER COLUMN subject TYPE VARCHAR(128)",
    "ALTER TABLE conversations ALTER COLUMN customer_id TYPE VARCHAR(128)",
    "ALTER TABLE effects ALTER COLUMN customer_id TYPE VARCHAR(128)",
    "ALTER TABLE audit ALTER COLUMN customer_id TYPE VARCHAR(128)",
)


def widen_subjects(connection: Connection) -> None:
    """Widen the columns on PostgreSQL; SQLite does not keep texts to their length."""
    if connection.dialect.name == "postgresql":
        for statement in _STATEMENTS:
            connection.execute(text(statement))
