"""What a run saw becomes what its tests expect: only the lines of failed checks change."""

import difflib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.convtest.accepting.buttons import button_edits, buttons_edits
from bot.convtest.accepting.store import store_edits
from bot.convtest.accepting.yaml_checks import Place, StepPlaces, case_node, steps_of
from bot.convtest.accepting.yaml_positions import (
    Edit,
    compose,
    edited,
    end_of,
    shared_spans,
    start_of,
    value_of,
)
from bot.convtest.result import CaseResult, StepResult
from bot.convtest.seen import Said, Seen
from bot.convtest.showing.in_words import slots_set
from bot.convtest.writing.yaml_writing import flow, scalar

Answer = list[Edit] | str
"""The edits that make a check hold, or why there are none."""


@dataclass(frozen=True)
class Left:
    """A failed check that needs a person's own eyes, and why."""

    case: str
    line: int
    key: str
    reason: str


@dataclass(frozen=True)
class Accepted:
    """The new text, how many checks were changed in it, and those that were not."""

    text: str
    changed: int
    left: tuple[Left, ...]


@dataclass
class _Turn:
    """One step with its text, what was seen, and what its other checks have claimed of it already."""

    source: str
    step: StepResult
    places: StepPlaces
    claimed: list[str] = field(default_factory=list)

    @property
    def seen(self) -> Seen:
        return self.step.seen


def accepted_text(source_text: str, results: Sequence[CaseResult]) -> Accepted:
    """The text of a case file in which failed checks expect what was seen; ``results`` are of this file.

    Words that must be said, patterns, actions and limits are never made up: they are listed as left.
    """
    root = compose(source_text)
    shared = shared_spans(root) if root else []
    edits: list[Edit] = []
    left: list[Left] = []
    changed = 0
    for result in results:
        for line, key, answer in _answers(source_text, case_node(root, result.name), result):
            if not isinstance(answer, str) and any(_is_shared(edit, shared) for edit in answer):
                answer = "it is written once with a name (&) and used in several places"
            if isinstance(answer, str):
                left.append(Left(result.name, line, key, answer))
            elif not set(answer) <= set(edits):
                edits += answer
                changed += 1
    return Accepted(edited(source_text, edits), changed, tuple(left))


