"""Two texts word by word, readable without colour: ``[-only expected-]``, ``{+only there+}``."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

# Punctuation at the end of a word is a word of its own, so that "days." and "days" differ by a full stop.
_WORD = re.compile(r"\s+|[.,;:!?]+(?=\s|$)|\S+?(?=[.,;:!?]*(?:\s|$))")
_LONG_CHARACTERS = 30
_ALIKE = 0.35
_SAME_WORDS_SHOWN = 8
Part = tuple[str, str]


def is_worth_a_diff(expected: str, actual: str) -> bool:
    """Whether both are long, and alike enough for their difference to say more than the two texts."""
    if min(len(expected), len(actual)) < _LONG_CHARACTERS or expected == actual:
        return False
    return SequenceMatcher(None, expected.split(), actual.split(), autojunk=False).ratio() >= _ALIKE


def difference(expected: str, actual: str) -> str:
    """Both texts in one; long stretches that are the same are shortened."""
    return "".join(_marked(*part) for part in diff_parts(expected, actual))


def diff_parts(expected: str, actual: str) -> Iterator[Part]:
    """The pieces in order, each ``same``, ``missing`` (expected only) or ``extra`` (actual only)."""
    left, right = _words(expected), _words(actual)
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", _shortened(left[a:b])
            continue
        if a != b:
            yield "missing", "".join(left[a:b])
        if c != d:
            yield "extra", "".join(right[c:d])


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _shortened(words: list[str]) -> str:
    around = 2 * _SAME_WORDS_SHOWN  # every word comes with the space after it
    if len(words) <= 2 * around + 2:
        return "".join(words)
    return "".join(words[:around]).rstrip() + " … " + "".join(words[-around:]).lstrip()


def _marked(kind: str, text: str) -> str:
    """Space around the words stays outside the marks, unless it is all that differs."""
    words = text.strip() or text
    before, after = text.split(words, 1)
    marked = {"same": words, "missing": f"[-{words}-]", "extra": f"{{+{words}+}}"}[kind]
    return f"{before}{marked}{after}"
