"""`--accept`: shows what would change in the files of failed conversations, and writes it after a yes."""

import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from bot.convtest.accepting.files import Accepted, accepted_text, read_source, unified_diff, write_source
from bot.convtest.result import CaseResult

Say = Callable[[str], None]


def accept_failures(results: Sequence[CaseResult], root: Path, say: Say, *, ask: bool) -> None:
    """Go through the files of the failed cases: the diff first, then the writing.

    With ``ask`` nothing is written without a yes in the terminal; where there is no terminal, nothing
    is written at all.
    """
    failed = sorted((result for result in results if not result.passed), key=lambda each: each.file)
    for file, cases in groupby(failed, key=lambda each: each.file):
        if file.endswith(".suite.yml"):
            say(f"{file}: generated from the guidance; change the guidance, the table or the assistant.")
            continue
        _accept_file(root / file, file, list(cases), say, ask)
    if not failed:
        say("Nothing failed, so there is nothing to accept.")


def _accept_file(path: Path, shown_as: str, cases: list[CaseResult], say: Say, ask: bool) -> None:
    before = read_source(path)
    accepted = accepted_text(before, cases)
    for line in _lines(before, accepted, shown_as):
        say(line)
    if not accepted.changed:
        return
    if not ask or _agreed(f"Write this into {shown_as}?"):
        write_source(path, accepted.text)
        say(f"{shown_as} is written: {accepted.changed} checks now expect what was seen.")
    else:
        say(f"{shown_as} stays as it is. --accept=write writes without asking.")


def _lines(before: str, accepted: Accepted, shown_as: str) -> Iterator[str]:
    yield from unified_diff(before, accepted.text, shown_as).splitlines()
    for left in accepted.left:
        yield f"{shown_as}:{left.line}: {left.key} is left to you: {left.reason}"


def _agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        return False
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
