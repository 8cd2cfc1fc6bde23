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
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_FINITE = frozenset({"VBP", "VBZ", "VBD", "MD"})
_VERBS = _FINITE | {"VB", "VBN"}
_VERB_TAGS = ("VB", "MD")
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


class _Parse:
    """What is asked of a doc at each of its tokens, read off once: asking spaCy for a token takes long."""

    def __init__(self, doc: Doc) -> None:
        tokens = list(doc)
        self.lowers = [token.lower_ for token in tokens]
        self.words = [
            "0" if token.like_num and not token.is_alpha else lower
            for token, lower in zip(tokens, self.lowers, strict=True)
        ]
        self.tags = [token.tag_ for token in tokens]
        self.deps = [token.dep_ for token in tokens]
        self.heads = [token.head.i for token in tokens]
        self.are_alpha = [token.is_alpha for token in tokens]
        self.begin_sentences = [bool(token.is_sent_start) for token in tokens]

    def __len__(self) -> int:
        return len(self.lowers)

    def word(self, index: int) -> str:
        """The word at ``index``, digits as "0"; "_" beyond the ends."""
        return self.words[index] if 0 <= index < len(self.words) else "_"

    def tag(self, index: int) -> str:
        """The word class at ``index``; "_" beyond the ends."""
        return self.tags[index] if 0 <= index < len(self.tags) else "_"


class Cutter:
    """Cuts messages as it was taught."""

    def __init__(self, model: NamedFeatures) -> None:
        self.model = model

    @classmethod
    def learn(cls, docs: Sequence[tuple[Doc, Sequence[int]]]) -> Cutter:
        """A cutter taught by docs, each with the characters at which a clause begins (but the first)."""
        samples, labels = [], []
        for doc, starts in docs:
            begun, cuts, parse = 0, set(starts), _Parse(doc)
            for index in range(1, len(doc)):
                is_cut = doc[index].idx in cuts
                if not _may_begin(doc[index]):
                    continue
                samples.append(_features(parse, begun, index))
                labels.append(CUT if is_cut else STAYS)
                begun = index if is_cut else begun
        model = NamedFeatures()
        model.fit(samples, labels, strength=STRENGTH)
        return cls(model)

    def clauses(self, doc: Doc) -> list[Span]:
        """The clauses of ``doc`` in order; none where it has no words."""
        firsts, parse = [0], _Parse(doc)
        for index in range(1, len(doc)):
            if not _may_begin(doc[index]) or len(firsts) >= MOST_CLAUSES:
                continue
            likely = self.model.probabilities(_features(parse, firsts[-1], index))[CUT]
            if likely >= SURE_OF_A_CUT:
                firsts.append(index)
        spans = [Span(*pair) for pair in pairwise([*firsts, len(doc)])]
        return [span for span in _with_their_objects(doc, spans) if _has_words(doc, span)]


def leans(doc: Doc, span: Span) -> bool:
    """Whether the clause names no thing of its own, and so leans on what was said before."""
    return not any(token.tag_.startswith(_NAMES) or token.like_num for token in doc[span.first : span.last])


def is_fragment(doc: Doc, span: Span) -> bool:
    """Whether the clause is no sentence: without a verb, or half a question ("how many orders")."""
    tokens = doc[span.first : span.last]
    if _is_supposed(doc, span):
        return True
    if any(token.tag_ in _VERBS and not _is_of_a_name(token, span) for token in tokens):
        return False
    asks = any(token.tag_.startswith("W") and not _is_of_a_name(token, span) for token in tokens)
    return not asks or not (span.last == len(doc) or tokens[-1].is_punct)


def _is_of_a_name(token: Token, span: Span) -> bool:
    """Whether the word stands in what is said of a name: "everything that has not been shipped"."""
    line = (token, *token.ancestors)
    return any(each.dep_ == "relcl" and span.first <= each.head.i < span.last for each in line)


def _is_supposed(doc: Doc, span: Span) -> bool:
    """Whether the parse hangs the clause on another one's verb: "when I return it" in a question."""
    root = doc[span.first : span.last].root
    hangs_outside = not span.first <= root.head.i < span.last
    return root.dep_ == "advcl" and hangs_outside and doc[span.first].tag_ in ("IN", "WRB", "SCONJ")


