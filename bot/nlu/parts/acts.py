"""Words for acts in a message, marked by what they are to an open question. Pure.

"Send it back" is a yes to "shall I open a return?" and none to "shall I cancel it?". What is learned is
therefore not the act but whether it is the one asked about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.nlu.parts.said_words import said_words

THIS, AGAINST, OTHER, ASIDE = "@this", "@against", "@other", "@aside"
MARKS = (THIS, AGAINST, OTHER, ASIDE)
_ANY = "*"
_MOST_BETWEEN = 3


@dataclass(frozen=True)
class _Phrase:
    words: tuple[str, ...]
    act: str


@dataclass(frozen=True)
class FoundAct:
    """An act named from the word ``at`` on; ``between`` are words inside that are not part of its name."""

    act: str
    at: int
    length: int
    between: tuple[str, ...] = ()


class Acts:
    """The acts of acts.yml and the kinds of open questions that ask about them."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        """``content`` is that of acts.yml: "acts", "kinds" and "others".

        Raises:
            KeyError, TypeError: when a part is missing or of another form.
        """
        self.content = content
        self.kinds: tuple[str, ...] = tuple(content["kinds"])
        self._marks = {kind: _marks(kind, body, content["acts"]) for kind, body in content["kinds"].items()}
        self._phrases = _by_first_word(content)

    def found(self, words: Sequence[str]) -> list[FoundAct]:
        """The acts that ``words`` name, in order; where two overlap, the longer one."""
        found, at = [], 0
        while at < len(words):
            act = self._found_at(words, at)
            if act:
                found.append(act)
            at += act.length if act else 1
        return found

    def marked(self, words: Sequence[str], kind: str, found: Sequence[FoundAct]) -> tuple[str, ...]:
        """``words`` with a mark for each act ``found`` in them, as a question of this kind sees it."""
        marks, said, at = self._marks[kind], [], 0
        for each in found:
            mark = marks.get(each.act)
            if mark is None:
                continue
            said += [*words[at : each.at], mark, *each.between]
            at = each.at + each.length
        return (*said, *words[at:])

    def _found_at(self, words: Sequence[str], at: int) -> FoundAct | None:
        for phrase in self._phrases.get(words[at], ()):
            fit = _fit(phrase.words, words, at)
            if fit:
                length, between = fit
                return FoundAct(phrase.act, at, length, between)
        return None


def _marks(kind: str, body: Mapping[str, Any], acts: Mapping[str, Any]) -> dict[str, str]:
    marks = dict.fromkeys(acts, OTHER)
    marks |= dict.fromkeys(body.get("aside") or (), ASIDE)
    marks |= dict.fromkeys(body.get("against") or (), AGAINST)
    marks |= dict.fromkeys(body["this"], THIS)
    return {**marks, kind: THIS}


def _by_first_word(content: Mapping[str, Any]) -> dict[str, list[_Phrase]]:
    named = {kind: body["named"] for kind, body in content["kinds"].items() if body.get("named")}
    phrases = [
        _Phrase(
            tuple(word for part in text.split() for word in ([_ANY] if part == _ANY else said_words(part))),
            act,
        )
        for act, texts in {**content["acts"], **named}.items()
        for text in texts
    ]
    by_first: dict[str, list[_Phrase]] = {}
    for phrase in sorted(phrases, key=lambda each: len(each.words), reverse=True):
        by_first.setdefault(phrase.words[0], []).append(phrase)
    return by_first


def _fit(phrase: Sequence[str], words: Sequence[str], at: int) -> tuple[int, tuple[str, ...]] | None:
    """How many words from ``at`` on the phrase covers, and those that its "*" stands for."""
    if _ANY not in phrase:
        fits = tuple(words[at : at + len(phrase)]) == tuple(phrase)
        return (len(phrase), ()) if fits else None
    gap = phrase.index(_ANY)
    before, after = tuple(phrase[:gap]), tuple(phrase[gap + 1 :])
    if tuple(words[at : at + gap]) != before:
        return None
    for between in range(1, _MOST_BETWEEN + 1):
        start = at + gap + between
        if tuple(words[start : start + len(after)]) == after:
            return gap + between + len(after), tuple(words[at + gap : start])
    return None
