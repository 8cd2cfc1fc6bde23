"""Where a message may be cut into parts, and whether a part asks for something. Pure: words only."""

import re
from dataclasses import dataclass
from enum import Enum


class Link(str, Enum):
    """How a clause is joined to the one before it."""

    FIRST = "first"
    SENTENCE = "sentence"
    ALSO = "also"
    AND = "and"
    COMMA = "comma"
    NONE = "none"


@dataclass(frozen=True)
class Clause:
    """A part of a message: ``text[start:end]``, without the words that only join it to the part before."""

    text: str
    start: int
    end: int
    link: Link


_FILLER = (
    r"(?:(?:please|pls|plz|kindly|just|maybe|oh|so|then|also|btw|by the way|and|plus|sir|now|first|firstly"
    r"|second|secondly|separately|too|or|well|ok|okay|actually|besides|additionally|furthermore|after that"
    r"|hi|hello|hey|but|finally|lastly|another thing|one more thing|while you are at it)\b[\s,:]*)*"
)
_VERBS = (
    "cancel|cancle|cancell|return|refund|tell|show|check|send|give|ask|open|change|track|remind|contact|message|write|let|explain|list"
    "|find|see|get|put|connect|transfer|report|start|look|file|raise|update|swap|exchange|resend|look up"
    "|notify|inform|text|email|help|stop|describe|refuse|modify|correct|call"
)
_WISH = (
    r"(?:(?:i|we)(?:'d| would|'ll|d)? (?:also |really |just |still |rather |only |think i |kindly )*"
    r"(?:want|need|like|love|wanna|wish|prefer|am trying|have to)\b"
    r"|i'm trying to|i am trying to|(?:want|need|wanna|would like|like) to\b|wanna\b)"
)
_HELPING = (
    r"(?:can|could|would|will|do|does|did|is|are|was|were|has|have|may|should|shall|am)(?:n't)?"
    r" (?:you|u|i|it|my|the|there|theres|we|they|this|that|these|those|someone|somebody|anyone"
    r"|refunds?|returns?|a|an|any|your)\b"
)
_ASKING = (
    r"(?:wher|were|where|when|wen|how|what|why|which|who)(?:'?s|'?re|'?ll)?\b"
    r"(?! (?:i|we|you|he|she|they|it|the seller)\b(?! can\b))|any (?:tips|news|update|advice)|until when"
)
_OPENING = re.compile(
    rf"{_FILLER}(?:(?:{_VERBS})\b(?!ed|ing|\s+(?:was|is|has|did)\b)|{_WISH}|{_HELPING}|{_ASKING})",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    rf"\b{_WISH}|\b(?:can|could|would|will) (?:you|u|i|we)\b|\b(?:please|pls|plz|kindly) (?:{_VERBS})\b"
    r"|\b(?:where|when|how long|how many|what|why)(?:'?s| is| are| will| do| does| has| can| did)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\W*(?:what if|let'?s say|suppose|imagine|if|so that means)\b", re.IGNORECASE)
# The beginning of a question whose verb is still to come: "how many orders" (can I cancel).
_HALF_A_QUESTION = re.compile(
    r"\W*(?:(?:did|does|do|has|have|had|will|would|can|could|is|was|should)\b|(?:how|what|which|why|when|where)\b"
    r"(?!.*\b(?:is|are|was|were|do|does|did|will|can|could|has|have|long|'s)\b))",
    re.IGNORECASE,
)

