"""Mends slips of the finger in words that matter here: "copuon" is read as "coupon"."""

import re
from collections import Counter
from collections.abc import Collection, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Shorter words are too near to one another; rarer ones may be slips themselves.
SHORTEST = 5
SEEN_AT_LEAST = 4
_WORD = re.compile(rf"[a-z]{{{SHORTEST},}}")


class Spelling:
    """Knows the words of the training examples, and the English words that are no slips of them."""

    def __init__(self, english: Collection[str] = ()) -> None:
        self._english = english
        self.words: list[str] = []

    def learn(self, texts: Iterable[str]) -> None:
        """Take the frequent words of the texts for well spelt."""
        counts = Counter(word for text in texts for word in _WORD.findall(text.lower()))
        self.words = sorted(word for word, count in counts.items() if count >= SEEN_AT_LEAST)

    def mended(self, text: str) -> str:
        """``text``, in lower case, with each unknown word replaced by the one known word a slip away.

        A slip is one letter too many, missing, wrong, or two neighbours swapped. A word that is
        English, or as near to two known words, stays as it is.
        """
        return _WORD.sub(lambda found: self._word(found[0]), text)

    def _word(self, word: str) -> str:
        if not self._english or word in self._english or word in self.words:
            return word
        near = process.extract(word, self.words, scorer=OSA.distance, score_cutoff=1, limit=2)
        return near[0][0] if len(near) == 1 and not _is_another_form(word, near[0][0]) else word


def _is_another_form(word: str, other: str) -> bool:
    """Whether the two differ by an ending that English words take: "delete" is no slip of "deleted"."""
    shorter, longer = sorted((word, other), key=len)
    return longer in (f"{shorter}s", f"{shorter}d")
