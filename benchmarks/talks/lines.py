"""Which lines of a file may be read: half of them, so that the other half still tells something."""

WHICH_LINES = ("even", "odd", "all", "none")


def is_asked_for(line: int, which: str) -> bool:
    """Whether the line of this number, counted from 1, is one of ``which``."""
    return which == "all" or which == ("odd" if line % 2 else "even")
