"""Product words in a message as shoppers write them: in the plural, split in two, with slips of the finger.

Pure: no Rasa, no spaCy.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.nlu.character_runs import in_small_letters, is_letter, phrase_spans, runs
from bot.nlu.recent_texts import remembering

_PRODUCTS = Path(__file__).parent / "products.txt"
_NO_PRODUCTS = Path(__file__).parent / "product_words.yml"
# Shorter words are too near to one another ("cap", "pan"); two slips need a long word.
_SHORTEST = 5
_SHORTEST_FOR_TWO_SLIPS = 8
_MOST_WORDS = 3
# No shopper writes more in 2,000 characters; what follows is not read, or not mended.
_MOST_READ = 400
_MOST_MENDED = 150
# So many words of messages, with the product words they are slips of.
_MOST_REMEMBERED = 4_096


@dataclass(frozen=True)
class ProductMention:
    """A product word of the list, and where the message mentions it."""

    product: str
    start: int
    end: int


class ProductWords:
    """Knows a list of products, and the English words that are no slips of them."""

    def __init__(self, products: Collection[str], english: Collection[str] = ()) -> None:
        """Without ``english`` no misspelt product is recognised, since "chain" may be no slip of "chair"."""
        self._words = {word for product in products for word in product.split()}
        # By letters alone: "back pack", "sleepingbag" and "power-bank" are written either way.
        self._by_letters = {product.replace(" ", ""): product for product in products}
        for product in products:
            for form in _plurals(product):
                self._by_letters.setdefault(form.replace(" ", ""), product)
        self._long = sorted(word for word in self._words if len(word) >= _SHORTEST)
        self._english = english
        self._mended = remembering(self._mended_anew, _MOST_REMEMBERED)

    def find(self, text: str) -> list[ProductMention]:
        """The mentions of products in ``text``; where two overlap, the longer one."""
        for start, end in spans_without_product(text):
            text = f"{text[:start]}{'¦' * (end - start)}{text[end:]}"
        spans = list(islice(runs(text, is_letter), _MOST_READ))
        words = [text[start:end].lower() for start, end in spans]
        words[:_MOST_MENDED] = map(self._mended, words[:_MOST_MENDED])
        found, place = [], 0
        while place < len(words):
            count = self._words_of_product(text, words, spans, place)
            if count:
                product = self._by_letters["".join(words[place : place + count])]
                found.append(ProductMention(product, spans[place][0], spans[place + count - 1][1]))
            place += count or 1
        return found

    def replaced(self, text: str, word: str) -> str:
        """``text`` with ``word`` for every product that it mentions."""
        for mention in reversed(self.find(text)):
            text = f"{text[: mention.start]}{word}{text[mention.end :]}"
        return text

    def _words_of_product(self, text: str, words: list[str], spans: list[tuple[int, int]], place: int) -> int:
        """How many words the longest product that begins at ``place`` has; 0 where none begins."""
        for count in range(min(_MOST_WORDS, len(words) - place), 0, -1):
            last = place + count
            gaps = (text[spans[at][1] : spans[at + 1][0]] for at in range(place, last - 1))
            if "".join(words[place:last]) in self._by_letters and all(gap in (" ", "-") for gap in gaps):
                return count
        return 0

    def _mended_anew(self, word: str) -> str:
        """The product word that ``word`` is a slip of, where it is clear which; otherwise ``word``."""
        is_known = word in self._english or word in self._words or word in self._by_letters
        if is_known or len(word) < _SHORTEST or not self._english:
            return word
        slips = 2 if len(word) >= _SHORTEST_FOR_TWO_SLIPS else 1
        near = process.extract(word, self._long, scorer=OSA.distance, score_cutoff=slips, limit=2)
        is_clear = bool(near) and (len(near) == 1 or near[0][1] < near[1][1])
        return near[0][0] if is_clear and not _is_rather_a_request(word, near[0][1]) else word


def _is_rather_a_request(word: str, slips: int) -> bool:
    return (
        process.extractOne(word, _no_products()["request_words"], scorer=OSA.distance, score_cutoff=slips)
        is not None
    )


@lru_cache
def listed_products() -> tuple[str, ...]:
    """The products of products.txt, one or more words each, in lower case."""
    return tuple(word for word in _PRODUCTS.read_text(encoding="utf-8").split("\n") if word)


@lru_cache
def _no_products() -> dict[str, list[str]]:
    return yaml.safe_load(_NO_PRODUCTS.read_text(encoding="utf-8"))


def spans_without_product(text: str) -> list[tuple[int, int]]:
    """Where a word for a product stands for something else: "in that case", "by phone"."""
    read = in_small_letters(text)
    return [span for phrase in _no_products()["no_product_in"] for span in phrase_spans(read, phrase)]


def _plurals(product: str) -> list[str]:
    if product.endswith("s"):
        return []
    if product.endswith("y") and product[-2] not in "aeou":
        return [f"{product[:-1]}ies"]
    if product.endswith(("f", "fe")):
        return [f"{product.removesuffix('e')[:-1]}ves", f"{product}s"]
    return [f"{product}es" if product.endswith(("ch", "sh", "x")) else f"{product}s"]
