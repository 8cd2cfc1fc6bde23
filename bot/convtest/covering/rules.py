"""Which rule or story a conversation followed, told from Rasa's events and the YAML of the rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_NOT_TOLD_APART = ("action_listen", "action_session_start")


@dataclass(frozen=True)
class Exchange:
    """A turn as rules see it: the state before it, the shopper's intent, what the bot did.

    ``slots`` are those that a rule asks for; ``loop`` is the active form, before the intent.
    """

    intents: frozenset[str]
    actions: tuple[str, ...]
    slots: Mapping[str, Any] = field(default_factory=dict)
    loop: str | None = None


@dataclass(frozen=True)
class Rule:
    """A rule or story: its exchanges one after the other, and where it is written."""

    name: str
    exchanges: tuple[Exchange, ...]
    where: str = ""

    def is_followed_by(self, talk: Sequence[Exchange]) -> bool:
        """Whether some part of ``talk`` goes as the rule says."""
        length = len(self.exchanges)
        windows = (talk[at : at + length] for at in range(len(talk) - length + 1))
        return any(all(map(_goes_as, self.exchanges, window)) for window in windows)


def read_rules(root: Path, folders: Sequence[str] = ("data",)) -> tuple[Rule, ...]:
    """The rules and stories in all YAML files below ``folders``.

    A rule without an intent, such as the one that submits a form, is one whose form was active.
    """
    endings = ("*.yml", "*.yaml")
    files = sorted(path for name in folders for ending in endings for path in (root / name).rglob(ending))
    return tuple(rule for file in files for rule in _rules_of(file, file.relative_to(root).as_posix()))


def _rules_of(file: Path, shown_as: str) -> Iterator[Rule]:
    body = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    if not isinstance(body, dict):
        return
    for raw in [*body.get("rules", []), *body.get("stories", [])]:
        exchanges = tuple(_exchanges(raw.get("condition", []), raw["steps"]))
        if exchanges:
            yield Rule(raw.get("rule") or raw["story"], exchanges, shown_as)


def _exchanges(condition: Sequence[dict], steps: Sequence[dict]) -> Iterator[Exchange]:
    slots, loop = _state(condition)
    intents: frozenset[str] | None = None
    actions: list[str] = []
    left_behind: list[dict] = []
    for step in steps:
        if "intent" in step or "or" in step:
            if intents is not None:
                yield Exchange(intents, tuple(actions), slots, loop)
                slots, loop = _state(left_behind)
            intents, actions, left_behind = _intents(step), [], []
        elif "action" in step and step["action"] not in _NOT_TOLD_APART:
            actions.append(step["action"])
        else:
            left_behind.append(step)
    yield Exchange(intents or frozenset(), tuple(actions), slots, loop)


def _intents(step: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(each["intent"] for each in step.get("or", [step]))


def _state(condition: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], str | None]:
    slots: dict[str, Any] = {}
    loop = None
    for each in condition:
        loop = each.get("active_loop", loop)
        for slot in each.get("slot_was_set", []):
            slots.update(slot if isinstance(slot, dict) else {slot: ...})
    return slots, loop


def _goes_as(rule: Exchange, seen: Exchange) -> bool:
    if rule.intents and not rule.intents & seen.intents:
        return False
    if rule.loop is not None and rule.loop != seen.loop:
        return False
    if not all(_is(seen.slots.get(name), value) for name, value in rule.slots.items()):
        return False
    return _in_order(rule.actions, seen.actions)


def _is(value: Any, wanted: Any) -> bool:
    return value is not None if wanted is ... else value == wanted


def _in_order(wanted: Sequence[str], done: Sequence[str]) -> bool:
    rest = iter(done)
    return all(action in rest for action in wanted)
