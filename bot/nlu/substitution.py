"""More training examples: each that names a product of the list once more, with another thing in its place.

Products of the list are masked before anything is learned, others are not: what is learned from the copies
holds for things that no list has. Pure.
"""

import random
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from bot.nlu.product_words import ProductWords

_THINGS = Path(__file__).parent / "things.yml"


class Copy(NamedTuple):
    """A text with other things in it, and the place of its original among the examples."""

    text: str
    original: int


def with_other_things(texts: Sequence[str], products: ProductWords) -> list[Copy]:
    """A copy of each text that names one of ``products``, the same each time."""
    chance, copies = random.Random(0), []
    for place, text in enumerate(texts):
        mentions = products.find(text)
        for mention in reversed(mentions):
            text = f"{text[: mention.start]}{chance.choice(_things())}{text[mention.end :]}"
        if mentions:
            copies.append(Copy(text, place))
    return copies


@lru_cache
def _things() -> tuple[str, ...]:
    return tuple(str(thing) for thing in yaml.safe_load(_THINGS.read_text(encoding="utf-8"))["things"])
