"""The parts of a message: what it names, what it asks, what it tells."""
