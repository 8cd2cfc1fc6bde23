"""Where a message is cut into clauses: learned from messages cut by hand. Pure: reads a spaCy doc.

Looked at are the words around a gap, their tags, and which arcs of the parse lead over it; the parse alone
is not to be trusted where people write without punctuation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.nlu.parts.named_features import NamedFeatures

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CUT, STAYS = "cut", "stays"
# Below this the message stays in one piece: a cut in the wrong place costs more than none.
SURE_OF_A_CUT = 0.5
MOST_CLAUSES = 12
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_NAMES = ("NN", "CD")
_FINITE = frozenset({"VBP", "VBZ", "VBD", "MD"})
_VERBS = _FINITE | {"VB", "VBN"}
_WINDOW = 3
_FAR = 5
# No clause of a shopper is much longer; more is not read, or a long message would cost its square.
_FAR_BACK = 24
STRENGTH = 1.0


@dataclass(frozen=True)
class Span:
    """A clause as the tokens ``first`` to ``last`` (exclusive) of a doc."""

    first: int
    last: int


class Cutter:
    """Cuts messages as it was taught."""

    def __init__(self, model: NamedFeatures) -> None:
        self.model = model

    @classmethod
    def learn(cls, docs: Sequence[tuple[Doc, Sequence[int]]]) -> Cutter:
        """A cutter taught by docs, each with the characters at which a clause begins (but the first)."""
        samples, labels = [], []
        for doc, starts in docs:
            begun, cuts = 0, set(starts)
            for index in range(1, len(doc)):
                is_cut = doc[index].idx in cuts
                if not _may_begin(doc[index]):
                    continue
                samples.append(_features(doc, begun, index))
                labels.append(CUT if is_cut else STAYS)
                begun = index if is_cut else begun
        model = NamedFeatures()
        model.fit(samples, labels, strength=STRENGTH)
        return cls(model)

    def clauses(self, doc: Doc) -> list[Span]:
        """The clauses of ``doc`` in order; none where it has no words."""
        firsts = [0]
        for index in range(1, len(doc)):
            if not _may_begin(doc[index]) or len(firsts) >= MOST_CLAUSES:
                continue
            likely = self.model.probabilities(_features(doc, firsts[-1], index))[CUT]
            if likely >= SURE_OF_A_CUT:
                firsts.append(index)
        spans = [Span(*pair) for pair in pairwise([*firsts, len(doc)])]
        return [span for span in spans if _has_words(doc, span)]


def leans(doc: Doc, span: Span) -> bool:
    """Whether the clause names no thing of its own, and so leans on what was said before."""
    return not any(token.tag_.startswith(_NAMES) or token.like_num for token in doc[span.first : span.last])


def is_fragment(doc: Doc, span: Span) -> bool:
    """Whether it is no sentence: without a verb, half a question, or what an earlier verb is about."""
    tokens = doc[span.first : span.last]
    if _is_supposed(doc, span) or _is_object(doc, span):
        return True
    if any(token.tag_ in _VERBS for token in tokens):
        return False
    asks = any(token.tag_.startswith("W") for token in tokens)
    return not asks or not (span.last == len(doc) or tokens[-1].is_punct)


def _is_supposed(doc: Doc, span: Span) -> bool:
    """Whether the parse hangs the clause on another one's verb: "when I return it" in a question."""
    root = doc[span.first : span.last].root
    hangs_outside = not span.first <= root.head.i < span.last
    return root.dep_ == "advcl" and hangs_outside and doc[span.first].tag_ in ("IN", "WRB", "SCONJ")


def _is_object(doc: Doc, span: Span) -> bool:
    """Whether it is what a verb before it is about: "cancel | everything that I have ordered"."""
    root = doc[span.first : span.last].root
    return root.dep_ in ("dobj", "pobj") and root.head.i < span.first


def _may_begin(token: Token) -> bool:
    """Whether a clause may begin with this token: never with what closes the one before."""
    return not token.is_punct and not token.is_space


def _has_words(doc: Doc, span: Span) -> bool:
    return any(char.isalnum() for token in doc[span.first : span.last] for char in token.text)


