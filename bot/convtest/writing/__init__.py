"""Writes a conversation as a test, with nothing personal in it."""
