"""What is wrong with a conversation test file: file, line, a sentence, and what to do about it."""

import difflib
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

_SHOWN_CHARS = 60
_SHOWN_ERRORS = 100
_SHOWN_WORDS = 40
# Names are compared letter by letter; with more of them a suggestion would take too long.
_COMPARED_WORDS = 200


class CaseFileError(Exception):
    """One mistake in a file. ``str()`` is ``path:line: message``, and the hint on the next line."""

    def __init__(self, file: Path, line: int, message: str, hint: str | None = None):
        self.file = file
        self.line = line
        self.message = _printable(message)
        self.hint = _printable(hint) if hint else None
        super().__init__(file, line, self.message, self.hint)

    def __str__(self) -> str:
        place = f"{self.file.as_posix()}:{self.line}: {self.message}"
        return f"{place}\n  {self.hint}" if self.hint else place


class CaseFileErrors(Exception):
    """All mistakes of a file at once, each once, in the order of their lines; at least one."""

    def __init__(self, errors: Iterable[CaseFileError]):
        # What an alias stands for is read again at each place; its mistakes are one.
        once = {error.args: error for error in errors}
        self.errors = tuple(sorted(once.values(), key=lambda error: (error.file.as_posix(), error.line)))
        super().__init__(self.errors)

    def __str__(self) -> str:
        lines = [str(error) for error in self.errors[:_SHOWN_ERRORS]]
        more = len(self.errors) - len(lines)
        return "\n".join([*lines, f"… and {more:,} more" if more else ""]).rstrip()


def shown(text: str) -> str:
    """A word of the file as it may stand in a message: quoted, short, control characters spelt out."""
    return repr(text if len(text) <= _SHOWN_CHARS else f"{text[: _SHOWN_CHARS - 1]}…")


def _printable(text: str) -> str:
    """The text with everything that a terminal would obey spelt out."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the known word closest to this one, or nothing when none is close.

    A word that is the beginning of a known one counts as close.
    """
    lower = {name.lower(): name for name in islice(known, _COMPARED_WORDS)}
    start = word[:_SHOWN_CHARS].lower()
    close = difflib.get_close_matches(start, lower, n=1, cutoff=0.6)
    close = close or [name for name in lower if len(start) > 2 and name.startswith(start)]
    return f"; did you mean {shown(lower[close[0]])}?" if close else ""


def listed(words: Iterable[str]) -> str:
    """The words in one line, the first forty."""
    first = list(islice(words, _SHOWN_WORDS + 1))
    return ", ".join(first if len(first) <= _SHOWN_WORDS else [*first[:_SHOWN_WORDS], "…"])
