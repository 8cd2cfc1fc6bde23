"""Which orders and items a part of a message names, and which it leaves out, read off spaCy's parse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from bot.dialogue.references import NOTHING_NAMED, Happening, Kind, Mention, Quantifier, References
from bot.nlu.entity_patterns import DEFAULT_ORDER_PATTERNS
from bot.nlu.numbers.find import find_numbers
from bot.nlu.numbers.found import NumberFound, NumberKind
from bot.nlu.parts.reference_chunks import Chunk, Reading, chunks_in
from bot.nlu.parts.reference_drafts import Draft, draft_of
from bot.nlu.parts.reference_patterns import labels_in, words
from bot.nlu.parts.reference_scopes import is_only, left_out

_MOST_TOKENS = 400
_MOST_MENTIONS = 20
_MOST_PLACES = 10
_NAMING_NUMBERS = {
    NumberKind.ORDER, NumberKind.ENDING, NumberKind.TRACKING, NumberKind.AMOUNT, NumberKind.POSITION, NumberKind.DAYS,
}  # fmt: skip


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
    drafts = _with_numbers_alone(reading, _joined(reading, drafts))
    _count_places(drafts)
    chunks = [draft.chunk for draft in drafts]
    excluded = _with_what_is_liked(reading, drafts, left_out(reading, chunks))
    only = is_only(reading, chunks, excluded)
    named = [(draft, out) for draft, out in zip(drafts, excluded, strict=True) if _names(draft)]
    named = _narrowed(reading, _without_antecedents(reading, named))
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
    """A number with its place among the tokens instead of the characters; ``begins`` says where each starts."""
    start = max(bisect_right(begins, found.start) - 1, 0)
    end = max(bisect_left(begins, found.end), start + 1)
    return replace(found, start=first + start, end=first + end)


def _joined(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
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


def _count_places(drafts: Sequence[Draft]) -> None:
    """A bare number beside a place is a place: "number 2 and 4"; "both A and B" are two things."""
    for before, draft in zip(drafts, drafts[1:], strict=False):
        is_bare = len(draft.words) == 1 and draft.words[0].isdigit() and int(draft.words[0]) <= _MOST_PLACES
        if before.mention.position is not None and is_bare and draft.follows in ("and", ",", "&", "or"):
            draft.set(position=int(draft.words.pop()))
        is_correlative = draft.follows == "and" and before.words and not before.mention.is_plural
        if before.mention.quantifier is Quantifier.BOTH and is_correlative:
            before.set(quantifier=Quantifier.ONE)


def _with_what_is_liked(reading: Reading, drafts: Sequence[Draft], excluded: list[bool]) -> list[bool]:
    """What is needed stays where the rest is to go: "I need the books, everything else can go"."""
    rests = [draft.chunk.start for draft in drafts if draft.mention.quantifier is Quantifier.REST]
    out = list(excluded)
    for place, draft in enumerate(drafts):
        if not rests or draft.chunk.start >= rests[0] or out[place]:
            continue
        verb = _verb_of(reading, draft)
        is_liked = verb is not None and verb.lemma_ in words("liking_verbs")
        if is_liked and not any(child.dep_ in ("neg", "xcomp", "ccomp") for child in verb.children):
            out[place] = True
    return out


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
        has_set = before.mention.quantifier is not Quantifier.ONE or before.mention.quantity is not None
        return has_set or not draft.mention.is_pronoun
    has_set = before.mention.quantifier is not Quantifier.ONE
    if len(between) == 1 and between[0] in ("in", "from") and draft.mention.is_pronoun and has_set:
        return True
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
        return
    mine, other = before.mention, draft.mention
    values = {
        name: getattr(other, name)
        for name in (
            "number",
            "ending",
            "tracking",
            "cents",
            "days",
            "happening",
            "extreme",
            "position",
            "status",
        )
        if getattr(mine, name) is None and getattr(other, name) is not None
    }
    if mine.kind is Kind.ANY:
        values["kind"] = other.kind
    if is_part and other.is_pronoun:
        values["is_pronoun"] = True
    values["is_plural"] = mine.is_plural or (is_part and other.is_plural)
    before.set(**values)


def _with_numbers_alone(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts with the numbers that stand outside of all of them: told of one of them, or a name."""
    taken = {place for draft in drafts for place in range(draft.chunk.start, draft.chunk.region_end)}
    for number in reading.numbers:
        if number.kind not in _NAMING_NUMBERS or number.start in taken:
            continue
        owner = _owner(reading, drafts, number)
        if owner is not None:
            _attach(owner, number)
        elif number.kind is not NumberKind.DAYS or _is_alone(reading, number):
            draft = Draft(Chunk(number.start, number.end))
            _attach(draft, number)
            drafts.append(draft)
    return sorted(drafts, key=lambda draft: draft.chunk.start)


