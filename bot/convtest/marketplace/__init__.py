"""The adapter of this project: its store, clock, guidance and turn runner behind the port of `world`."""
