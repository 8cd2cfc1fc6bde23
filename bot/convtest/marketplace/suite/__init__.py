"""Generated conversation tests: every guidance row, asked in every way, with every twist."""