def _attach(draft: Draft, number: NumberFound) -> None:
    field = {"ORDER": "number", "AMOUNT": "cents"}.get(number.kind.name, number.kind.value)
    draft.set(**{field: number.value})
    draft.chunk.region_end = max(draft.chunk.region_end, number.end)


def _owner(reading: Reading, drafts: Sequence[Draft], number: NumberFound) -> Draft | None:
    """The name right before or behind the number, or the one whose buying the day is told of."""
    for draft in drafts:
        between = [token.lower_ for token in reading.doc[draft.chunk.region_end : number.start]]
        is_behind = draft.chunk.region_end <= number.start and all(
            word in words("of_prepositions") | {"the", "at", ":", "(", "number", "no", "#", "worth"}
            for word in between
        )
        if is_behind and len(between) <= 2 and _can_own(draft, number):
            return draft
        gap = [token.lower_ for token in reading.doc[number.end : draft.chunk.start]]
        is_before = number.end <= draft.chunk.start and all(word in ("'s", "s", "'") for word in gap)
        if is_before and number.kind is NumberKind.DAYS and draft.mention.kind is not Kind.ANY:
            return draft
        if number.kind is NumberKind.DAYS and _is_bought_then(reading, draft, number):
            draft.set(happening=Happening.ORDERED)
            return draft
    return None


def _can_own(draft: Draft, number: NumberFound) -> bool:
    if draft.is_platform or draft.mention.is_pronoun:
        return False
    is_day = number.kind is NumberKind.DAYS
    return not is_day or draft.mention.kind is not Kind.ANY or not draft.words


def _is_bought_then(reading: Reading, draft: Draft, number: NumberFound) -> bool:
    verb = _verb_of(reading, draft)
    if verb is None or verb.lemma_ not in words("buying_verbs") or draft.is_platform:
        return False
    return verb.left_edge.i <= number.start <= verb.right_edge.i and draft.chunk.start > verb.i


def _is_alone(reading: Reading, number: NumberFound) -> bool:
    """Whether the message is a day and hardly more: "the one" is then asked for already."""
    others = [token for token in reading.doc[reading.start : reading.end] if not token.is_punct]
    return len(others) <= number.end - number.start + 2


def _names(draft: Draft) -> bool:
    if draft.mention.number or draft.mention.ending or draft.mention.tracking:
        return True
    return bool(draft.words) or (not draft.is_platform and not draft.is_empty)


def _without_antecedents(reading: Reading, named: list[tuple[Draft, bool]]) -> list[tuple[Draft, bool]]:
    """Without an "it" that stands for what the message itself names: "I bought a lamp, cancel it"."""
    kept = []
    for place, (draft, out) in enumerate(named):
        others = [other for at, (other, o) in enumerate(named) if at != place and o == out and _tells(other)]
        if _is_bare_pronoun(draft) and any(_stands_for(reading, draft, other) for other in others):
            continue
        kept.append((draft, out))
    return kept


def _tells(draft: Draft) -> bool:
    return bool(draft.words) or draft.mention.says_which


def _is_bare_pronoun(draft: Draft) -> bool:
    return draft.mention.is_pronoun and not _tells(draft) and draft.mention.quantifier is Quantifier.ONE