def _with_their_objects(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """The spans, each with what the parse hangs on one of its words: "cancel | everything that I ordered".

    No list of things is cut either: "return the rug | and all the cups".
    """
    joined: list[Span] = []
    for span in spans:
        if joined and _is_named_within(doc, span, joined[-1]):
            joined[-1] = Span(joined[-1].first, span.last)
        else:
            joined.append(span)
    return joined


def _is_named_within(doc: Doc, span: Span, before: Span) -> bool:
    """Whether all that hangs outside the span is a name on a word before it, but for "and" and "please"."""
    hanging = [token for token in doc[span.first : span.last] if not span.first <= token.head.i < span.last]
    names = [token for token in hanging if token.dep_ not in ("cc", "punct", "intj")]
    return bool(names) and all(_is_named_by(token, before) for token in names)


def _is_named_by(token: Token, before: Span) -> bool:
    is_listed = token.dep_ == "conj" and token.head.pos_ in _NOMINAL
    is_name = token.pos_ in _NOMINAL and (is_listed or token.dep_ in ("dobj", "pobj"))
    return is_name and before.first <= token.head.i < before.last


def _may_begin(token: Token) -> bool:
    """Whether a clause may begin with this token: never with what closes the one before."""
    return not token.is_punct and not token.is_space


def _has_words(doc: Doc, span: Span) -> bool:
    return any(char.isalnum() for token in doc[span.first : span.last] for char in token.text)


def _features(parse: _Parse, begun: int, index: int) -> list[str]:
    """What speaks for and against a cut before the token ``index`` in a clause that began at ``begun``."""
    return [
        *_words_around(parse, index),
        *_arcs_over(parse, begun, index),
        *_both_sides(parse, begun, index),
    ]


def _words_around(parse: _Parse, index: int) -> list[str]:
    words = {at: parse.word(index + at) for at in range(-_WINDOW, _WINDOW)}
    tags = {at: parse.tag(index + at) for at in range(-_WINDOW, _WINDOW)}
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


def _arcs_over(parse: _Parse, begun: int, index: int) -> list[str]:
    """The arcs of the parse that lead over the gap, within the clause so far and the words after it."""
    found: list[str] = []
    governors: list[str] = []
    for at in range(max(begun, index - _FAR_BACK), min(len(parse), index + 2 * _FAR)):
        head = parse.heads[at]
        if head != at and (at < index) != (head < index):
            arc = f"over={parse.deps[at]}{'<' if at < index else '>'}"
            found.append(arc)
            governors.append(f"{arc},governor={parse.lowers[head]}")
    sentence = "begins" if parse.begin_sentences[index] else "goes on"
    return [
        *found,
        *governors,
        f"arcs={min(len(found), 4)}",
        f"sentence={sentence}",
        f"dep={parse.deps[index]}",
        f"s,w={sentence} {parse.words[index]}",
    ]


def _both_sides(parse: _Parse, begun: int, index: int) -> list[str]:
    start, end = max(begun, index - _FAR_BACK), min(len(parse), index + _FAR)
    tags, tag, word = parse.tags[start:index], parse.tags[index], parse.words[index]
    length = sum(parse.are_alpha[start:index])
    left = "verb" if any(each.startswith(_VERB_TAGS) for each in tags) else "no verb"
    right_verb = next((at - index for at in range(index, end) if parse.tags[at].startswith(_VERB_TAGS)), _FAR)
    right = f"verb{right_verb}"
    subject = any(dep in _SUBJECTS for dep in parse.deps[index:end])
    finite = any(each in _FINITE for each in parse.tags[index:end])
    first = parse.word(begun)
    verb = next((parse.lowers[at] for at in reversed(range(start, index)) if parse.tags[at][:2] == "VB"), "_")
    return [
        f"verb={verb},w0={word}",
        f"verb={verb},t0={tag}",
        f"verbs={min(sum(each in _FINITE or each == 'VB' for each in tags), 3)}",
        f"left={left}",
        f"left={left},right={right}",
        f"left length={min(length, 6)}",
        f"left first={first}",
        f"left first,w0={first} {word}",
        f"left={left},w0={word}",
        f"left={left},t0={tag}",
        f"right={right},subject={subject},finite={finite}",
        f"right={right},t0={tag}",
        f"comma={parse.word(index - 1) == ','},right={right},subject={subject}",
    ]
