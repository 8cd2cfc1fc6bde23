"""Sets what was seen as what is expected, line by line in the file."""
