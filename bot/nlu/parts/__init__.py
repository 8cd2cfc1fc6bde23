"""What a message consists of: clauses, their roles, what is asked and what is to be passed on. Pure: no Rasa."""
