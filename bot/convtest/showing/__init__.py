"""Shows a result: as a chat in the terminal and as one HTML file."""
