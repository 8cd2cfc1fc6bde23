"""One module a topic: how its requests are answered."""
