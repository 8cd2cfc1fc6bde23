"""Names that belong together made one: "two of the mugs", "the hoodie, the XL"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.references import Kind, Mention, Quantifier
from bot.nlu.parts.reference_asides import is_faulty_part
from bot.nlu.parts.reference_chunks import Chunk, Reading
from bot.nlu.parts.reference_drafts import Draft
from bot.nlu.parts.reference_patterns import words

_MOST_PLACES = 10
_NARROWING = ("ending", "tracking", "cents", "days", "happening", "extreme", "position", "status")
_TOLD = ("number", *_NARROWING)


def joined(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Names that belong together made one: "two of the mugs", "the shirt in green from Harbour Goods"."""
    joined: list[Draft] = []
    for draft in drafts:
        before = joined[-1] if joined else None
        if before is not None and before.chunk.region_end > draft.chunk.start:
            _take_over(before, draft, is_part=False)
        elif before is not None and _is_floating(reading, before, draft):
            before.set(quantifier=draft.mention.quantifier)
            before.chunk.region_end = draft.chunk.end
        elif before is not None and _is_part_of(reading, before, draft):
            _take_over(before, draft, is_part=True)
        else:
            joined.append(draft)
    return joined


def _is_floating(reading: Reading, before: Draft, draft: Draft) -> bool:
    """Whether "all" or "both" is said of the pronoun before: "send it all back", "they can both go"."""
    is_bare = not draft.words and not draft.mention.says_which and not draft.mention.is_pronoun
    is_set = draft.mention.quantifier in (Quantifier.ALL, Quantifier.BOTH) and draft.mention.kind is Kind.ANY
    between = reading.doc[before.chunk.region_end : draft.chunk.start]
    return before.mention.is_pronoun and is_bare and is_set and all(token.pos_ == "AUX" for token in between)


def _is_part_of(reading: Reading, before: Draft, draft: Draft) -> bool:
    between = [token.lower_ for token in reading.doc[before.chunk.region_end : draft.chunk.start]]
    if not between or before.is_platform or before.is_empty:
        return False
    if between in (["of"], ["out", "of"]):
        mention = before.mention
        has_set = mention.quantifier is not Quantifier.ONE or mention.quantity is not None
        has_set = has_set or mention.extreme is not None or mention.position is not None
        return has_set or not draft.mention.is_pronoun
    has_set = before.mention.quantifier is not Quantifier.ONE
    if len(between) == 1 and between[0] in ("in", "from") and draft.mention.is_pronoun and has_set:
        return True
    if is_faulty_part(reading, draft):
        return False
    if draft.mention.is_pronoun or draft.mention.number or draft.mention.quantifier is not Quantifier.ONE:
        return False
    return len(between) == 1 and between[0] in words("of_prepositions")


def _take_over(before: Draft, draft: Draft, *, is_part: bool) -> None:
    """Say of ``before`` what ``draft`` says, too; a count of the part before stays."""
    before.chunk = Chunk(
        before.chunk.start, draft.chunk.end, max(before.chunk.region_end, draft.chunk.region_end)
    )
    if draft.is_platform and not draft.words:
        return
    if is_part or not before.has_thing:
        before.words += [word for word in draft.words if word not in before.words]
        before.has_thing = before.has_thing or draft.has_thing
    if not is_part:
        if before.mention.kind is Kind.ANY:
            before.set(kind=draft.mention.kind)
        return
    mine, other = before.mention, draft.mention
    values: dict[str, object] = {
        name: getattr(other, name)
        for name in _TOLD
        if getattr(mine, name) is None and getattr(other, name) is not None
    }
    values["kind"] = other.kind if mine.kind is Kind.ANY else mine.kind
    values["is_pronoun"] = mine.is_pronoun or other.is_pronoun
    values["is_plural"] = mine.is_plural or other.is_plural
    before.set(**values)


def count_places(drafts: Sequence[Draft]) -> None:
    """A bare number beside a place is a place: "number 2 and 4"; "both A and B" are two things."""
    for before, draft in zip(drafts, drafts[1:], strict=False):
        if (
            before.mention.position is not None
            and _is_bare_number(draft)
            and draft.follows in ("and", ",", "&", "or")
        ):
            draft.set(position=int(draft.words.pop()))
        is_correlative = draft.follows == "and" and before.words and not before.mention.is_plural
        if before.mention.quantifier is Quantifier.BOTH and is_correlative:
            before.set(quantifier=Quantifier.ONE)


def number_places(drafts: Sequence[Draft]) -> None:
    """Bare numbers in a row are places of a list: "1, 2 and 4"."""
    if len(drafts) > 1 and all(map(_is_bare_number, drafts)):
        for draft in drafts:
            draft.set(position=int(draft.words.pop()))


def without_antecedents(reading: Reading, named: list[tuple[Draft, bool]]) -> list[tuple[Draft, bool]]:
    """Without an "it" that stands for what the message itself names: "I bought a lamp, cancel it".

    A number of "them" is one of what was named: "the mugs are ugly, send two of them back".
    """
    kept = []
    for place, (draft, out) in enumerate(named):
        others = [other for at, (other, o) in enumerate(named) if at != place and o == out]
        if _is_bare_pronoun(draft) and any(_stands_for(reading, draft, other) for other in others):
            continue
        kept.append((draft, out))
    return _with_counted(kept)


