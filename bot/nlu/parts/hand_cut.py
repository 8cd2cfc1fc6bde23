"""Messages cut into clauses by hand, with the role of each clause: data/meaning/roles.yml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.dialogue.heard import Role
from bot.orders.errors import BotError


class NotHandCut(BotError):
    """A line is not "clause [role] clause [role]"; the text names it."""


@dataclass(frozen=True)
class HandCut:
    """A message as its clauses, in order."""

    clauses: tuple[str, ...]
    roles: tuple[Role, ...]

    @property
    def text(self) -> str:
        return " ".join(self.clauses)

    @property
    def starts(self) -> tuple[int, ...]:
        """Where each clause but the first begins in ``text``."""
        found, at = [], 0
        for clause in self.clauses[:-1]:
            at += len(clause) + 1
            found.append(at)
        return tuple(found)


def read_hand_cut(file: Path) -> list[HandCut]:
    """All messages of a file, in order.

    Raises:
        NotHandCut: when a line cannot be read.
    """
    body = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [hand_cut(line) for line in body["messages"]]


def hand_cut(line: str) -> HandCut:
    """The message that a line such as "cancel it [request] too big [report]" stands for.

    Raises:
        NotHandCut: when a clause has no role, or one that is not known.
    """
    clauses, roles = [], []
    *pieces, rest = line.split("]")
    for piece in pieces:
        text, _, name = piece.rpartition("[")
        if not text.strip() or name not in {role.value for role in Role}:
            raise NotHandCut(f"Not a clause with a known role in brackets: {line}")
        clauses.append(text.strip())
        roles.append(Role(name))
    if rest.strip() or not clauses:
        raise NotHandCut(f"There are words without a role: {line}")
    return HandCut(tuple(clauses), tuple(roles))
