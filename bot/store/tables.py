"""All tables. Money is integer minor units; times are aware UTC; every change of state is guarded in SQL."""

from datetime import datetime, timezone

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData()
LONGEST_SUBJECT = 128


class UtcDateTime(TypeDecorator):
    """An aware UTC datetime on every database; SQLite itself would lose the zone. Naive ones are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} names no zone; the store keeps aware times only")
        return value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


def _order_id(**options: bool) -> Column:
    return Column(
        "order_id", String(64), ForeignKey("orders.id", ondelete="CASCADE"), nullable=False, **options
    )


def _at(name: str, nullable: bool = True) -> Column:
    return Column(name, UtcDateTime, nullable=nullable)


def _cents(name: str) -> Column:
    return Column(name, Integer, nullable=False)


customers = Table(
    "customers",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("email", String(200), nullable=False),
    Column("country", String(2), nullable=False),
)

sellers = Table(
    "sellers",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("auto_reply", String(10), nullable=False),
)

coupons = Table(
    "coupons",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("kind", String(10), nullable=False),
    _at("expires_at"),
)

orders = Table(
    "orders",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("customer_id", String(64), ForeignKey("customers.id"), nullable=False, index=True),
    Column("seller_id", String(64), ForeignKey("sellers.id"), nullable=False),
    Column("coupon_code", String(64), ForeignKey("coupons.code"), nullable=True, index=True),
    Column("currency", String(3), nullable=False),
    _cents("total_cents"),
    _at("placed_at", nullable=False),
    _at("paid_at"),
    _at("payment_settled_at"),
    _at("shipped_at"),
    _at("delivered_at"),
    _at("estimated_delivery"),
    Column("tracking_number", String(64)),
    _at("cancelled_at"),
    Column("cancelled_by", String(10)),
    Column("cancel_reason", String(30)),
)

items = Table(
    "items",
    metadata,
    Column("key", Integer, primary_key=True),
    _order_id(index=True),
    Column("id", String(64), nullable=False),
    Column("title", String(300), nullable=False),
    Column("options", JSON, nullable=False),
    _cents("price_cents"),
    Column("quantity", Integer, nullable=False),
    Column("image", String(500)),
    UniqueConstraint("order_id", "id"),
)

payments = Table(
    "payments",
    metadata,
    _order_id(primary_key=True),
    Column("method", String(40), nullable=False),
    Column("label", String(100), nullable=False),
    _cents("amount_cents"),
)

addresses = Table(
    "addresses",
    metadata,
    _order_id(primary_key=True),
    Column("name", String(200), nullable=False),
    Column("lines", JSON, nullable=False),
    Column("city", String(100), nullable=False),
    Column("region", String(100)),
    Column("postal_code", String(20), nullable=False),
    Column("country", String(2), nullable=False),
)

cancellation_requests = Table(
    "cancellation_requests",
    metadata,
    _order_id(primary_key=True),
    Column("reason", String(30), nullable=False),
    _at("asked_at", nullable=False),
    Column("status", String(10), nullable=False),
    _at("answered_at"),
    _at("reminded_at"),
)

replacements = Table(
    "replacements",
    metadata,
    _order_id(primary_key=True),
    _at("agreed_at", nullable=False),
    Column("tracking_number", String(64)),
)

refunds = Table(
    "refunds",
    metadata,
    Column("key", Integer, primary_key=True),
    _order_id(index=True),
    _cents("amount_cents"),
    Column("method", String(100), nullable=False),
    Column("cause", String(20), nullable=False),
    _at("requested_at", nullable=False),
    _at("due_at", nullable=False),
    _at("paid_at"),
    UniqueConstraint("order_id", "cause"),
)

disputes = Table(
    "disputes",
    metadata,
    Column("key", Integer, primary_key=True),
    _order_id(index=True),
    Column("reason", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("photos", JSON, nullable=False),
    _at("opened_at", nullable=False),
    Column("status", String(10), nullable=False),
)
Index(
    "one_open_dispute",
    disputes.c.order_id,
    unique=True,
    sqlite_where=text("status = 'open'"),
    postgresql_where=text("status = 'open'"),
)

returns = Table(
    "returns",
    metadata,
    Column("key", Integer, primary_key=True),
    _order_id(index=True),
    Column("items", JSON, nullable=False),
    Column("reason", String(300), nullable=False),
    _at("opened_at", nullable=False),
    Column("status", String(10), nullable=False),
)
Index(
    "one_open_return",
    returns.c.order_id,
    unique=True,
    sqlite_where=text("status = 'open'"),
    postgresql_where=text("status = 'open'"),
)

messages = Table(
    "messages",
    metadata,
    Column("key", Integer, primary_key=True),
    _order_id(index=True),
    Column("sender", String(10), nullable=False),
    Column("text", Text, nullable=False),
    _at("sent_at", nullable=False),
)

tickets = Table(
    "tickets",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("customer_id", String(64), ForeignKey("customers.id"), index=True),
    Column("order_id", String(64), ForeignKey("orders.id", ondelete="CASCADE"), index=True),
    Column("kind", String(20), nullable=False),
    Column("summary", Text, nullable=False),
    _at("opened_at", nullable=False),
    Column("status", String(10), nullable=False),
)

reminders = Table(
    "reminders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("customer_id", String(64), ForeignKey("customers.id"), nullable=False),
    _order_id(),
    Column("conversation_id", String(64), nullable=False),
    _at("asked_at", nullable=False),
    _at("given_at"),
    UniqueConstraint("order_id", "conversation_id"),
)

effects = Table(
    "effects",
    metadata,
    Column("customer_id", String(LONGEST_SUBJECT), primary_key=True),
    Column("order_id", String(64), primary_key=True),
    Column("operation", String(60), primary_key=True),
    Column("message_id", String(100), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("result", JSON, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("customer_id", String(LONGEST_SUBJECT)),
    Column("order_id", String(64)),
    Column("event", String(60), nullable=False),
    Column("detail", String(200), nullable=False),
    _at("at", nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("subject", String(LONGEST_SUBJECT), nullable=False),
    Column("customer_id", String(LONGEST_SUBJECT)),
    Column("state", String(10), nullable=False),
    Column("generation", Integer, nullable=False),
    _at("opened_at", nullable=False),
)

chat_messages = Table(
    "chat_messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation_id", String(64), ForeignKey("conversations.id"), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("sender", String(10), nullable=False),
    Column("client_id", String(100)),
    Column("text", Text, nullable=False),
    Column("payload", Text),
    Column("content", JSON, nullable=False),
    Column("status", String(10)),
    Column("reply_to", Integer),
    _at("at", nullable=False),
    UniqueConstraint("conversation_id", "client_id"),
    Index("by_conversation", "conversation_id", "id"),
    Index("by_status", "status"),
)

trackers = Table(
    "trackers",
    metadata,
    Column("conversation_id", String(64), primary_key=True),
    Column("body", JSON, nullable=False),
)
