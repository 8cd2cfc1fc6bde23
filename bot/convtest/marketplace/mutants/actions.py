"""Changed code of actions, dialogue, services and facts: in memory, in the functions that run."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.convtest.mutating.code_changes import CodeChange, code_changes
from bot.convtest.mutating.code_swap import swap_code
from bot.convtest.mutating.line_watch import LINE
from bot.convtest.mutating.mutant import Mutant, TakeBack, touching

KIND = "actions"
FOLDERS = ("actions", "bot/dialogue", "bot/service", "bot/guidance", "bot/orders")
# The HTTP edge, which conversation tests call what is behind of.
_LEFT_OUT = ("actions/server.py",)
# Of these folders only what an answer depends on; the rest reads and prints the tables.
_ONLY = {
    "bot/guidance": ("decide.py", "facts.py", "letters.py"),
    "bot/orders": ("stage.py",),
}


def action_mutants(root: Path) -> Iterator[Mutant]:
    """Every change to every function of the code that answers."""
    for file in _files(root):
        shown_as = file.relative_to(root).as_posix()
        for change in code_changes(file.read_text(encoding="utf-8")):
            lines = [(LINE, shown_as, number) for number in change.lines]
            line = change.lines[0]
            yield Mutant(KIND, shown_as, line, change.change, _swapped(file, change), touching(lines))


def _files(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*.py")):
            is_wanted = file.name in _ONLY.get(folder, (file.name,))
            if is_wanted and file.relative_to(root).as_posix() not in _LEFT_OUT:
                yield file


def _swapped(file: Path, change: CodeChange) -> Callable[[Any], TakeBack]:
    return lambda _world: swap_code(file, change.tree())
