"""The nouns: orders, stages, money, asks and decisions. Imported by everyone, imports nobody."""