def _stands_for(reading: Reading, pronoun: Draft, other: Draft) -> bool:
    """Whether the thing was named before, or is what "it" is said to be: "it was 62 dollars"."""
    if other.chunk.start < pronoun.chunk.start:
        return reading.doc[pronoun.chunk.start - 1].pos_ != "CCONJ"
    between = reading.doc[pronoun.chunk.end : other.chunk.start]
    is_said = bool(len(between)) and all(
        token.pos_ in ("AUX", "ADV", "PART", "VERB", "DET") for token in between
    )
    return is_said and any(token.lemma_ in ("be", "cost", "mean", "'s") for token in between)


def _narrowed(reading: Reading, named: list[tuple[Draft, bool]]) -> list[tuple[Draft, bool]]:
    """A thing and what tells it from its like made one: "the hoodie, the XL", "two chargers, the newer"."""
    kept: list[tuple[Draft, bool]] = []
    for draft, out in named:
        is_named_option = bool(draft.words) and all(" " in word for word in draft.words)
        is_known = bool(kept) and (kept[-1][0].has_thing or is_named_option)
        if is_known and kept[-1][1] == out and _only_narrows(draft):
            before = kept[-1][0]
            between = reading.doc[before.chunk.region_end : draft.chunk.start]
            if not any(token.pos_ == "CCONJ" and token.lower_ != "but" for token in between):
                before.is_indefinite = False
                before.words += draft.words
                before.set(**_telling(draft.mention))
                continue
        kept.append((draft, out))
    return kept


def _only_narrows(draft: Draft) -> bool:
    mention = draft.mention
    is_plain = mention.quantifier in (Quantifier.ONE, Quantifier.COUNT) and not mention.number
    return is_plain and not draft.has_thing and _tells(draft) and mention.kind is not Kind.ORDER


def _telling(mention: Mention) -> dict[str, object]:
    """What narrows: the newer of two is one, however many were named before."""
    told = {
        name: getattr(mention, name)
        for name in ("ending", "tracking", "cents", "days", "happening", "extreme", "position", "status")
        if getattr(mention, name) is not None
    }
    return {**told, "quantifier": Quantifier.ONE, "quantity": None, "is_plural": False}


def _mention(reading: Reading, draft: Draft, offset: int) -> Mention:
    first, last = reading.doc[draft.chunk.start], reading.doc[draft.chunk.region_end - 1]
    begin, end = first.idx, last.idx + len(last)
    return replace(
        draft.mention,
        text=reading.text[begin:end],
        start=begin - offset,
        end=end - offset,
        words=tuple(dict.fromkeys(draft.words)),
        is_aside=_is_aside(reading, draft),
    )


def _is_aside(reading: Reading, draft: Draft) -> bool:
    """Whether the thing is told by the way, and the request is about something else."""
    mention = draft.mention
    if mention.number or mention.ending or mention.tracking or mention.is_pronoun:
        return False
    if not draft.words and mention.cents is None:
        return False
    if draft.is_platform or draft.follows in words("where_prepositions") or draft.is_indefinite:
        return True
    verb = _verb_of(reading, draft)
    if verb is None:
        return False
    if verb.lemma_ == "be" and _is_described(reading, draft, verb):
        return True
    has_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
    if verb.dep_ == "ROOT" and not has_subject:
        return False
    is_reason = any(
        child.dep_ == "mark" and child.lower_ in ("because", "since", "as", "so") for child in verb.children
    )
    return is_reason or verb.lemma_.lower() not in words("asking_verbs")


def _is_described(reading: Reading, draft: Draft, verb: Token) -> bool:
    """Whether it is told how the thing is: "the wheel is loose"; no question, and nothing asked of it."""
    is_subject = draft.chunk.start < verb.i
    is_question = any(child.i < verb.i and child.tag_.startswith("W") for child in verb.children)
    how = [child for child in verb.children if child.dep_ in ("acomp", "attr", "oprd", "prep")]
    return is_subject and not is_question and bool(how) and not reading.label_at("scope", verb.i)


def _verb_of(reading: Reading, draft: Draft) -> Token | None:
    """The verb that the name is a part of; None in a message without one."""
    token = reading.doc[draft.chunk.start : draft.chunk.end].root
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX") and reading.start <= ancestor.i < reading.end:
            return ancestor
    return None