def unified_diff(before: str, after: str, file: str) -> str:
    """What was changed in a file, as a patch."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{file}", f"b/{file}"
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def read_source(file: Path) -> str:
    """The text of a case file with its line ends as they are."""
    with file.open(encoding="utf-8", newline="") as stream:
        return stream.read()


def write_source(file: Path, text: str) -> None:
    """Replace the file at once or not at all; line ends and permissions stay."""
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    with unfinished.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text)
    unfinished.chmod(file.stat().st_mode)
    unfinished.replace(file)


def _answers(source: str, case: yaml.Node | None, result: CaseResult) -> Iterator[tuple[int, str, Answer]]:
    """Line, key and answer of every failed check of a case."""
    if result.broke_off:
        yield result.line, "case", f"it broke off: {result.broke_off}"
    repeat = result.notes.get("repeat")
    unsteady = bool(repeat and 0 < repeat["passed"] < repeat["runs"])
    steps = {places.line: places for places in steps_of(case)} if case is not None else {}
    for step in result.steps:
        places = steps.get(0 if step.kind == "opening" else step.line)
        for line, key, answer in _answers_of_step(source, step, places):
            yield line, key, "the bot does not do the same in every run" if unsteady else answer


def _answers_of_step(
    source: str, step: StepResult, places: StepPlaces | None
) -> Iterator[tuple[int, str, Answer]]:
    waiting = list(places.places) if places else []
    pairs: list[tuple[Any, Place | None]] = []
    for verdict in step.verdicts:
        fitting = (place for place in waiting if (place.key, place.line) == (verdict.key, verdict.line))
        place = next(fitting, None)
        if place:
            waiting.remove(place)
        pairs.append((verdict, place))
    turn = _Turn(source, step, places or StepPlaces(step.line))
    turn.claimed = [place.value.value for verdict, place in pairs if verdict.passed and _is_text(place)]
    for verdict, place in pairs:
        if not verdict.passed:
            line = verdict.line or step.line
            yield line, verdict.key, _answer(place, turn) if place else _without_place(verdict.key)


def _without_place(key: str) -> str:
    return (
        "a fault is never expected" if key == "fault" else "its line cannot be found: has the file changed?"
    )


def _answer(place: Place, turn: _Turn) -> Answer:
    accept = _ACCEPT.get(place.key)
    if accept is None:
        return _NEVER.get(place.key, "nothing can be put in its place")
    answer = accept(place, turn)
    if answer == []:
        return "it expects what was seen, but not in this order or this often"
    return answer


def _bot(place: Place, turn: _Turn) -> Answer:
    texts = [said.text for said in turn.seen.messages if said.text]
    return _nearest(place, turn, texts, "the bot said nothing else")


def _utter(place: Place, turn: _Turn) -> Answer:
    names = [said.utter_name for said in turn.seen.messages if said.utter_name]
    return _nearest(place, turn, names, "no other message came from a named reply")


def _guidance(place: Place, turn: _Turn) -> Answer:
    rows = [row for row in turn.seen.rows if row not in turn.claimed]
    if len(rows) > 1:
        return f"the turn was answered by several rows: {', '.join(rows)}"
    return _nearest(place, turn, rows, "the turn was answered by no row of the guidance")


def _nearest(place: Place, turn: _Turn, found: Sequence[str], otherwise: str) -> Answer:
    """The text most like the one expected, of those that no other check has claimed."""
    free = [text for text in found if not _is_claimed(text, turn)]
    if not free:
        return otherwise
    old = str(place.value.value)
    best = max(free, key=lambda text: difflib.SequenceMatcher(None, old.split(), text.split()).ratio())
    turn.claimed.append(best)
    return _replaced(place.value, best, turn.source)


def _is_claimed(text: str, turn: _Turn) -> bool:
    return any(_plain(text) == _plain(other) for other in turn.claimed)


def _plain(text: str) -> str:
    return " ".join(str(text).split()).casefold()


def _slot(place: Place, turn: _Turn) -> Answer:
    values = [value for name, value in slots_set(turn.seen) if name == place.name]
    if not values or place.value is None:
        return "the slot was not set in this turn"
    return _replaced(place.value, values[-1], turn.source)


def _handoff(place: Place, turn: _Turn) -> Answer:
    called = any((said.card or {}).get("type") == "handoff" for said in turn.seen.messages)
    return _replaced(place.value, called, turn.source)


def _buttons(place: Place, turn: _Turn) -> Answer:
    return buttons_edits(place, [button.title for button in turn.seen.buttons()], turn.source)


def _store(place: Place, turn: _Turn) -> Answer:
    return store_edits(place, turn.seen.changes, turn.step.at, turn.source)


def _bot_uttered(place: Place, turn: _Turn) -> Answer:
    """Name and buttons of the message that is meant; a pattern is nobody's to make up."""
    if value_of(place.value, "text_matches") is not None:
        return _NEVER["text_matches"]
    if value_of(place.value, "says") is not None:
        return _NEVER["says"]
    name = value_of(place.value, "utter_name")
    buttons = value_of(place.value, "buttons")
    said = _meant(turn.seen, getattr(name, "value", None), buttons is not None)
    if said is None:
        return "it cannot be told which message is meant"
    edits: list[Edit] = []
    if name is not None and name.value != said.utter_name:
        edits += _replaced(name, said.utter_name, turn.source)
    if buttons is not None:
        found = button_edits(buttons, said.buttons, turn.source)
        if isinstance(found, str):
            return found
        edits += found
    return edits


def _meant(seen: Seen, name: str | None, has_buttons: bool) -> Said | None:
    named = [said for said in seen.messages if name is None or said.utter_name == name]
    fitting = named or [said for said in seen.messages if said.utter_name]
    if has_buttons and len(fitting) > 1:
        fitting = [said for said in fitting if said.buttons]
    return fitting[0] if len(fitting) == 1 else None


def _replaced(node: yaml.Node, value: Any, source: str) -> list[Edit]:
    """One value for another, in the quotes that stand there."""
    start, end = start_of(node), end_of(node, source)
    if isinstance(value, dict | list | tuple):
        text = flow(value)
    else:
        style = node.style if isinstance(node, yaml.ScalarNode) and node.style in ("'", '"') else None
        text = scalar(value, style, in_brackets=True)
    return [] if source[start:end] == text else [Edit(start, end, text)]


def _is_text(place: Place | None) -> bool:
    return place is not None and isinstance(place.value, yaml.ScalarNode)


def _is_shared(edit: Edit, shared: Sequence[tuple[int, int]]) -> bool:
    return any(start < edit.end and edit.start < end for start, end in shared)


_ACCEPT: dict[str, Callable[[Place, _Turn], Answer]] = {
    "bot": _bot,
    "utter": _utter,
    "guidance": _guidance,
    "slot_was_set": _slot,
    "handoff": _handoff,
    "buttons": _buttons,
    "store": _store,
    "bot_uttered": _bot_uttered,
}
_NEVER = {
    "says": "which facts an answer must hold is for a person to say",
    "does_not_say": "what an answer must not hold is for a person to say",
    "text_matches": "a pattern is for a person to write",
    "action_executed": "which action matters is for a person to say",
    "slot_was_not_set": "the slot was set, and must not be",
    "bot_did_not_utter": "it was said, and must not be",
    "within_ms": "how long a turn may take is for a person to say",
    "fault": "the expected fault did not come",
}