def _features(doc: Doc, begun: int, index: int) -> list[str]:
    """What speaks for and against a cut before the token ``index`` in a clause that began at ``begun``."""
    return [*_words_around(doc, index), *_arcs_over(doc, begun, index), *_both_sides(doc, begun, index)]


def _words_around(doc: Doc, index: int) -> list[str]:
    words = {at: _word(doc, index + at) for at in range(-_WINDOW, _WINDOW)}
    tags = {at: _tag(doc, index + at) for at in range(-_WINDOW, _WINDOW)}
    named = [f"w{at}={word}" for at, word in words.items()] + [f"t{at}={tag}" for at, tag in tags.items()]
    pairs = (
        f"w-1,0={words[-1]} {words[0]}",
        f"w0,1={words[0]} {words[1]}",
        f"t-1,0={tags[-1]} {tags[0]}",
        f"t0,1={tags[0]} {tags[1]}",
        f"t-2,-1={tags[-2]} {tags[-1]}",
        f"w-1,t0={words[-1]} {tags[0]}",
        f"t-1,w0={tags[-1]} {words[0]}",
        f"w0,t1={words[0]} {tags[1]}",
        f"t-1,0,1={tags[-1]} {tags[0]} {tags[1]}",
        f"t0,1,2={tags[0]} {tags[1]} {tags[2]}",
    )
    return [*named, *pairs]


def _arcs_over(doc: Doc, begun: int, index: int) -> list[str]:
    """The arcs of the parse that lead over the gap, within the clause so far and the words after it."""
    found: list[str] = []
    governors: list[str] = []
    for token in doc[max(begun, index - _FAR_BACK) : min(len(doc), index + 2 * _FAR)]:
        head = token.head.i
        if head != token.i and (token.i < index) != (head < index):
            side = "<" if token.i < index else ">"
            found.append(f"over={token.dep_}{side}")
            governors.append(f"over={token.dep_}{side},governor={token.head.lower_}")
    token = doc[index]
    sentence = "begins" if token.is_sent_start else "goes on"
    return [
        *found,
        *governors,
        f"arcs={min(len(found), 4)}",
        f"sentence={sentence}",
        f"dep={token.dep_}",
        f"s,w={sentence} {_word(doc, index)}",
    ]


def _both_sides(doc: Doc, begun: int, index: int) -> list[str]:
    before, after = doc[max(begun, index - _FAR_BACK) : index], doc[index : index + _FAR]
    length = sum(token.is_alpha for token in before)
    left = "verb" if any(token.tag_.startswith(("VB", "MD")) for token in before) else "no verb"
    right_verb = next((token.i - index for token in after if token.tag_.startswith(("VB", "MD"))), _FAR)
    right = f"verb{right_verb}"
    subject = any(token.dep_ in _SUBJECTS for token in after)
    finite = any(token.tag_ in _FINITE for token in after)
    first = _word(doc, begun)
    verb = next((token.lower_ for token in reversed(before) if token.tag_.startswith("VB")), "_")
    return [
        f"verb={verb},w0={_word(doc, index)}",
        f"verb={verb},t0={doc[index].tag_}",
        f"verbs={min(sum(token.tag_ in _FINITE or token.tag_ == 'VB' for token in before), 3)}",
        f"left={left}",
        f"left={left},right={right}",
        f"left length={min(length, 6)}",
        f"left first={first}",
        f"left first,w0={first} {_word(doc, index)}",
        f"left={left},w0={_word(doc, index)}",
        f"left={left},t0={doc[index].tag_}",
        f"right={right},subject={subject},finite={finite}",
        f"right={right},t0={doc[index].tag_}",
        f"comma={_word(doc, index - 1) == ','},right={right},subject={subject}",
    ]


def _word(doc: Doc, index: int) -> str:
    if not 0 <= index < len(doc):
        return "_"
    token = doc[index]
    return "0" if token.like_num and not token.is_alpha else token.lower_


def _tag(doc: Doc, index: int) -> str:
    return doc[index].tag_ if 0 <= index < len(doc) else "_"
