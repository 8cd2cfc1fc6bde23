"""Runs a case against a world and checks every turn."""
