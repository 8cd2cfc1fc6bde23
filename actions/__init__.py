"""Rasa's custom actions: tracker -> request, result -> events. One module a topic; no decisions here."""
