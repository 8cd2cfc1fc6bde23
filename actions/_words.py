"""The facts of an order in words: what the responses of domain/responses may name."""

from bot.dialogue.words import country_names, day, item_line, order_words, stage_words

__all__ = ["country_names", "day", "item_line", "order_words", "stage_words"]
