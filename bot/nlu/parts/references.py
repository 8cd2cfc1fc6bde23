"""Which orders and items a part of a message names, and which it leaves out, read off spaCy's parse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from bot.dialogue.references import NOTHING_NAMED, Mention, Quantifier, References
from bot.nlu.numbers.find import find_numbers
from bot.nlu.numbers.found import NumberFound
from bot.nlu.numbers.order_patterns import DEFAULT_ORDER_PATTERNS
from bot.nlu.parts.reference_asides import is_aside
from bot.nlu.parts.reference_chunks import Reading, chunks_in
from bot.nlu.parts.reference_drafts import Draft, draft_of
from bot.nlu.parts.reference_joining import (
    corrected,
    count_places,
    joined,
    narrowed,
    number_places,
    without_antecedents,
)
from bot.nlu.parts.reference_numbers import with_numbers_alone
from bot.nlu.parts.reference_patterns import labels_in, words
from bot.nlu.parts.reference_scopes import is_only, left_out

_MOST_TOKENS = 300
_MOST_MENTIONS = 20


def read_references(
    doc: Doc, start: int, end: int, order_patterns: tuple[str, ...] = DEFAULT_ORDER_PATTERNS
) -> References:
    """What the characters ``start`` to ``end`` of a parsed message name and exclude.

    Positions of the mentions count from ``start``. Nothing is known of any order here: a word that is
    no product names one all the same, and the selection finds none.
    """
    reading = _reading(doc, start, end, order_patterns)
    if reading is None:
        return NOTHING_NAMED
    chunks = chunks_in(reading)
    drafts = [draft_of(reading, chunk) for chunk in chunks]
    drafts = with_numbers_alone(reading, joined(reading, drafts))
    number_places(drafts)
    count_places(drafts)
    chunks = [draft.chunk for draft in drafts]
    excluded = _with_what_is_liked(reading, drafts, left_out(reading, chunks))
    only = is_only(reading, chunks, excluded)
    named = [(draft, out) for draft, out in zip(drafts, excluded, strict=True) if _names(draft)]
    named = narrowed(reading, without_antecedents(reading, corrected(reading, named)))
    include = [_mention(reading, draft, start) for draft, out in named if not out][:_MOST_MENTIONS]
    exclude = [_mention(reading, draft, start) for draft, out in named if out][:_MOST_MENTIONS]
    if only and not any(mention.says_which for mention in include):
        include = [Mention(quantifier=Quantifier.REST)]
    return References(tuple(include), tuple(exclude))


def _reading(doc: Doc, start: int, end: int, order_patterns: tuple[str, ...]) -> Reading | None:
    inside = [token.i for token in doc if start <= token.idx < end]
    if not inside:
        return None
    first, last = inside[0], min(inside[-1] + 1, inside[0] + _MOST_TOKENS)
    offset = doc[first].idx
    text = doc.text[offset : min(end, doc[last - 1].idx + len(doc[last - 1]))]
    begins = [token.idx - offset for token in doc[first:last]]
    numbers = [_at_tokens(begins, first, found) for found in find_numbers(text, order_patterns)]
    return Reading(doc, first, last, labels_in(doc, first, last), numbers)


def _at_tokens(begins: Sequence[int], first: int, found: NumberFound) -> NumberFound:
    """A number with its place among the tokens instead of the characters; each token starts at ``begins``."""
    start = max(bisect_right(begins, found.start) - 1, 0)
    end = max(bisect_left(begins, found.end), start + 1)
    return replace(found, start=first + start, end=first + end)


def _with_what_is_liked(reading: Reading, drafts: Sequence[Draft], excluded: list[bool]) -> list[bool]:
    """What is needed stays where other things are to go: "I need the books, everything else can go"."""
    gone = [draft.chunk.start for draft in drafts if _is_to_go(reading, draft)]
    out = list(excluded)
    for place, draft in enumerate(drafts):
        is_before = bool(gone) and draft.chunk.start < gone[-1]
        if out[place] or not (is_before or _is_only_liked(reading, drafts, draft)):
            continue
        verb = reading.doc[max(draft.chunk.start - 1, reading.start)]
        if verb.lemma_ in words("liking_verbs") and not _is_wish_of_change(verb):
            out[place] = True
    return out


def _is_wish_of_change(verb: Token) -> bool:
    """Whether the thing is not liked, or something is to happen with it: "I want the ink refunded"."""
    return any(
        child.dep_ == "neg"
        or (child.dep_ in ("xcomp", "ccomp") and child.tag_ in ("VBN", "VB"))
        and not any(other.dep_ == "aux" and other.tag_ == "MD" for other in child.children)
        for child in verb.children
    )


def _is_only_liked(reading: Reading, drafts: Sequence[Draft], draft: Draft) -> bool:
    """Whether of all orders only this is wanted: "cancel my orders, I only need the chair"."""
    verb = reading.doc[draft.chunk.start : draft.chunk.end].root.head
    has_only = any(child.lower_ in ("only", "just") for child in verb.children)
    return has_only and any(
        other.mention.is_plural and not other.words for other in drafts if other is not draft
    )


def _is_to_go(reading: Reading, draft: Draft) -> bool:
    """Whether the thing is the rest, or a verb of change is about it alone."""
    if draft.mention.is_pronoun or draft.is_platform:
        return False
    before = reading.label_at("scope", draft.chunk.start - 1)
    behind = reading.label_at("scope", draft.chunk.end)
    is_object = before is not None and before.value == "change"
    is_asked = is_object and reading.doc[before.start].lemma_ in words("change_verbs")
    is_subject = behind is not None and behind.value == "change_before"
    return draft.mention.quantifier is Quantifier.REST or is_asked or is_subject


def _names(draft: Draft) -> bool:
    if draft.mention.number or draft.mention.ending or draft.mention.tracking:
        return True
    return bool(draft.words) or (not draft.is_platform and not draft.is_empty)


def _mention(reading: Reading, draft: Draft, offset: int) -> Mention:
    first, last = reading.doc[draft.chunk.start], reading.doc[draft.chunk.region_end - 1]
    begin, end = first.idx, last.idx + len(last)
    return replace(
        draft.mention,
        text=reading.text[begin:end],
        start=begin - offset,
        end=end - offset,
        words=tuple(dict.fromkeys(draft.words)),
        is_aside=is_aside(reading, draft),
    )
