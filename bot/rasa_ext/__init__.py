"""What Rasa loads of ours: importer, turn runner, tracker store, turn server."""
