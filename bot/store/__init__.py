"""The only SQL of the project: orders and conversations on SQLite or PostgreSQL."""
