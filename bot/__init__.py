"""A customer-service assistant for marketplace orders; see README.md for the way a turn takes through the packages."""
