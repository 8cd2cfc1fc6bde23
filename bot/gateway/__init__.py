"""The only exposed part: knows who speaks, keeps each message first, runs turns in order. No Rasa."""
