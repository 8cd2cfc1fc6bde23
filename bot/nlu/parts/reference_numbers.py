"""Numbers that stand outside of every name: told of one of them, or a name of their own."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.references import Happening, Kind
from bot.nlu.numbers.found import NumberFound, NumberKind
from bot.nlu.parts.reference_asides import verb_of
from bot.nlu.parts.reference_chunks import Chunk, Reading
from bot.nlu.parts.reference_drafts import Draft
from bot.nlu.parts.reference_patterns import words

_NAMING_NUMBERS = {
    NumberKind.ORDER,
    NumberKind.ENDING,
    NumberKind.TRACKING,
    NumberKind.AMOUNT,
    NumberKind.POSITION,
    NumberKind.DAYS,
}

_MOST_WORDS_BETWEEN = 2
# No shopper names more; each is held against each thing that is named.
_MOST_NUMBERS = 24


def with_numbers_alone(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts with the numbers that stand outside of all of them: told of one of them, or a name."""
    taken = {place for draft in drafts for place in range(draft.chunk.start, draft.chunk.region_end)}
    for number in reading.numbers[:_MOST_NUMBERS]:
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
        if number.kind is NumberKind.DAYS and _is_bought_then(reading, draft, number):
            draft.set(happening=Happening.ORDERED)
            return draft
        between = _few_words(reading, draft.chunk.region_end, number.start)
        if between is not None and all(map(_joins_a_number, between)) and _can_own(draft, number):
            return draft
        gap = _few_words(reading, number.end, draft.chunk.start)
        is_before = gap is not None and all(word in ("'s", "s", "'") for word in gap)
        if is_before and number.kind is NumberKind.DAYS and draft.mention.kind is not Kind.ANY:
            return draft
    return None


def _few_words(reading: Reading, start: int, end: int) -> list[str] | None:
    """The words between two places; None where the second comes first, or many words lie between."""
    if not 0 <= end - start <= _MOST_WORDS_BETWEEN:
        return None
    return [token.lower_ for token in reading.doc[start:end]]


def _joins_a_number(word: str) -> bool:
    return word in words("of_prepositions") or word in ("the", "at", ":", "(", "number", "no", "#", "worth")


def _can_own(draft: Draft, number: NumberFound) -> bool:
    if draft.is_platform or draft.mention.is_pronoun:
        return False
    is_day = number.kind is NumberKind.DAYS
    return not is_day or draft.mention.kind is not Kind.ANY or not draft.words


def _is_bought_then(reading: Reading, draft: Draft, number: NumberFound) -> bool:
    verb = verb_of(reading, draft)
    if verb is None or verb.lemma_ not in words("buying_verbs") or draft.is_platform:
        return False
    return verb.left_edge.i <= number.start <= verb.right_edge.i and draft.chunk.start > verb.i


def _is_alone(reading: Reading, number: NumberFound) -> bool:
    """Whether the message is a day and hardly more: "the one" is then asked for already."""
    others = [token for token in reading.doc[reading.start : reading.end] if not token.is_punct]
    return len(others) <= number.end - number.start + 2
