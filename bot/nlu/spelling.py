"""Mends slips of the finger in words that matter: "copuon" is "coupon", "myorder" is "my order"."""

import re
from collections import Counter
from collections.abc import Collection, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Shorter words are too near to one another; rarer ones may be slips themselves.
SHORTEST = 5
SHORTEST_GLUED = 4
SEEN_AT_LEAST = 4
# No shopper writes more; what follows stays as it is written.
MOST_WORDS = 150
_WORD = re.compile(r"[a-z]+")
_LETTERS_THAT_ARE_WORDS = frozenset("aiu")


class Spelling:
    """Knows the words of the training examples, and the English words that are no slips of them."""

    def __init__(self, english: Collection[str] = ()) -> None:
        self._english = english
        self.know(())

    def learn(self, texts: Iterable[str]) -> None:
        """Take the frequent words of the texts for well spelt."""
        counts = Counter(word for text in texts for word in _WORD.findall(text.lower()))
        self.know(sorted(word for word, count in counts.items() if count >= SEEN_AT_LEAST))

    def know(self, words: Collection[str]) -> None:
        """Take exactly these words for well spelt; ``words`` gives them back."""
        self.words = list(words)
        self._known = frozenset(word for word in words if len(word) > 1 or word in _LETTERS_THAT_ARE_WORDS)
        self._long = [word for word in self.words if len(word) >= SHORTEST]

    def mended(self, text: str) -> str:
        """``text``, in lower case, each unknown word replaced by the known word or words it is a slip of.

        A slip is one letter too many, missing, wrong, or two neighbours swapped; otherwise a space may
        be missing. A word that is English, or as near to two known words, stays as it is.
        """
        return _WORD.sub(lambda found: self._word(found[0]), text, count=MOST_WORDS)

    def _word(self, word: str) -> str:
        if not self._english or len(word) < SHORTEST_GLUED or word in self._english or word in self._known:
            return word
        return self._without_slip(word) or self._in_two(word) or word

    def _without_slip(self, word: str) -> str | None:
        if len(word) < SHORTEST:
            return None
        near = process.extract(word, self._long, scorer=OSA.distance, score_cutoff=1, limit=2)
        return near[0][0] if len(near) == 1 and not _is_another_form(word, near[0][0]) else None

    def _in_two(self, word: str) -> str | None:
        """The two known words that ``word`` is made of; the most even cut where there are several."""
        cuts = [cut for cut in range(1, len(word)) if {word[:cut], word[cut:]} <= self._known]
        if not cuts:
            return None
        cut = min(cuts, key=lambda cut: abs(2 * cut - len(word)))
        return f"{word[:cut]} {word[cut:]}"


def _is_another_form(word: str, other: str) -> bool:
    """Whether the two differ by an ending that English words take: "delete" is no slip of "deleted"."""
    shorter, longer = sorted((word, other), key=len)
    return longer in (f"{shorter}s", f"{shorter}d")
