"""Where a message names something: runs of nominal words, and what is said of them right behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from bot.nlu.numbers.found import NumberFound, NumberKind
from bot.nlu.parts.reference_patterns import Label, words

_NOMINAL_POS = {"NOUN", "PROPN", "ADJ", "NUM", "DET", "SYM"}
_NOMINAL_DEPS = {"amod", "compound", "dobj", "pobj", "nsubj", "nsubjpass", "nmod", "appos"}
_NAMING = {"quantifier", "extreme", "position", "pronoun"}
_LONGEST_REGION = 14
_MOST_CHUNKS = 40


@dataclass
class Chunk:
    """Tokens ``start`` to ``end`` name something; up to ``region_end`` more is said of it."""

    start: int
    end: int
    region_end: int = 0

    def __post_init__(self) -> None:
        self.region_end = max(self.region_end, self.end)


@dataclass
class Reading:
    """One part of a message with all that was found in it; numbers have token positions."""

    doc: Doc
    start: int
    end: int
    labels: Sequence[Label]
    numbers: Sequence[NumberFound]
    _number_at: dict[int, NumberFound] = field(default_factory=dict)
    _label_at: dict[tuple[str, int], Label] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.doc.text
        self.has_verb = any(token.pos_ in ("VERB", "AUX") for token in self.doc[self.start : self.end])
        for number in self.numbers:
            self._number_at.update(dict.fromkeys(range(number.start, number.end), number))
        for label in self.labels:
            # "last Tuesday" is no last one
            if any(place in self._number_at for place in range(label.start, label.end)):
                continue
            for place in range(label.start, label.end):
                self._label_at[label.family, place] = label

    def number_at(self, place: int) -> NumberFound | None:
        return self._number_at.get(place)

    def label_at(self, family: str, place: int) -> Label | None:
        return self._label_at.get((family, place))

    def naming_at(self, place: int) -> Label | None:
        return next((found for name in _NAMING if (found := self._label_at.get((name, place)))), None)


def chunks_in(reading: Reading) -> list[Chunk]:
    """The runs of words that may name something, in order, with the reach of what is said of them."""
    runs: list[Chunk] = []
    begun: int | None = None
    for place in range(reading.start, reading.end + 1):
        is_in = place < reading.end and _is_nominal(reading, place, begun)
        if begun is not None and (not is_in or _begins_anew(reading, place)):
            runs.append(Chunk(begun, place))
            begun = None
        if is_in and begun is None:
            begun = place
    kept = [chunk for chunk in runs[:_MOST_CHUNKS] if not _is_predicate(reading, chunk)]
    for chunk in kept:
        chunk.region_end = max(chunk.end, _region_end(reading, chunk))
    return [chunk for chunk in kept if not _is_question_word(reading, chunk)]


def _is_nominal(reading: Reading, place: int, begun: int | None) -> bool:
    token = reading.doc[place]
    number = reading.number_at(place)
    if number is not None:
        return number.kind not in (NumberKind.NONE, NumberKind.DAYS)
    if reading.label_at("empty", place) or token.lower_ in words("never_nominal"):
        return False
    is_hyphen = token.text in ("-", "–") and place > 0 and not reading.doc[place - 1].whitespace_
    joins_names = token.text == "&" and reading.doc[place - 1].pos_ != "NUM"
    if (joins_names or (is_hyphen and not token.whitespace_)) and begun is not None:
        return True
    label = reading.naming_at(place)
    if label is not None and not (label.family == "pronoun" and _joins_clauses(token)):
        return label.family in ("quantifier", "pronoun") or not _has_verb(reading, label)
    if label is None and _is_status_of_noun(reading, place):
        return True
    if label is None and _is_first_part(reading, place):
        return True
    if label is None and reading.label_at("scope", place) and not _is_modified(reading, place, begun):
        return False
    if token.pos_ in _NOMINAL_POS:
        return True
    if token.lower_ in words("any_nouns") or token.tag_ in ("PRP$", "POS"):
        return not _joins_clauses(token)
    return _is_verb_that_names(reading, place, begun)


def _is_first_part(reading: Reading, place: int) -> bool:
    """Whether a word for a verb begins a name of two words: "three bars of hand soap"."""
    token = reading.doc[place]
    if _is_what_a_thing_is_for(reading, place):
        return True
    if token.dep_ != "compound" or place == reading.start:
        return False
    return reading.doc[place - 1].pos_ in ("DET", "ADP", "NUM", "PRON") and token.lower_ != "cancel"


def _is_what_a_thing_is_for(reading: Reading, place: int) -> bool:
    """Whether a verb in -ing stands right before its noun in a list: "the tent and sleeping bag"."""
    token = reading.doc[place]
    if token.tag_ != "VBG" or not reading.start < place < reading.end - 1 or reading.label_at("scope", place):
        return False
    before, following = reading.doc[place - 1], reading.doc[place + 1]
    return before.pos_ in ("CCONJ", "DET", "NUM", "ADJ") and following.pos_ in ("NOUN", "PROPN")


def _is_status_of_noun(reading: Reading, place: int) -> bool:
    """Whether a status stands before its noun: "the cancelled order"."""
    status = reading.label_at("status", place)
    if status is None or status.end - status.start > 1 or place + 1 >= reading.end:
        return False
    following = reading.doc[place + 1]
    is_named = following.pos_ in ("NOUN", "PROPN") or following.lower_ in ("one", "ones")
    return is_named and reading.doc[place].dep_ in ("amod", "compound", "nmod", "nummod")


def _joins_clauses(token: Token) -> bool:
    """Whether "that" is a relative pronoun or a conjunction, and names nothing itself."""
    if token.lower_ not in ("that", "which", "who"):
        return False
    return token.dep_ == "mark" or token.head.dep_ in ("relcl", "acl") and token.dep_ != "det"


def _has_verb(reading: Reading, label: Label) -> bool:
    return any(token.pos_ in ("VERB", "AUX") for token in reading.doc[label.start : label.end])


def _is_modified(reading: Reading, place: int, begun: int | None) -> bool:
    """Whether a word that may be a verb stands behind words of the same name: "my blue drop earrings"."""
    return begun is not None and begun < place and reading.doc[place].pos_ in ("NOUN", "PROPN", "ADJ")


def _is_verb_that_names(reading: Reading, place: int, begun: int | None) -> bool:
    token = reading.doc[place]
    if token.pos_ not in ("VERB", "ADV", "INTJ"):
        return False
    if token.pos_ == "VERB" and token.dep_ in _NOMINAL_DEPS and begun is not None:
        return not any(child.dep_ in ("nsubj", "aux", "nsubjpass") for child in token.children)
    if _is_noun_by_form(reading, place, begun):
        return True
    # "return iron": right behind a verb of change there is what it is about
    before = reading.label_at("scope", place - 1)
    is_last = place + 1 >= reading.end or reading.doc[place + 1].is_punct
    is_object = before is not None and before.value == "change" and before.end == place
    return is_object and is_last and token.pos_ == "VERB"


def _is_noun_by_form(reading: Reading, place: int, begun: int | None) -> bool:
    """Whether a verb of the parse cannot be one: "the bed throw" would have to be "the bed throws"."""
    token = reading.doc[place]
    if begun is None or token.tag_ not in ("VB", "VBP") or reading.label_at("scope", place):
        return False
    before = reading.doc[place - 1]
    is_name = before.tag_ in ("NN", "NNP", "JJ") and reading.doc[begun].pos_ in ("DET", "PRON")
    return is_name and not any(child.dep_ in ("aux", "auxpass") for child in token.children)


def _begins_anew(reading: Reading, place: int) -> bool:
    """Whether another name begins here though no other word stands between: "the rug my curtain"."""
    if place >= reading.end:
        return True
    token, before = reading.doc[place], reading.doc[place - 1]
    if reading.naming_at(place) is not None and reading.naming_at(place) is reading.naming_at(place - 1):
        return False
    ends_a_name = before.pos_ in ("NOUN", "PROPN") or before.lower_ in ("it", "them", "one")
    return (
        token.lower_ in words("beginning_words")
        and ends_a_name
        and not reading.label_at("quantifier", place - 1)
    )


def _is_predicate(reading: Reading, chunk: Chunk) -> bool:
    """Whether the run says how something is: "too small", "broken"; by itself it may be a name: "red"."""
    tokens = reading.doc[chunk.start : chunk.end]
    if all(reading.label_at("extreme", token.i) for token in tokens):
        # "I found it cheaper" tells no one, "cancel cheapest" does
        return reading.has_verb and tokens[0].tag_ in ("JJR", "RBR")
    if any(token.pos_ not in ("ADJ", "NUM") for token in tokens):
        return False
    if any(reading.naming_at(token.i) or reading.number_at(token.i) for token in tokens):
        return False
    if _is_count_of_those(reading, chunk):
        return False
    return reading.has_verb and tokens[-1].dep_ not in ("dobj", "pobj", "appos", "nsubj", "nsubjpass")


def _is_count_of_those(reading: Reading, chunk: Chunk) -> bool:
    """Whether a number in words counts what is named beside it: "two of the plates", "make it two"."""
    is_number = all(token.lower_ in words("number_words") for token in reading.doc[chunk.start : chunk.end])
    is_before = chunk.end < reading.end and reading.doc[chunk.end].lower_ in words("behind_a_count")
    is_behind = chunk.start > reading.start and reading.doc[chunk.start - 1].lower_ in words("before_a_count")
    return is_number and (is_before or is_behind)


def _is_question_word(reading: Reading, chunk: Chunk) -> bool:
    is_word = reading.doc[chunk.start].lower_ in words("free_relatives") and not reading.label_at(
        "quantifier", chunk.start
    )
    return is_word and chunk.region_end == chunk.end


def _region_end(reading: Reading, chunk: Chunk) -> int:
    """The end of the clause that says more of the name: "… that has not shipped", "… I bought on Monday"."""
    if chunk.end >= reading.end:
        return chunk.end
    following, last = reading.doc[chunk.end], reading.doc[chunk.end - 1]
    is_general = last.lower_ in words("general_words") or reading.doc[chunk.start].lower_ in words(
        "general_words"
    )
    is_free = last.lower_ in words("free_relatives")
    is_relative = following.lower_ in words("relative_words") and (
        following.lower_ not in ("i", "we", "you") or is_general or _is_clause_of(following.head, chunk)
    )
    is_reduced = following.tag_ in ("VBN", "VBD") and (is_free or following.dep_ == "acl")
    is_reduced = is_reduced or (is_general and following.lower_ in words("negations"))
    is_reduced = is_reduced or (is_free and following.pos_ == "AUX" and not _is_question(reading, chunk.end))
    is_free_verb = is_free and following.pos_ == "VERB"
    status = reading.label_at("status", chunk.end)
    is_told = status is not None and status.value not in ("cancellable", "returnable", "none")
    if is_general and is_told and status.start == chunk.end:
        return max(status.end, _end_of_clause(reading, chunk.end))
    if following.pos_ == "AUX" and _asks_which(reading, chunk):
        return _end_of_clause(reading, chunk.end)
    if not (is_relative or is_reduced or is_free_verb):
        return chunk.end
    return _end_of_clause(reading, chunk.end)


def _asks_which(reading: Reading, chunk: Chunk) -> bool:
    """Whether the verb behind says which are asked for: "which of my parcels are late"."""
    before = reading.doc[max(reading.start, chunk.start - 3) : chunk.end]
    return any(token.lower_ in words("asking_words") for token in before)


def _is_clause_of(verb: Token, chunk: Chunk) -> bool:
    return verb.dep_ in ("relcl", "acl") and chunk.start <= verb.head.i < chunk.end


def _is_question(reading: Reading, place: int) -> bool:
    """Whether a subject follows the first verb: "what could I", "what is the"."""
    if place + 1 >= reading.end:
        return True
    following = reading.doc[place + 1]
    return following.pos_ in ("PRON", "DET", "NOUN", "PROPN") or following.lower_ in words("beginning_words")


def _end_of_clause(reading: Reading, begin: int) -> int:
    seen_verb = False
    statuses = 0
    for place in range(begin, min(reading.end, begin + _LONGEST_REGION)):
        token = reading.doc[place]
        scope = reading.label_at("scope", place)
        status = reading.label_at("status", place)
        statuses += status is not None and status.start == place
        if statuses > 1:
            return place
        is_cut = token.is_punct or token.pos_ == "CCONJ" or _opens_a_scope(reading, scope, place)
        if is_cut or (seen_verb and _is_new_verb(reading, place)):
            return place
        seen_verb = seen_verb or token.pos_ == "VERB"
    return min(reading.end, begin + _LONGEST_REGION)


def _opens_a_scope(reading: Reading, scope: Label | None, place: int) -> bool:
    if scope is None or reading.label_at("status", place) or reading.doc[place].lower_ in words("negations"):
        return False
    return scope.value in ("except", "but", "keep_before")


def _is_new_verb(reading: Reading, place: int) -> bool:
    """Whether the verb of the sentence begins here, after the one of the clause: "what I bought must go"."""
    token = reading.doc[place]
    if reading.label_at("status", place) or reading.label_at("happening", place) and token.pos_ != "AUX":
        return token.dep_ == "ROOT"
    is_aux_of_main = token.pos_ == "AUX" and (token.head.dep_ == "ROOT" or token.dep_ == "ROOT")
    return is_aux_of_main or (token.pos_ == "VERB" and token.dep_ == "ROOT")
