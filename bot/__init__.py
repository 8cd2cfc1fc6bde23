"""A customer-service assistant for marketplace orders; README.md draws the way a message takes."""
