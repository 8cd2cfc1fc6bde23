"""What a message leads to: the state of a conversation, and the answer to what was heard. Pure."""
