"""What a message says beside its intent. Pure: no Rasa."""
