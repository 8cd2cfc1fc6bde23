"""From a run of words to what it names: product words, how many, which end of a scale, which day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.dialogue.references import Extreme, Happening, Kind, Mention, Quantifier, Status
from bot.nlu.numbers.found import NumberFound, NumberKind
from bot.nlu.parts.reference_chunks import Chunk, Reading
from bot.nlu.parts.reference_patterns import Label, number_of, words

_MOST_PIECES = 20
_LONGEST_WORD = 40
_MOST_WORDS = 12
# What is possible is so today, whatever day is named: "what can I cancel tonight".
_POSSIBLE = (Status.CANCELLABLE, Status.RETURNABLE)


@dataclass
class Draft:
    """A mention in the making, with the chunk it comes from."""

    chunk: Chunk
    mention: Mention = field(default_factory=Mention)
    words: list[str] = field(default_factory=list)
    is_platform: bool = False
    is_indefinite: bool = False
    has_get: bool = False
    """Whether its clause says "got", which may be bought or received."""
    modifiers: list[str] = field(default_factory=list)
    """Words of time and people before a thing: "birthday" of "birthday card"."""
    has_thing: bool = False
    """Whether one of the words is a noun that is no option: "polo" and not only "red"."""
    follows: str = ""
    """The word before, where it says how this belongs to what came before: "of", "from", "to", "and"."""

    def set(self, **values: object) -> None:
        self.mention = replace(self.mention, **values)

    @property
    def is_empty(self) -> bool:
        mention = self.mention
        has_set = mention.quantifier is not Quantifier.ONE or mention.is_pronoun or mention.quantity
        return not (self.words or mention.says_which or has_set or mention.kind is not Kind.ANY)


def draft_of(reading: Reading, chunk: Chunk) -> Draft:
    """What the chunk and the clause behind it name."""
    draft = Draft(chunk)
    if chunk.start > reading.start:
        draft.follows = reading.doc[chunk.start - 1].lower_
    place = chunk.start
    while place < chunk.end:
        place = _take_word(reading, draft, place)
    for place in range(chunk.end, chunk.region_end):
        _take_clause(reading, draft, place)
    _keep_happening_of_a_day(reading, draft)
    return draft


def _take_word(reading: Reading, draft: Draft, place: int) -> int:
    """Take what stands at ``place``; the place behind it."""
    number = reading.number_at(place)
    if number is not None:
        _take_number(reading, draft, number)
        return max(place + 1, number.end)
    status = None if _is_of_a_name(reading, draft, place) else reading.label_at("status", place)
    label = status or reading.naming_at(place)
    token = reading.doc[place]
    if label is not None and label.family == "extreme" and label.value == "none":
        draft.words.append(token.lower_)
        return draft.chunk.end
    if label is not None and not (label.family == "pronoun" and _is_determiner(reading, draft, label)):
        take_label(draft, label)
        _take_kind(reading, draft, label)
        return max(place + 1, min(label.end, draft.chunk.end))
    if place == draft.chunk.start and token.lower_ in ("a", "an", "any", "some", "another", "no"):
        draft.is_indefinite = True
    _take_noun(reading, draft, place)
    return place + 1


def _is_of_a_name(reading: Reading, draft: Draft, place: int) -> bool:
    """Whether a word for a status is a part of what a thing is called, as in "open shelf"."""
    if reading.doc[place].lower_ not in words("status_or_name") or place + 1 >= draft.chunk.end:
        return False
    following = reading.doc[place + 1].lower_
    return following not in words("order_nouns") | words("item_nouns") | words("any_nouns")


def _is_determiner(reading: Reading, draft: Draft, label: Label) -> bool:
    """Whether "this" or "those" only points at the noun behind it: "those mugs"."""
    following = reading.doc[label.end] if label.end < draft.chunk.end else None
    return following is not None and following.lower_ not in words("any_nouns") | words("fillers")


def _take_kind(reading: Reading, draft: Draft, label: Label) -> None:
    for token in reading.doc[label.start : label.end]:
        said = token.lower_
        if said in words("number_words") and (said != "one" or label.value == "all"):
            if said != "one":
                draft.set(quantity=number_of(said))
        elif said in words("order_nouns"):
            draft.set(kind=Kind.ORDER)
        elif said in words("item_nouns"):
            draft.set(kind=Kind.ITEM)


def _take_noun(reading: Reading, draft: Draft, place: int) -> None:
    token = reading.doc[place]
    said = token.lower_
    is_last = place + 1 == draft.chunk.end
    if said == "ones":
        draft.set(is_plural=True)
    elif said in words("single_words"):
        _take_count(draft, 1, is_last=False)
    elif said in words("number_words"):
        is_pointed_at = place > draft.chunk.start and reading.doc[place - 1].pos_ in ("DET", "PRON", "ADJ")
        if said != "one" or not is_pointed_at:
            _take_count(draft, number_of(said), is_last=is_last)
    elif said in words("thing_with_a_noun") and _has_a_noun_before(reading, draft, place):
        _take_product_word(draft, said, is_plural=token.tag_ == "NNS")
    elif said in words("order_nouns"):
        draft.set(kind=Kind.ORDER, is_plural=draft.mention.is_plural or token.tag_ == "NNS")
    elif said in words("item_nouns"):
        draft.set(kind=Kind.ITEM, is_plural=draft.mention.is_plural or token.tag_ == "NNS")
    elif said in words("platform_nouns") | words("time_and_people"):
        draft.is_platform = draft.is_platform or is_last
        if said in words("time_and_people"):
            draft.modifiers.append(said)
    elif said not in words("fillers") and said not in words("any_nouns") and any(c.isalnum() for c in said):
        _take_product_word(draft, said, is_plural=token.tag_ in ("NNS", "NNPS"))


def _has_a_noun_before(reading: Reading, draft: Draft, place: int) -> bool:
    if place == draft.chunk.start:
        return False
    before = reading.doc[place - 1]
    is_noun = before.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") and before.lower_ not in words("fillers")
    return is_noun and before.lower_ not in words("not_a_thing_with")


def _take_product_word(draft: Draft, said: str, *, is_plural: bool) -> None:
    draft.words += draft.modifiers
    draft.modifiers = []
    if len(said) > _LONGEST_WORD or len(draft.words) >= _MOST_WORDS:
        return
    draft.words.append(said)
    is_option = said in words("option_words")
    draft.has_thing = draft.has_thing or not is_option
    if not is_option and draft.mention.kind is Kind.ANY:
        draft.set(kind=Kind.ITEM)
    draft.set(is_plural=is_plural or (draft.mention.is_plural and is_option))


def _take_count(draft: Draft, count: int, *, is_last: bool) -> None:
    if count == 1 and draft.words:
        return
    if count == 1 and (is_last and draft.mention != Mention()):
        return
    quantifier = draft.mention.quantifier
    is_free = quantifier is Quantifier.ONE
    draft.set(quantity=count, quantifier=Quantifier.COUNT if is_free else quantifier)


def _take_number(reading: Reading, draft: Draft, number: NumberFound) -> None:
    kind, value = number.kind, number.value
    if kind is NumberKind.ORDER:
        draft.set(number=value)
    elif kind is NumberKind.ENDING:
        draft.set(ending=value)
    elif kind is NumberKind.TRACKING:
        draft.set(tracking=value)
    elif kind is NumberKind.AMOUNT:
        draft.set(cents=value)
    elif kind is NumberKind.DAYS:
        draft.set(days=value)
    elif kind is NumberKind.POSITION:
        draft.set(position=value)
    elif kind is NumberKind.SIZE:
        draft.words.append(value)
    elif kind is NumberKind.COUNT:
        _take_bare_number(reading, draft, number)


def _take_bare_number(reading: Reading, draft: Draft, number: NumberFound) -> None:
    """A count before a noun, else a part of a name: "2 mugs", "the 32 one", "40 litre backpack"."""
    following = reading.doc[number.end].lower_ if number.end < reading.end else ""
    is_named = following in words("measures") or following in ("one", "ones")
    is_set = draft.mention.quantifier is not Quantifier.ONE or draft.mention.position is not None
    is_counting = number.end < draft.chunk.end or following in ("of", "out", "x") or is_set
    if 0 < number.value <= _MOST_PIECES and is_counting and not is_named and not draft.words:
        _take_count(draft, number.value, is_last=False)
    else:
        draft.words.append(str(number.value))


def _take_clause(reading: Reading, draft: Draft, place: int) -> None:
    """What a clause behind the name says: status, day, amount, happening, further product words."""
    number = reading.number_at(place)
    if number is not None:
        if number.kind is not NumberKind.COUNT and number.start == place:
            _take_number(reading, draft, number)
        return
    for family in ("status", "extreme", "position", "happening"):
        label = reading.label_at(family, place)
        if family == "happening" and reading.label_at("status", place):
            continue
        if label is not None and label.value == "none" and family == "extreme":
            draft.words += [] if label.start < place else [reading.doc[place].lower_]
        elif family == "happening" and label is not None and reading.doc[place].lemma_ == "get":
            draft.has_get = True
            take_label(draft, label)
        elif label is not None:
            if label.start == place and not (family == "position" and draft.mention.extreme):
                take_label(draft, label)
            if family != "happening" and label.start == place:
                _take_happening_within(reading, draft, label)


def _take_happening_within(reading: Reading, draft: Draft, label: Label) -> None:
    for place in range(label.start, label.end):
        happening = reading.label_at("happening", place)
        if happening is not None:
            take_label(draft, happening)


def take_label(draft: Draft, label: Label) -> None:
    """What a phrase of reference_phrases.yml says of the thing."""
    if label.family == "quantifier":
        draft.set(quantifier=Quantifier(label.value))
    elif label.family == "extreme":
        draft.set(extreme=Extreme(label.value), position=None)
    elif label.family == "position" and draft.mention.extreme is None:
        draft.set(position=int(label.value))
    elif label.family == "status" and label.value != "none" and draft.mention.status is None:
        draft.set(status=Status(label.value))
    elif label.family == "happening" and draft.mention.happening is None:
        draft.set(happening=Happening(label.value))
    elif label.family == "pronoun":
        draft.set(is_pronoun=True, is_plural=label.value == "many")


def _is_free(reading: Reading, draft: Draft) -> bool:
    """Whether "what" stands for all that is so: "what is not sent yet"."""
    return reading.doc[draft.chunk.start].lower_ in ("what", "whatever", "those", "these")


def _keep_happening_of_a_day(reading: Reading, draft: Draft) -> None:
    """What happened only matters where a day or an end of time is told: "what arrived yesterday"."""
    if draft.mention.status in _POSSIBLE:
        draft.set(days=None, happening=None)
    mention = draft.mention
    if mention.status is not None and mention.kind is Kind.ANY and mention.quantifier is Quantifier.ONE:
        draft.set(is_plural=mention.is_plural or _is_free(reading, draft))
    is_dated = mention.days is not None
    if is_dated and draft.has_get or not is_dated and mention.extreme not in (Extreme.NEWEST, Extreme.OLDEST):
        draft.set(happening=None)
    elif mention.days is not None and mention.status is not None and mention.happening is not None:
        draft.set(status=None)
