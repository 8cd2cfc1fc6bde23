"""Changes the project under test one place at a time and reports which changes no conversation notices."""
