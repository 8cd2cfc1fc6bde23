"""Reads conversation test files: YAML with lines, every mistake named with a suggestion."""
