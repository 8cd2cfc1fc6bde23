"""Teaches cutting and roles from the messages cut by hand, and from what can be made of them.

People also write without capitals and full stops, and run one message into the next: each hand-cut message
is shown bare as well, and joined to another one.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bot.dialogue.heard import Role
from bot.nlu.parts.clauses import Cutter, Span
from bot.nlu.parts.hand_cut import HandCut
from bot.nlu.parts.normal_text import normal_text
from bot.nlu.parts.roles import Encode, RoleReader

if TYPE_CHECKING:
    from spacy.tokens import Doc

# From normal texts to their docs; many at once take a third of the time.
Parse = Callable[[Sequence[str]], "list[Doc]"]
# The same messages make the same model.
_SEED = 7
_JOINTS = ("", "", "and", "also", "but")
_OFTEN = 0.7


def teach(
    messages: Sequence[HandCut], parse: Parse, encode: Encode | None = None
) -> tuple[Cutter, RoleReader]:
    """A cutter and a reader of roles, taught by ``messages``."""
    bare = [each for each in map(_bare, messages) if each is not None]
    chance = random.Random(_SEED)
    joined = [_joined(chance, messages) for _ in messages]
    joined += [each for each in map(_bare, (_joined(chance, messages) for _ in messages)) if each is not None]
    plain = parsed([*messages, *bare], parse)
    cutter = Cutter.learn([(doc, starts) for doc, starts, _ in (*plain, *parsed(joined, parse))])
    reader = RoleReader.learn([(doc, spans(doc, starts), roles) for doc, starts, roles in plain], encode)
    return cutter, reader


def parsed(messages: Sequence[HandCut], parse: Parse) -> list[tuple[Doc, list[int], tuple[Role, ...]]]:
    """The parse of each message, the characters of it at which a clause begins, and the roles."""
    normal = [normal_text(message.text) for message in messages]
    parsed = []
    for message, text, doc in zip(messages, normal, parse([each.text for each in normal]), strict=True):
        starts = [next(i for i, at in enumerate(text.positions) if at >= start) for start in message.starts]
        parsed.append((doc, starts, message.roles))
    return parsed


def spans(doc: Doc, starts: Sequence[int]) -> list[Span]:
    """The clauses that begin at these characters, and the first one."""
    firsts = [0, *(next(token.i for token in doc if token.idx >= start) for start in starts)]
    return [Span(*pair) for pair in zip(firsts, [*firsts[1:], len(doc)], strict=True)]


def _bare(message: HandCut) -> HandCut | None:
    """The message as it is typed in a hurry; None where no word is left."""
    clauses = [("".join(c for c in clause.lower() if c.isalnum() or c in " #")) for clause in message.clauses]
    kept = [
        (" ".join(clause.split()), role)
        for clause, role in zip(clauses, message.roles, strict=True)
        if clause.strip()
    ]
    return HandCut(tuple(clause for clause, _ in kept), tuple(role for _, role in kept)) if kept else None


def _joined(chance: random.Random, messages: Sequence[HandCut]) -> HandCut:
    """Two messages run into one."""
    left, right = chance.choice(messages), chance.choice(messages)
    joint, first = chance.choice(_JOINTS), right.clauses[0]
    if first[:1].isupper() and first[:2] not in ("I ", "I'") and chance.random() < _OFTEN:
        first = first[0].lower() + first[1:]
    clauses = (*left.clauses, f"{joint} {first}".strip(), *right.clauses[1:])
    return HandCut(clauses, (*left.roles, *right.roles))