_ALSO = (
    r"(?:and |oh |but |plus |then )*(?:also|plus|btw|by the way|besides|another thing"
    r"|one more thing|in addition|additionally|furthermore|separately|secondly|second thing|as well as|oh and"
    r"|on top of that|while you(?:'re| are) at it)"
)
# Spaces are counted up to nine, or a long row of them would be read again from each.
_JOINT = re.compile(
    r"(?P<sentence>[.!?;…]+(?=\s|$)|\n+|\s-+\s|(?P<item>(?:^|\s)\(?\d[.)](?=\s)))"
    rf"|(?P<also>[\s,]{{1,4}}{_ALSO}\b[\s,:]{{0,4}})"
    r"|(?P<and>[\s,]{1,4}(?:and then|and|then|&|\+|n|but)\s{1,9})"
    r"|(?P<comma>\s?,\s{0,9}|\s?:\s{1,9})"
    r"|(?P<none>(?<!know)(?<!tell)(?<!me)(?<!see)(?<!if)(?<!check)\s{1,9}"
    r"(?=(?:where(?:'?s| is| are)|how (?:long|many|do|can)|when (?:will|do|is|does)"
    r"|i (?:also )?(?:want|need) to"
    r"|i(?:'d| would) like to|can (?:you|u|i)|could you|do i|why (?:was|is|did)|cancel (?:the|my|it|order)"
    r"|please (?:cancel|return|tell|open))\b))",
    re.IGNORECASE,
)
_LEADING = re.compile(rf"[\s,.:;!?)]*(?:(?:{_ALSO}|and|then|but|&)\b[\s,:]*)*", re.IGNORECASE)
# A word after which what is asked for is still to come.
_NOT_YET_SAID = re.compile(
    r"(?:^|\b)(?:to|you|u|please|pls|i|we|how|when|where|what|why|which|first|did|do|can|could|would|not|don't|dont|me"
    r"|if|know|just|and|or|then|until|is|are|was|it|want|need|like|that|about)\s{0,9}$",
    re.IGNORECASE,
)
# A request is told by how it begins; more is not read, or many commas would cost their square.
MOST_OF_AN_OPENING = 80
_KINDS = ("sentence", "also", "and", "comma", "none")
_STRENGTH = {
    link: rank
    for rank, link in enumerate((Link.NONE, Link.FIRST, Link.COMMA, Link.AND, Link.SENTENCE, Link.ALSO))
}


def opens_a_request(text: str) -> bool:
    """Whether ``text`` begins as a wish, a question or an order does."""
    return _OPENING.match(_plain(text).lstrip(" ,.:;-(")) is not None


def asks_something(text: str) -> bool:
    """Whether a wish, a question or an order is said anywhere in ``text``, and not only what happened.

    >>> asks_something("the box was wet"), asks_something("it broke and I want my money back")
    (False, True)
    """
    plain = _plain(text)
    if _SUPPOSED.match(plain):
        return False
    return opens_a_request(text) or _INSIDE.search(plain) is not None


def clauses(text: str) -> list[Clause]:
    """The clauses of ``text`` in order, cut after sentences and "also", elsewhere only before a request."""
    plain = _plain(text)
    found: list[Clause] = []
    start, link = 0, Link.FIRST
    for joint in _JOINT.finditer(plain):
        kind = next(Link(name) for name in _KINDS if joint[name] is not None)
        if not _is_a_cut(plain, start, joint, kind):
            continue
        end = joint.end() if kind is Link.SENTENCE and not joint["item"] else joint.start()
        was_said = _add(found, text, start, end, link)
        if was_said or _STRENGTH[kind] > _STRENGTH[link]:
            link = kind
        start = joint.end()
    _add(found, text, start, len(text), link)
    return found


def _is_a_cut(plain: str, start: int, joint: re.Match[str], kind: Link) -> bool:
    before, after = plain[start : joint.start()], plain[joint.end() :]
    if kind in (Link.SENTENCE, Link.ALSO):
        return True
    if kind is Link.NONE and (
        len(before.split()) < 3 or _NOT_YET_SAID.search(before) or _HALF_A_QUESTION.match(before)
    ):
        return False
    return opens_a_request(after[:MOST_OF_AN_OPENING])


def _add(found: list[Clause], text: str, start: int, end: int, link: Link) -> bool:
    """Append what lies between two cuts, when there are words in it."""
    leading = _LEADING.match(_plain(text)[start:end])
    begin = start + (leading.end() if leading else 0)
    said = text[begin:end].rstrip()
    if not any(char.isalnum() for char in said):
        return False
    if leading and re.search(_ALSO, leading[0], re.IGNORECASE):
        link = Link.ALSO
    found.append(Clause(said, begin, begin + len(said), link))
    return True


def _plain(text: str) -> str:
    """``text`` with straight apostrophes; as long as before."""
    return text.replace("’", "'")
