"""Numbers in a message: the only place with regular expressions, and these are for digits and dates."""
