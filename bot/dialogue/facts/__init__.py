"""What is on record for a shopper's orders: one fact of an order, or something about several. Pure."""
