"""Shoppers played from a file: what they say, what they see, and what the store holds afterwards."""
