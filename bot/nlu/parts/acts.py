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
_ANY = "*"
# Acts that a kind of question has words of its own for.
_OWN, _OWN_AGAINST = "own", "own_against"
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

        A kind's "named" and "named_against" are further words for its own act and its contrary; they mean
        nothing to other kinds.

        Raises:
            KeyError, TypeError: when a part is missing or of another form.
        """
        self.content = content
        self.kinds: tuple[str, ...] = tuple(content["kinds"])
        self._marks = {kind: _marks(body, content["acts"]) for kind, body in content["kinds"].items()}
        self._phrases = _by_first_word(content["acts"])
        self._own = {kind: _by_first_word(_named(body)) for kind, body in content["kinds"].items()}

    def found(self, words: Sequence[str], kind: str | None = None) -> list[FoundAct]:
        """The acts that ``words`` name, in order; where two overlap, the longer one.

        With a ``kind`` of question its own words for them count too, before those that all kinds share.
        """
        own = self._own[kind] if kind else {}
        found, at = [], 0
        while at < len(words):
            act = _longest(own, self._phrases, words, at)
            if act:
                found.append(act)
            at += act.length if act else 1
        return found

    def marked(self, words: Sequence[str], kind: str) -> tuple[str, ...]:
        """``words`` with a mark for each act named in them, as a question of this kind sees it."""
        marks, said, at = self._marks[kind], [], 0
        for each in self.found(words, kind):
            said += [*words[at : each.at], marks[each.act], *each.between]
            at = each.at + each.length
        return (*said, *words[at:])


def _marks(body: Mapping[str, Any], acts: Mapping[str, Any]) -> dict[str, str]:
    marks = dict.fromkeys(acts, OTHER)
    marks |= dict.fromkeys(body.get("aside") or (), ASIDE)
    marks |= dict.fromkeys(body.get("against") or (), AGAINST)
    marks |= dict.fromkeys(body["this"], THIS)
    return {**marks, _OWN: THIS, _OWN_AGAINST: AGAINST}


def _named(body: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    return {_OWN: body.get("named") or (), _OWN_AGAINST: body.get("named_against") or ()}


def _by_first_word(named: Mapping[str, Sequence[str]]) -> dict[str, list[_Phrase]]:
    phrases = [
        _Phrase(
            tuple(word for part in text.split() for word in ([_ANY] if part == _ANY else said_words(part))),
            act,
        )
        for act, texts in named.items()
        for text in texts
    ]
    by_first: dict[str, list[_Phrase]] = {}
    for phrase in sorted(phrases, key=lambda each: len(each.words), reverse=True):
        by_first.setdefault(phrase.words[0], []).append(phrase)
    return by_first


def _longest(
    own: Mapping[str, list[_Phrase]], shared: Mapping[str, list[_Phrase]], words: Sequence[str], at: int
) -> FoundAct | None:
    """The act that the most words from ``at`` on name; of two as long, the kind's own."""
    found = [act for act in (_found_at(own, words, at), _found_at(shared, words, at)) if act]
    return max(found, key=lambda act: act.length - len(act.between), default=None)


def _found_at(phrases: Mapping[str, list[_Phrase]], words: Sequence[str], at: int) -> FoundAct | None:
    for phrase in phrases.get(words[at], ()):
        fit = _fit(phrase.words, words, at)
        if fit:
            length, between = fit
            return FoundAct(phrase.act, at, length, between)
    return None


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
