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
        super().__init__(file, line, message, hint)
        self.file = file
        self.line = line
        self.message = message
        self.hint = hint

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


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the known word closest to this one, or nothing when none is close."""
    lower = {name.lower(): name for name in islice(known, _COMPARED_WORDS)}
    close = difflib.get_close_matches(word[:_SHOWN_CHARS].lower(), lower, n=1, cutoff=0.6)
    return f"; did you mean {shown(lower[close[0]])}?" if close else ""


def listed(words: Iterable[str]) -> str:
    """The words in one line, the first forty."""
    first = list(islice(words, _SHOWN_WORDS + 1))
    return ", ".join(first if len(first) <= _SHOWN_WORDS else [*first[:_SHOWN_WORDS], "…"])
