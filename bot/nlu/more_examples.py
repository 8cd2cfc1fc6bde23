"""More training examples made of those that are there: with other things, and with slips of the finger. Pure.

Products of the list are masked before anything is learned, others are not: what is learned from copies with
other things holds for things that no list has. Slips that make another word ("than you") cannot be mended.
"""

import random
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from bot.nlu.character_runs import is_letter, runs
from bot.nlu.product_words import ProductWords

_THINGS = Path(__file__).parent / "things.yml"
# Shorter words are left as they are.
_SHORTEST = 3
# So many of the examples get a copy in which one word in so many, and at least one, lacks a letter.
WITH_SLIPS = 0.35
WORDS_A_SLIP = 5


class Copy(NamedTuple):
    """A text made of another, and the place of that one among the examples."""

    text: str
    original: int


def copies(texts: Sequence[str], products: ProductWords) -> list[Copy]:
    """All copies that are learned beside the texts, the same each time."""
    return [*with_other_things(texts, products), *with_dropped_letters(texts)]


def with_other_things(texts: Sequence[str], products: ProductWords) -> list[Copy]:
    """A copy of each text that names one of ``products``, with another thing in its place."""
    chance, found = random.Random(0), []
    for place, text in enumerate(texts):
        mentions = products.find(text)
        for mention in reversed(mentions):
            text = f"{text[: mention.start]}{chance.choice(_things())}{text[mention.end :]}"
        if mentions:
            found.append(Copy(text, place))
    return found


def with_dropped_letters(texts: Sequence[str]) -> list[Copy]:
    """A copy of about a third of the texts, in which some words lack a letter."""
    chance, found = random.Random(0), []
    for place, text in enumerate(texts):
        words = [span for span in runs(text, is_letter) if span[1] - span[0] >= _SHORTEST]
        if not words or chance.random() >= WITH_SLIPS:
            continue
        hit = chance.sample(words, max(1, len(words) // WORDS_A_SLIP))
        for start, end in sorted(hit, reverse=True):
            at = chance.randrange(start, end)
            text = text[:at] + text[at + 1 :]
        found.append(Copy(text, place))
    return found


@lru_cache
def _things() -> tuple[str, ...]:
    return tuple(str(thing) for thing in yaml.safe_load(_THINGS.read_text(encoding="utf-8"))["things"])
