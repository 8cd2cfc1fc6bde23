"""What is meant and what is left out: "all but the lamp", "not this one but that", "the kettle can stay"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.parts.reference_chunks import Chunk, Reading
from bot.nlu.parts.reference_patterns import Label, words

_ALL_OF_THEM = ("all", "rest", "both")
_ONLY_STANDS_BEFORE = 5
_ADDED_POS = {"ADV", "AUX", "PART", "DET", "SCONJ", "PRON"}


def left_out(reading: Reading, chunks: Sequence[Chunk]) -> list[bool]:
    """For each of ``chunks`` whether it is left out of what is asked."""
    walk = _Walk(reading, chunks)
    excluded: list[bool] = []
    by_verb: list[bool] = []
    scopes = [label for label in reading.labels if label.family == "scope"]
    scopes.sort(key=_takes_hold_at)
    for chunk in chunks:
        walk.on_to(chunk, [label for label in scopes if _takes_hold_at(label) < chunk.start + 1])
        excluded.append(walk.is_left_out)
        by_verb.append(walk.is_by_verb)
    for label in scopes:
        if reading.label_at("quantifier", label.start):
            # "what remains" is the rest, and nobody keeps it
            continue
        if label.value == "keep_before" or _has_its_object_before(reading, chunks, label):
            for place in _subjects(reading, chunks, label):
                excluded[place] = not _is_negated(reading, label)
        elif label.value == "change_before":
            for place in _subjects(reading, chunks, label):
                if by_verb[place] or reading.label_at("quantifier", chunks[place].start):
                    excluded[place] = _is_negated(reading, label)
    return excluded


def is_only(reading: Reading, chunks: Sequence[Chunk], excluded: Sequence[bool]) -> bool:
    """Whether a thing that is kept is the only one: "only the drill must come", "just keep the lamp"."""
    for chunk, out in zip(chunks, excluded, strict=True):
        before = _words_before(reading, chunk)
        if out and before & {"only", "just"}:
            return True
    return False


def _words_before(reading: Reading, chunk: Chunk) -> set[str]:
    """The words of the clause right before the chunk, and its first one."""
    said = {reading.doc[chunk.start].lower_}
    for place in range(chunk.start - 1, max(reading.start, chunk.start - _ONLY_STANDS_BEFORE) - 1, -1):
        if reading.doc[place].is_punct:
            break
        said.add(reading.doc[place].lower_)
    return said


class _Walk:
    """Goes through a message from left to right and knows whether what is named now is left out."""

    def __init__(self, reading: Reading, chunks: Sequence[Chunk]) -> None:
        self._reading = reading
        self._chunks = chunks
        self._place = reading.start
        self._seen = 0
        # whether what the verb is about is left out ("keep …"), and what is named just now
        self._of_verb = False
        self.is_left_out = False
        self._is_single = False
        self._last: Chunk | None = None
        self._was_all = False

    @property
    def is_by_verb(self) -> bool:
        """Whether the verb leaves out what is named now, and no "except"."""
        return self._of_verb and self.is_left_out

    def on_to(self, chunk: Chunk, scopes: Sequence[Label]) -> None:
        for label in scopes[self._seen :]:
            self._pass_by(label.start)
            self._take(label, chunk)
        self._seen = len(scopes)
        self._end_a_not(chunk, scopes)
        self._pass_by(chunk.start)
        self._last = chunk
        quantifier = self._reading.label_at("quantifier", chunk.start)
        if quantifier is not None and quantifier.value in _ALL_OF_THEM:
            self._was_all = True

    def _end_a_not(self, chunk: Chunk, scopes: Sequence[Label]) -> None:
        """A "not" is about one name and what is joined to it: "not the mugs, the plates"."""
        if not self._is_single or self._last is None or (scopes and scopes[-1].start > self._last.start):
            return
        between = self._reading.doc[self._last.end : chunk.start]
        if not any(token.pos_ == "CCONJ" for token in between):
            self.is_left_out, self._is_single = self._of_verb, False

    def _pass_by(self, place: int) -> None:
        """What stands in between: a sentence ends, or a comma ends what a "not" is about."""
        for token in self._reading.doc[self._place : max(place, self._place)]:
            if token.text in (".", "!", "?", ";"):
                self._of_verb = self.is_left_out = self._was_all = False
            elif token.text == "," and self._is_single:
                self.is_left_out, self._is_single = self._of_verb, False
        self._place = max(place, self._place)

    def _take(self, label: Label, chunk: Chunk) -> None:
        if label.value == "change":
            self._of_verb = self.is_left_out = False
        elif label.value == "keep_after":
            self._of_verb = self.is_left_out = True
        elif label.value == "except" and self._is_exception(label):
            self.is_left_out = not self._of_verb
            self._is_single = _is_bare_not(self._reading, label)
        elif label.value == "but":
            self._turn(label)

    def _is_exception(self, label: Label) -> bool:
        """A bare "not" leaves out only what follows at once, and belongs to no verb."""
        if not _is_bare_not(self._reading, label):
            return True
        if label.end >= self._reading.end:
            return False
        return self._reading.doc[label.end].pos_ not in ("VERB", "AUX", "ADV", "SCONJ", "PUNCT", "ADP")

    def _turn(self, label: Label) -> None:
        is_but = self._reading.doc[label.start].lower_ == "but"
        if self.is_left_out != self._of_verb:
            self.is_left_out = self._of_verb
        elif self._of_verb and self._is_declined(label):
            self._of_verb = self.is_left_out = False
        elif (
            is_but
            and self._was_all
            and not self._of_verb
            and not _has_verb_behind(self._reading, self._chunks, label)
        ):
            self.is_left_out = True

    def _is_declined(self, label: Label) -> bool:
        """Whether what came before was "don't cancel …", so that "but …" says what is wanted."""
        said = self._reading.doc[self._reading.start : label.start]
        return any(token.lower_ in words("negations") for token in said)


def _is_bare_not(reading: Reading, label: Label) -> bool:
    last = reading.doc[label.end - 1].lower_
    return label.end - label.start == 1 and last in words("negations")


def _has_verb_behind(reading: Reading, chunks: Sequence[Chunk], label: Label) -> bool:
    """Whether "but" begins a clause of its own: "cancel them all, but I want a refund"."""
    if not any(token.pos_ in ("VERB", "AUX") for token in reading.doc[reading.start : label.start]):
        return False
    for token in reading.doc[label.end : reading.end]:
        if token.is_punct:
            return False
        if token.pos_ in ("VERB", "AUX") and not _is_in(chunks, token.i):
            return token.dep_ not in ("relcl", "acl", "amod")
        if token.pos_ == "ADP":
            return False
    return False


def _has_its_object_before(reading: Reading, chunks: Sequence[Chunk], label: Label) -> bool:
    """Whether nothing follows a verb of keeping in its clause: "the bowl I would like to keep"."""
    if label.value != "keep_after":
        return False
    for place in range(label.end, reading.end):
        if any(chunk.start <= place < chunk.end for chunk in chunks):
            return False
        if reading.doc[place].is_punct or reading.doc[place].pos_ == "CCONJ":
            break
    return True


def _takes_hold_at(label: Label) -> int:
    """Where a phrase begins to count: "all but" only behind its last word."""
    return label.end - 1 if label.value in ("except", "but") else label.start


def _is_in(chunks: Sequence[Chunk], place: int) -> bool:
    return any(chunk.start <= place < chunk.end for chunk in chunks)


def _is_negated(reading: Reading, label: Label) -> bool:
    """ "does not have to come" is no wish to keep, "should not be cancelled" is one."""
    said = [token.lower_ for token in reading.doc[label.start : label.end]]
    before = [token.lower_ for token in reading.doc[max(reading.start, label.start - 2) : label.start]]
    return bool(set(before) & words("negations")) and not set(said) & words("negations")


def _subjects(reading: Reading, chunks: Sequence[Chunk], label: Label) -> list[int]:
    """The places of the chunks that stand, joined by "and" or a comma, right before ``label``."""
    found: list[int] = []
    end = label.start
    is_list = False
    for place in range(len(chunks) - 1, -1, -1):
        chunk = chunks[place]
        if chunk.start >= label.start:
            continue
        # the clause may have been taken for a part of the name
        behind = chunk.end if chunk.region_end > end else chunk.region_end
        between = reading.doc[behind:end]
        if not all(_may_stand_between(token, is_first=not found) for token in between):
            break
        is_list = is_list or any(token.pos_ == "CCONJ" for token in between)
        if found and not is_list:
            break
        found.append(place)
        end = chunk.start
    return found


def _may_stand_between(token, *, is_first: bool) -> bool:
    if is_first:
        return token.pos_ in _ADDED_POS or token.lower_ in ("both", "please", "all")
    return token.lower_ in ("and", ",", "&", "plus", "or", "only", "the", "my", "just", "both")
