"""What somebody is to be told, said to them: "if they can gift wrap it" is "Can you gift wrap it?". Pure.

Where it is not sure who "he" or "they" are, what was written is quoted rather than turned.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.nlu.parts.content import content_rules, content_tokens, is_joining

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_BE_AND_HAVE = {"is": "are", "'s": "are", "was": "were", "has": "have", "does": "do"}
_SHORT = {"'ve": "have", "'re": "are", "'ll": "will", "'d": "would", "'m": "am", "ca": "can", "wo": "will"}
_DO = {"VBZ": "does", "VBP": "do", "VBD": "did"}


def read_letter(doc: Doc, start: int, end: int) -> str | None:
    """What the characters ``start`` to ``end`` want told, as a sentence to the seller; None for nothing."""
    tokens = content_tokens(doc, start, end)
    return addressed(tokens) if tokens else None


def addressed(tokens: Sequence[Token]) -> str:
    """The content, with its opening word, as a sentence to the one who is told."""
    first = tokens[0].lower_
    rest = [token for token in tokens if token.i > tokens[0].i]
    if _is_unsure(tokens):
        return _quoted(tokens)
    if first == "to":
        return _sentence(["please", *_turned(rest)], ".")
    if first == "not":
        return _sentence(["please", "do", "not", *_turned(rest[1:])], ".")
    if first == "for":
        return _sentence(["I", "would", "like", "to", "ask", "you", "for", *_turned(rest)], ".")
    if first == "about":
        return _sentence(["I", "am", "writing", "to", "you", "about", *_turned(rest)], ".")
    if first in ("if", "whether"):
        return _question([], rest) or _quoted(tokens)
    if first in _list("questions"):
        return _wh_question(tokens) or _quoted(tokens)
    return _sentence(_turned(rest if is_joining(tokens[0]) else list(tokens)), ".")


def _list(name: str) -> frozenset[str]:
    return frozenset(content_rules()[name])  # type: ignore[call-overload]


def _map(name: str) -> dict[str, str]:
    return dict(content_rules()[name])  # type: ignore[call-overload]


def _is_unsure(tokens: Sequence[Token]) -> bool:
    """Whether "he", "she" or "they" may be somebody or something else than who is told."""
    names = {token.lower_ for token in tokens}
    speaks_of_them = bool(names & {"he", "she", "they", "him", "them", "his", "her", "their"})
    others = bool(names & _list("other_people"))
    things = any(
        token.tag_ == "NNS" and any(later.lower_ in ("they", "them") for later in tokens if later.i > token.i)
        for token in tokens
    )
    joined = sum(
        token.lower_ in _list("openers") for token in tokens if token.i > tokens[0].i and _is_joined(token)
    )
    return (speaks_of_them and (others or things)) or bool(joined)


def _is_joined(token: Token) -> bool:
    """Whether a second thing to tell begins here, as in "when it ships and if it is blue"."""
    return token.i > 0 and token.nbor(-1).tag_ == "CC"


def _quoted(tokens: Sequence[Token]) -> str:
    kept = [token for token in tokens if not (token.i == tokens[0].i and is_joining(token))]
    opens = tokens[0].lower_
    lead = (
        "I would like to ask:"
        if opens in _list("questions") | {"if", "whether"}
        else "I would like you to know:"
    )
    return _sentence([lead, *(token.text for token in kept)], ".")


def _wh_question(tokens: Sequence[Token]) -> str | None:
    """A question with the words up to the subject in front: "how long it takes", "How long does it take?"."""
    subject = _subject(tokens)
    if subject is None:
        return None
    edge = max(subject.left_edge.i, tokens[0].i)
    if edge == tokens[0].i:
        if tokens[0].dep_ in _SUBJECTS or subject.i == tokens[0].i:
            return _sentence(_turned(list(tokens)), "?")
        edge = subject.i
    front = [token.text for token in tokens if token.i < edge]
    return _question(front, [token for token in tokens if token.i >= edge])


def _subject(tokens: Sequence[Token]) -> Token | None:
    inside = {token.i for token in tokens}
    return next((t for t in tokens if t.dep_ in _SUBJECTS and t.head.i in inside), None)


def _question(front: list[str], tokens: Sequence[Token]) -> str | None:
    """``front``, the verb, the subject and the rest; None where subject or verb are not clear."""
    subject = _subject(tokens)
    if subject is None or subject.head.i < subject.i:
        return None
    verb = subject.head
    helpers = [
        token for token in verb.children if token.dep_ in _AUXILIARIES and subject.i < token.i < verb.i
    ]
    asked = _is_asked(subject)
    moved = helpers[0] if helpers else verb if verb.lemma_ == "be" or verb.tag_ == "MD" else None
    named = [token for token in tokens if token.i <= subject.right_edge.i and token.i < (moved or verb).i]
    rest = [token for token in tokens if token.i > named[-1].i and (moved is None or token.i != moved.i)]
    if moved is not None:
        lead = (
            _agreeing(moved)
            if asked
            else _SHORT.get(moved.lower_, "is" if moved.lower_ == "'s" else moved.lower_)
        )
        words = [lead, *_turned(named), *_turned(rest)]
    elif verb.tag_ in _DO:
        do = "do" if asked and verb.tag_ == "VBZ" else _DO[verb.tag_]
        words = [do, *_turned(named), *_turned(rest, base=verb)]
    else:
        return None
    return _sentence([*front, *words], "?")


def _turned(tokens: Sequence[Token], base: Token | None = None) -> list[str]:
    """The words with who is told as "you"; ``base`` is the verb that stands behind "do"."""
    words: list[str] = []
    for token in tokens:
        if token.is_punct and not words:
            continue
        if base is not None and token.i == base.i:
            words.append(token.lemma_)
        elif token.lower_ in ("the", "my") and _names_who_is_told(token.head) and token.head.i == token.i + 1:
            continue
        else:
            words.append(_turned_word(token))
    return words


def _turned_word(token: Token) -> str:
    if token.dep_ in _SUBJECTS and _is_asked(token):
        return _map("seller_as_subject")[token.lower_]
    if token.tag_ == "PRP$" and token.lower_ in _map("seller_as_owner"):
        return _map("seller_as_owner")[token.lower_]
    if token.lower_ in _map("seller_as_object") and (token.tag_ == "PRP" or _names_who_is_told(token)):
        return _map("seller_as_object")[token.lower_]
    if any(child.dep_ in _SUBJECTS and _is_asked(child) for child in _governor(token).children):
        return _agreeing(token) if _is_first_verb(token) else token.text
    return "I" if token.lower_ == "i" else token.text


def _is_asked(subject: Token) -> bool:
    return subject.lower_ in _map("seller_as_subject")


def _names_who_is_told(token: Token) -> bool:
    return token.tag_.startswith("NN") and token.lower_ in _map("seller_as_object")


def _governor(token: Token) -> Token:
    return token.head if token.dep_ in _AUXILIARIES else token


def _is_first_verb(token: Token) -> bool:
    """Whether it is the word of its clause that changes with the subject."""
    governor = _governor(token)
    helpers = [each for each in governor.children if each.dep_ in _AUXILIARIES]
    return token.i == min([each.i for each in helpers] or [governor.i])


def _agreeing(verb: Token) -> str:
    """The verb as it stands with "you"."""
    if verb.lower_ == "'s":
        return "have" if verb.head.tag_ == "VBN" and verb.dep_ == "aux" else "are"
    plain = _BE_AND_HAVE.get(verb.lower_) or _SHORT.get(verb.lower_)
    return plain or (verb.lemma_ if verb.tag_ == "VBZ" else verb.text)


def _sentence(words: Sequence[str], stop: str) -> str:
    text = ""
    for word in words:
        is_closing = word in {".", ",", ";", ":", "!", "?", ")", "%"} or word.startswith("'") or word == "n't"
        text += word if is_closing or not text else f" {word}"
    text = text.strip(" .,;:!?")
    return f"{text[:1].upper()}{text[1:]}{stop}" if text else ""