def _with_counted(named: list[tuple[Draft, bool]]) -> list[tuple[Draft, bool]]:
    """The count of "two of them" said of the several things named before it, if these alone are named."""
    for place, (draft, _) in enumerate(named):
        before = [other for other, _ in named[:place] if other.words]
        count = _count_alone(draft)
        if count is not None and len(before) == 1 and _is_of_many(before[0]):
            draft.words = list(before[0].words)
            draft.has_thing = before[0].has_thing
            kind = before[0].mention.kind
            draft.set(is_pronoun=False, kind=kind, quantity=count, quantifier=Quantifier.COUNT)
            return [(other, out) for other, out in named if other is not before[0]]
    return named


def _count_alone(draft: Draft) -> int | None:
    """The number where nothing else is named but "them": "two of them", or in "6 came, 2 are cracked"."""
    if _is_bare_number(draft):
        return int(draft.words[0])
    is_counted = draft.mention.is_pronoun and not _tells(draft)
    return draft.mention.quantity if is_counted else None


def _is_bare_number(draft: Draft) -> bool:
    return len(draft.words) == 1 and draft.words[0].isdigit() and 0 < int(draft.words[0]) <= _MOST_PLACES


def _is_of_many(draft: Draft) -> bool:
    return draft.mention.is_plural or (draft.mention.quantity or 1) > 1


def corrected(reading: Reading, named: list[tuple[Draft, bool]]) -> list[tuple[Draft, bool]]:
    """Without what was named before "I meant …", where another thing or number stands behind it."""
    for place, (draft, out) in reversed(list(enumerate(named))):
        before = reading.doc[max(draft.chunk.start - 1, reading.start)]
        if before.lemma_ in words("correcting_verbs") and (draft.has_thing or draft.mention.number):
            return [each for each in named[:place] if each[1] != out] + named[place:]
    return named


def _tells(draft: Draft) -> bool:
    return bool(draft.words) or draft.mention.says_which


def _is_bare_pronoun(draft: Draft) -> bool:
    return draft.mention.is_pronoun and not _tells(draft) and draft.mention.quantifier is Quantifier.ONE


def _is_what_it_means(pronoun: Draft, other: Draft) -> bool:
    """Whether the other tells what is meant; "them" may be "both parcels"."""
    is_set = other.mention.quantifier in (Quantifier.BOTH, Quantifier.ALL) and not other.mention.is_pronoun
    return _tells(other) or (is_set and pronoun.mention.is_plural)


def _stands_for(reading: Reading, pronoun: Draft, other: Draft) -> bool:
    """Whether the thing was named before, or is what "it" is said to be: "it was 62 dollars"."""
    if not _is_what_it_means(pronoun, other):
        return False
    if other.chunk.start < pronoun.chunk.start:
        return reading.doc[pronoun.chunk.start - 1].pos_ != "CCONJ"
    between = reading.doc[pronoun.chunk.end : other.chunk.start]
    is_said = bool(len(between)) and all(
        token.pos_ in ("AUX", "ADV", "PART", "VERB", "DET") for token in between
    )
    return is_said and any(token.lemma_ in ("be", "cost", "mean", "'s") for token in between)


def narrowed(reading: Reading, named: list[tuple[Draft, bool]]) -> list[tuple[Draft, bool]]:
    """A thing and what tells it from its like made one: "the hoodie, the XL", "two chargers, the newer"."""
    kept: list[tuple[Draft, bool]] = []
    for draft, out in named:
        before = kept[-1][0] if kept and kept[-1][1] == out else None
        if before is not None and _narrows(before, draft) and not _is_joined_on(reading, before, draft):
            before.is_indefinite = False
            before.words += draft.words
            before.set(**_telling(draft.mention))
            continue
        kept.append((draft, out))
    return kept


def _narrows(before: Draft, draft: Draft) -> bool:
    if _is_end(draft) and _is_set_told(before):
        return True
    is_named_option = bool(draft.words) and all(" " in word for word in draft.words)
    return (before.has_thing or is_named_option) and _only_narrows(draft)


def _is_end(draft: Draft) -> bool:
    """Whether only one end of a scale is named: "the cheaper one"."""
    mention = draft.mention
    is_one = mention.quantifier is Quantifier.ONE and not mention.is_plural
    return mention.extreme is not None and is_one and not draft.words and not mention.number


def _is_set_told(draft: Draft) -> bool:
    """Whether several are told of which one may be an end: "of the two that are not paid"."""
    mention = draft.mention
    is_all = mention.quantifier in (Quantifier.ALL, Quantifier.BOTH)
    is_told = _is_of_many(draft) and (mention.status or mention.days) is not None
    return mention.extreme is None and (is_all or is_told)


def _is_joined_on(reading: Reading, before: Draft, draft: Draft) -> bool:
    between = reading.doc[before.chunk.region_end : draft.chunk.start]
    return any(token.pos_ == "CCONJ" and token.lower_ != "but" for token in between)


def _only_narrows(draft: Draft) -> bool:
    mention = draft.mention
    is_plain = mention.quantifier in (Quantifier.ONE, Quantifier.COUNT) and not mention.number
    is_plain = is_plain and not _is_bare_number(draft)
    return is_plain and not draft.has_thing and _tells(draft) and mention.kind is not Kind.ORDER


def _telling(mention: Mention) -> dict[str, object]:
    """What narrows: the newer of two is one, however many were named before."""
    told = {name: getattr(mention, name) for name in _NARROWING if getattr(mention, name) is not None}
    return {**told, "quantifier": Quantifier.ONE, "quantity": None, "is_plural": False}
