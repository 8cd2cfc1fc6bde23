"""Counts what the conversations of a run reached: each conversation counts once for each thing it reached."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.convtest.covering.rules import Exchange, Rule
from bot.convtest.covering.universe import Item, Kind, Universe
from bot.convtest.result import CaseResult, StepResult

_TURNS = ("user", "press")
Reached = Iterator[tuple[str, str]]


def kinds_of(universe: Universe, results: Sequence[CaseResult]) -> tuple[Kind, ...]:
    """Each kind of the universe that is not empty, with what the conversations reached of it."""
    counts = Counter(found for result in results for found in set(_reached(result)))
    forms = [f"{form}: {how}" for form in universe.forms for how in ("begun", "filled", "left")]
    named = {
        "intents": universe.intents,
        "entities": universe.entities,
        "slots": universe.slots,
        "forms": forms,
        "replies": universe.replies,
        "buttons": universe.buttons,
        "guidance": universe.guidance,
        "conditions": universe.conditions,
    }
    kinds = [_kind(name, names, counts) for name, names in named.items()]
    kinds.insert(3, Kind("rules", tuple(_rules(universe.rules, results))))
    return tuple(kind for kind in kinds if kind.items)


def _kind(name: str, names: Iterable[str], counts: Counter) -> Kind:
    return Kind(name, tuple(Item(each, counts[name, each]) for each in names))


def _rules(rules: Sequence[Rule], results: Sequence[CaseResult]) -> Iterator[Item]:
    talks = [list(_exchanges(result)) for result in results]
    for rule in rules:
        yield Item(rule.name, sum(rule.is_followed_by(talk) for talk in talks), rule.where)


def _reached(result: CaseResult) -> Reached:
    loop = None
    for step in result.steps:
        yield from _reached_in_step(step)
        yield from _forms(step, loop)
        loop = _loop_after(step, loop)


def _reached_in_step(step: StepResult) -> Reached:
    seen = step.seen
    if step.kind in _TURNS and seen.intent:
        yield "intents", seen.intent
    if step.kind == "press":
        yield "buttons", step.text
    yield from (("entities", found["entity"]) for found in seen.entities)
    yield from (("replies", said.utter_name) for said in seen.messages if said.utter_name)
    yield from (("guidance", row) for row in seen.rows)
    yield from (("conditions", condition) for condition in seen.conditions)
    for event in seen.events:
        if event["event"] == "slot" and event.get("value") is not None:
            yield "slots", event["name"]


def _forms(step: StepResult, loop: str | None) -> Reached:
    """A form is filled when it ends by itself, left when some other action ends it."""
    action = None
    for event in step.seen.events:
        if event["event"] == "action":
            action = event["name"]
        elif event["event"] == "active_loop":
            if event.get("name"):
                loop = event["name"]
                yield "forms", f"{loop}: begun"
            elif loop is not None:
                yield "forms", f"{loop}: {'filled' if action == loop else 'left'}"
                loop = None


def _loop_after(step: StepResult, loop: str | None) -> str | None:
    changed = [event.get("name") for event in step.seen.events if event["event"] == "active_loop"]
    return changed[-1] if changed else loop


def _exchanges(result: CaseResult) -> Iterator[Exchange]:
    slots: dict[str, Any] = {}
    loop = None
    for step in result.steps:
        if step.kind in _TURNS:
            actions = tuple(e["name"] for e in step.seen.events if e["event"] == "action")
            yield Exchange(frozenset({step.seen.intent or ""}), actions, slots, loop)
        slots, loop = step.seen.slots, _loop_after(step, loop)
