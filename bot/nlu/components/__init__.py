"""What Rasa loads to understand a message; each component does one job."""
