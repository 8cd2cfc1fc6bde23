"""Keeps the warnings of other people's packages off the screen; those of this project stay."""

import warnings
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent
_OWN_FOLDERS = (_PACKAGE, _PACKAGE.parent / "actions")


def show_only_own_warnings() -> None:
    """From now on print a warning only where a file of this project is what it points at.

    To be called before Rasa is imported. Warnings turned into errors with ``-W error`` stay errors.
    """
    show = warnings.showwarning
    if getattr(show, "shows_only_own", False):
        return

    def show_own(message: Any, category: Any, filename: str, *rest: Any, **more: Any) -> None:
        if is_own(filename):
            show(message, category, filename, *rest, **more)

    show_own.shows_only_own = True
    # Some packages put filters of their own in front of ours, so the printing itself is what is replaced.
    warnings.showwarning = show_own


def is_own(filename: str) -> bool:
    """Whether a file is code of this project."""
    path = Path(filename).resolve()
    return any(folder in path.parents for folder in _OWN_FOLDERS)
