"""One pytest run: its options, items, state and reports."""
