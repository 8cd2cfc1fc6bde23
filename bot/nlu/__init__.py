"""Language components that Rasa loads: spaCy tokens, entities by pattern, sentence vectors, intents."""
