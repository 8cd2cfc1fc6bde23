"""How this project can be changed one place at a time, for the mutation run of its conversation tests."""
