"""What a clause does in its message: learned from clauses labelled by hand. Pure: reads a spaCy doc.

Looked at are the clause's meaning (its sentence vector), words and letters, how it opens, what the parse says
about it (negation, order, question, subject), where it stands, and the role of the clause before it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.dialogue.heard import Role
from bot.nlu.parts.clauses import Span
from bot.nlu.parts.named_features import NamedFeatures

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

STRENGTH = 1.0
_MOST_WORDS = 40
# Of a longer clause the beginning is encoded; no example has half as many.
_MOST_CHARACTERS = 160
_SHORT = 4
_NONE = "none"
_AROUND = " ,;:.\n"
# From texts to one row each.
Encode = Callable[[Sequence[str]], np.ndarray]

_SUBJECTS = ("nsubj", "nsubjpass", "expl")


@dataclass(frozen=True)
class RoleFound:
    """The likeliest role of a clause, how likely it is, and what spoke most for it."""

    role: Role
    confidence: float
    why: tuple[str, ...] = ()


class RoleReader:
    """Tells the roles of clauses as it was taught."""

    def __init__(self, model: NamedFeatures, encode: Encode | None = None) -> None:
        """``encode`` gives sentence vectors, where the model was taught with them."""
        self.model = model
        self._encode = encode

    @classmethod
    def learn(
        cls, docs: Sequence[tuple[Doc, Sequence[Span], Sequence[Role]]], encode: Encode | None = None
    ) -> RoleReader:
        """A reader taught by docs, each with its clauses and their roles."""
        samples, labels, texts = [], [], []
        for doc, spans, roles in docs:
            before = _NONE
            for index, (span, role) in enumerate(zip(spans, roles, strict=True)):
                samples.append(_features(doc, span, index, len(spans), before))
                labels.append(role.value)
                texts.append(clause_text(doc, span))
                before = role.value
        model = NamedFeatures()
        model.fit(samples, labels, STRENGTH, None if encode is None else encode(texts))
        return cls(model, encode)

    def roles(self, doc: Doc, spans: Sequence[Span]) -> list[RoleFound]:
        """The role of each clause, in order."""
        found: list[RoleFound] = []
        texts = [clause_text(doc, span) for span in spans]
        vectors = self._encode(texts) if self._encode and texts else [None] * len(spans)
        for index, span in enumerate(spans):
            before = found[-1].role.value if found else _NONE
            sample = _features(doc, span, index, len(spans), before)
            likely = self.model.probabilities(sample, vectors[index])
            best = max(likely, key=likely.__getitem__)
            why = self.model.strongest(sample, best)
            found.append(RoleFound(Role(best), likely[best], tuple(why)))
        return found


def clause_text(doc: Doc, span: Span) -> str:
    """The words of a clause in small letters, as its vector is made of."""
    return doc[span.first : span.last].text[:_MOST_CHARACTERS].strip(_AROUND).lower()


def _features(doc: Doc, span: Span, index: int, count: int, before: str) -> list[str]:
    tokens = [token for token in doc[span.first : span.last][:_MOST_WORDS] if not token.is_space]
    words = [token for token in tokens if not token.is_punct]
    return [*_words(words), *_letters(words), *_parse(tokens, words), *_place(words, index, count, before)]


def _words(words: Sequence[Token]) -> list[str]:
    said = [_plain(token) for token in words]
    first = ["_", *said]
    return [
        *(f"word={word}" for word in said),
        *(f"words={left} {right}" for left, right in zip(first, [*said, "_"], strict=True)),
        f"opens={' '.join(said[:1])}",
        f"opens2={' '.join(said[:2])}",
        f"opens3={' '.join(said[:3])}",
        f"closes={' '.join(said[-1:])}",
        f"whole={' '.join(said)}" if len(said) <= _SHORT else "long",
    ]


def _letters(words: Sequence[Token]) -> list[str]:
    """Beginnings of words, for forms and slips that no example has."""
    return [f"letters={token.lower_[:4]}" for token in words if len(token) > 4]


def _parse(tokens: Sequence[Token], words: Sequence[Token]) -> list[str]:
    tags = [token.tag_ for token in words]
    root = _root(words)
    subject = next((token for token in words if token.dep_ in _SUBJECTS), None)
    negated = [token for token in words if token.dep_ == "neg" or token.lower_ in ("no", "not", "never")]
    verb = next((token for token in words if token.tag_.startswith(("VB", "MD"))), None)
    found = [
        f"tags={' '.join(tags[:2])}",
        f"tags3={' '.join(tags[:3])}",
        *(f"tag={tag}" for tag in set(tags)),
        f"root tag={root.tag_ if root else _NONE}",
        f"verb tag={verb.tag_ if verb else _NONE}",
        f"verb tag={verb.tag_ if verb else _NONE},opens={tags[0] if tags else _NONE}",
        f"subject={_plain(subject) if subject else _NONE}",
        f"subject={_plain(subject) if subject else _NONE},verb={verb.tag_ if verb else _NONE}",
        f"ends={tokens[-1].text if tokens and tokens[-1].is_punct else _NONE}",
    ]
    if negated:
        at = negated[0]
        found += ["negated", f"negated={at.head.lower_}", f"negated,opens={_plain(words[0])}"]
        found += [
            f"negated,subject={_plain(subject) if subject else _NONE}",
            f"negated,verb tag={at.head.tag_}",
        ]
    return found


def _place(words: Sequence[Token], index: int, count: int, before: str) -> list[str]:
    place = "only" if count == 1 else "first" if index == 0 else "last" if index == count - 1 else "middle"
    return [
        f"place={place}",
        f"before={before}",
        f"length={min(len(words), 8)}",
        f"before={before},place={place}",
    ]


def _root(words: Sequence[Token]) -> Token | None:
    """The word that the others of the clause hang on."""
    inside = {token.i for token in words}
    return next((token for token in words if token.head.i == token.i or token.head.i not in inside), None)


def _plain(token: Token) -> str:
    return "0" if any(char.isdigit() for char in token.text) else token.lower_
