"""Parts of the understanding that need no Rasa: each reads one thing off a message."""
