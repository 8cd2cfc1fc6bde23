"""A store with one seller, two shoppers and an order at each stage, on SQLite and on PostgreSQL."""

import json
import os
import uuid
from datetime import datetime, timezone

import pytest
from sqlalchemy import create_engine, text

from bot.store.database import open_database
from bot.store.loading import load_orders

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
POSTGRESQL = os.environ.get("TEST_DATABASE_URL")
STAGES = {
    "unpaid": {},
    "to_ship": {"paid_at": "-1d", "payment_settled_at": "-1d"},
    "shipped": {"paid_at": "-5d", "shipped_at": "-3d"},
    "delivered": {"paid_at": "-9d", "shipped_at": "-7d", "delivered_at": "-1d"},
}


def an_order(order_id, **fields):
    return {
        "id": order_id,
        "customer_id": "c-1",
        "seller_id": "s-1",
        "placed_at": "-10d",
        "total": "19.90",
        "payment": {"method": "card", "label": "Visa ••4242", "amount": "19.90"},
        "items": [{"id": "i-1", "title": "Desk lamp", "price": "9.95", "quantity": 2}],
        **fields,
    }


def a_document(*orders, **fields):
    return {
        "format": 1,
        "currency": "USD",
        "sellers": [{"id": "s-1", "name": "Fernhill Goods", "auto_reply": "accept"}],
        "customers": [
            {"id": "c-1", "name": "Ada Moss", "email": "ada@example.org", "country": "US"},
            {"id": "c-2", "name": "Kenji Abe", "email": "kenji@example.org", "country": "JP"},
        ],
        "coupons": [{"code": "WELCOME3", "kind": "platform", "expires_at": None}],
        "orders": list(orders),
        **fields,
    }


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_database(request, tmp_path):
    """A database with nothing in it."""
    if request.param == "sqlite":
        database = open_database(f"sqlite:///{tmp_path / 'store.db'}")
        yield database
        database.close()
        return
    if POSTGRESQL is None:
        pytest.skip("TEST_DATABASE_URL is not set")
    name = f"test_{uuid.uuid4().hex}"
    admin = create_engine(POSTGRESQL, future=True, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    database = open_database(POSTGRESQL.rsplit("/", 1)[0] + f"/{name}")
    yield database
    database.close()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    admin.dispose()


@pytest.fixture
def load(empty_database, tmp_path):
    """Loads a document, or the text of a file, into the database."""

    def load_document(document, **options):
        file = tmp_path / "in.json"
        text = document if isinstance(document, str) else json.dumps(document)
        file.write_text(text, encoding="utf-8")
        return load_orders(empty_database, file, now=NOW, **options)

    return load_document


@pytest.fixture
def database(empty_database, load):
    """A database with one order at each stage, whose id is the stage."""
    load(a_document(*(an_order(stage, **fields) for stage, fields in STAGES.items())))
    return empty_database
