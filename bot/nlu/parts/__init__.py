"""What a message consists of: clauses, roles, requests, what is to be passed on. Pure: no Rasa."""
