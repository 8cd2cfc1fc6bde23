"""More training examples: each that names a product of the list once more, with another thing in its place.

Products of the list are masked before anything is learned, others are not: what is learned from the copies
holds for things that no list has. Pure.
"""

import random
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from bot.nlu.product_words import ProductWords

_THINGS = Path(__file__).parent / "things.yml"


def with_other_things(
    texts: Sequence[str], intents: Sequence[str], products: ProductWords
) -> tuple[list[str], list[str]]:
    """The examples, and after them a copy of each that names a product, with the intent of the original."""
    chance = random.Random(0)  # noqa: S311 # the same copies each time
    grown, labels = list(texts), list(intents)
    for text, intent in zip(texts, intents, strict=True):
        mentions = products.find(text)
        if mentions:
            for mention in reversed(mentions):
                text = f"{text[: mention.start]}{chance.choice(_things())}{text[mention.end :]}"
            grown.append(text)
            labels.append(intent)
    return grown, labels


@lru_cache
def _things() -> tuple[str, ...]:
    return tuple(str(thing) for thing in yaml.safe_load(_THINGS.read_text(encoding="utf-8"))["things"])
