"""What holds for an order, as a table: facts in, one row out. Pure; the table is read from YAML."""
