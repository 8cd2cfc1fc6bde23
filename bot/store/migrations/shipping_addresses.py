"""A table for the address an order is sent to."""

from sqlalchemy import text
from sqlalchemy.engine import Connection

_STATEMENT = """
CREATE TABLE addresses (
    order_id VARCHAR(64) NOT NULL PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
    name VARCHAR(200) NOT NULL,
    lines JSON NOT NULL,
    city VARCHAR(100) NOT NULL,
    region VARCHAR(100),
    postal_code VARCHAR(20) NOT NULL,
    country VARCHAR(2) NOT NULL
)
"""


def add_addresses(connection: Connection) -> None:
    """Add the table; orders that are there already have no address."""
    connection.execute(text(_STATEMENT))
