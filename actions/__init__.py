"""Rasa's custom actions: tracker -> heard, response -> events. One module a topic; no decisions here."""
