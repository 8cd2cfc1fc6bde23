"""Mends slips of the finger in words that matter: "copuon" is "coupon", "myorder" is "my order"."""

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Mapping
from string import ascii_lowercase

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.nlu.character_runs import is_small_latin, runs
from bot.nlu.recent_texts import remembering

# Shorter words are too near to one another; rarer ones may be slips themselves. A word of four letters
# is only taken for a slip of a frequent one, and two slips only for those of a long one.
SHORTEST = 4
SHORTEST_FOR_RARE = 5
SHORTEST_FOR_TWO_SLIPS = 8
# No English word of everyday use is longer, and nothing shorter is surely a slip of one.
SHORTEST_FOR_ENGLISH = 5
LONGEST_FOR_ENGLISH = 20
SEEN_AT_LEAST = 3
FREQUENT = 20
# So much more often than its slip a word is seen, where the slip stands in several examples.
MORE_OFTEN_THAN_ITS_SLIP = 20
# No message of the examples has half as many; what follows stays as it is written.
MOST_UNKNOWN = 10
# The words of a message are mended again for each of its clauses.
MOST_REMEMBERED = 4_096
# "needn't" is no slip of "need".
_SHORTENED_NOT = "'t"
_LETTERS_THAT_ARE_WORDS = frozenset("aiu")


class Spelling:
    """Knows the words of the training examples, and the English words that are no slips of them.

    ``english`` are the common words, of which others may be slips; ``rare`` are those that are no slips.
    """

    def __init__(self, english: Collection[str] = (), rare: Container[str] = ()) -> None:
        self._english = english
        self._rare = rare
        self.know({})

    def learn(self, texts: Iterable[str]) -> None:
        """Take the words of several texts for well spelt, except slips of far more frequent ones."""
        counts = Counter(word for text in texts for word in _words(text.lower()))
        self.know({word: count for word, count in counts.most_common() if count >= SEEN_AT_LEAST})
        self.know({word: count for word, count in self.words.items() if not self._is_slip_often_seen(word)})

    def know(self, words: Mapping[str, int]) -> None:
        """Take exactly these words, each with how often it was seen, for well spelt; ``words`` has them."""
        self.words = dict(words)
        self._known = frozenset(word for word in words if len(word) > 1 or word in _LETTERS_THAT_ARE_WORDS)
        self._long = [word for word in self.words if len(word) >= SHORTEST]
        # no slip of a known word and no two of them is longer
        self._longest = max(LONGEST_FOR_ENGLISH, 2 + 2 * max(map(len, self.words), default=0))
        self._mended_word = remembering(self._mended_anew, MOST_REMEMBERED)

    def mended(self, text: str) -> str:
        """``text``, in lower case, each unknown word replaced by the known word or words it is a slip of.

        A slip is one letter too many, missing, wrong, or two neighbours swapped; otherwise a space may
        be missing. What is no slip of a word of the examples may be one of another English word. A word
        that is English, or a slip of two equally frequent words, stays as it is.
        """
        mend, pieces, done = self.mender(), [], 0
        for start, end in runs(text, is_small_latin):
            is_shortened = text.startswith(_SHORTENED_NOT, end)
            pieces += [text[done:start], text[start:end] if is_shortened else mend(text[start:end])]
            done = end
        return "".join([*pieces, text[done:]])

    def mender(self) -> Callable[[str], str]:
        """What mends the words of one message, one by one; so many unknown ones, and no more."""
        left = MOST_UNKNOWN

        def mend(word: str) -> str:
            nonlocal left
            if left == 0 or self._is_well_spelt(word):
                return word
            left -= 1
            return self._mended_word(word)

        return mend

    def knows_a_word_of(self, text: str) -> bool:
        """Whether any word of ``text``, in lower case and mended, is of the examples or English."""
        words = _words(self.mended(text))
        return any(word in self._known or (len(word) > 1 and word in self._english) for word in words)

    def _is_well_spelt(self, word: str) -> bool:
        """Also what is too short to tell, and every word where no English is known."""
        if not self._english or len(word) < SHORTEST:
            return True
        return word in self._english or word in self._known or word in self._rare

    def _mended_anew(self, word: str) -> str:
        if len(word) > self._longest:
            return word
        mended = self._slip_of(word, 1) or self._in_two(word)
        if not mended and len(word) >= SHORTEST_FOR_TWO_SLIPS:
            mended = self._slip_of(word, 2)
        return mended or self._slip_of_english(word) or word

    def _slip_of_english(self, word: str) -> str | None:
        """The one word of all that ``word`` is a slip of; None where there are several, or none."""
        if not SHORTEST_FOR_ENGLISH <= len(word) <= LONGEST_FOR_ENGLISH:
            return None
        near = [other for other in _one_slip_away(word) if other in self._english or other in self._known]
        return near[0] if len(near) == 1 and not _is_another_form(word, near[0]) else None

    def _slip_of(self, word: str, slips: int) -> str | None:
        """The most frequent known word that ``word`` is that near to; None where two are as frequent."""
        near = [other for other in self._near(word, slips) if other != word]
        if not near:
            return None
        best, *others = sorted(near, key=self.words.__getitem__, reverse=True)
        return best if not others or self.words[best] > self.words[others[0]] else None

    def _near(self, word: str, slips: int) -> list[str]:
        found = process.extract(word, self._long, scorer=OSA.distance, score_cutoff=slips, limit=8)
        least = FREQUENT if len(word) < SHORTEST_FOR_RARE else SEEN_AT_LEAST
        return [
            other for other, *_ in found if self.words[other] >= least and not _is_another_form(word, other)
        ]

    def _is_slip_often_seen(self, word: str) -> bool:
        if word in self._english or word in self._rare or len(word) < SHORTEST:
            return False
        often = self.words[word] * MORE_OFTEN_THAN_ITS_SLIP
        return any(self.words[other] >= often for other in self._near(word, 1) if other != word)

    def _in_two(self, word: str) -> str | None:
        """The two known words that ``word`` is made of; the most even cut where there are several."""
        cuts = [cut for cut in range(1, len(word)) if {word[:cut], word[cut:]} <= self._known]
        if not cuts:
            return None
        cut = min(cuts, key=lambda cut: abs(2 * cut - len(word)))
        return f"{word[:cut]} {word[cut:]}"


def _words(text: str) -> list[str]:
    return [text[start:end] for start, end in runs(text, is_small_latin)]


def _one_slip_away(word: str) -> set[str]:
    """All that is one letter fewer, more or other than ``word``, or has two neighbours swapped."""
    cuts = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    fewer = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    other = {left + letter + right[1:] for left, right in cuts if right for letter in ascii_lowercase}
    more = {left + letter + right for left, right in cuts for letter in ascii_lowercase}
    return fewer | swapped | other | more


def _is_another_form(word: str, other: str) -> bool:
    """Whether the two differ by an ending that English words take: "delete" is no slip of "deleted"."""
    shorter, longer = sorted((word, other), key=len)
    return longer == f"{shorter}s" or (shorter.endswith("e") and longer == f"{shorter}d")
