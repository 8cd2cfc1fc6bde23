"""How a message is read: normal text, parse, clauses, intents, facets, answers, references."""
