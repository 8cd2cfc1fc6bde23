"""Whether a thing is what a message is about, or told by the way; and which verb it belongs to."""

from __future__ import annotations

from spacy.tokens import Token

from bot.nlu.parts.reference_chunks import Reading
from bot.nlu.parts.reference_drafts import Draft
from bot.nlu.parts.reference_patterns import words


def is_aside(reading: Reading, draft: Draft) -> bool:
    """Whether the thing is told by the way, and the request is about something else."""
    mention = draft.mention
    if _is_excepted(reading, draft):
        return False
    if mention.number or mention.ending or mention.tracking or mention.is_pronoun:
        return False
    if not draft.words and mention.cents is None:
        return False
    if mention.cents is None and (_is_one_digit(draft) or _is_measure(draft)):
        return True
    if draft.is_platform or draft.follows in words("where_prepositions") or draft.is_indefinite:
        return True
    if is_faulty_part(reading, draft):
        return True
    verb = verb_of(reading, draft)
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


def _is_one_digit(draft: Draft) -> bool:
    return all(word.isdigit() and len(word) == 1 for word in draft.words)


def _is_measure(draft: Draft) -> bool:
    """Whether only a size is told: "80 cm"."""
    numbers = [word for word in draft.words if word.isdigit()]
    return bool(numbers) and len(draft.words) > 1 and set(draft.words) - set(numbers) <= words("measures")


def _is_excepted(reading: Reading, draft: Draft) -> bool:
    label = reading.label_at("scope", draft.chunk.start - 1)
    return label is not None and label.value == "except"


def is_faulty_part(reading: Reading, draft: Draft) -> bool:
    """Whether a part with a fault is told: "the one with the torn sleeve"."""
    said = [
        token.lower_ for token in reading.doc[max(reading.start, draft.chunk.start - 3) : draft.chunk.end]
    ]
    return "with" in said and any(word in words("fault_words") for word in said)


def _is_described(reading: Reading, draft: Draft, verb: Token) -> bool:
    """Whether it is told how the thing is: "the wheel is loose"; no question, and nothing asked of it."""
    is_subject = draft.chunk.start < verb.i
    is_question = any(child.i < verb.i and child.tag_.startswith("W") for child in verb.children)
    how = [child for child in verb.children if child.dep_ in ("acomp", "attr", "oprd", "prep")]
    return is_subject and not is_question and bool(how) and not reading.label_at("scope", verb.i)


def verb_of(reading: Reading, draft: Draft) -> Token | None:
    """The verb that the name is a part of; None in a message without one."""
    token = reading.doc[draft.chunk.start : draft.chunk.end].root
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX") and reading.start <= ancestor.i < reading.end:
            return ancestor
    return None
