"""Changed rules and stories: steps and conditions dropped or exchanged, the dialogue trained on them anew."""

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.convtest.marketplace.mutants.watching import ACTION, INTENT, LOOP
from bot.convtest.mutating.mutant import Mutant, Nearness, TakeBack, touching
from bot.convtest.mutating.yaml_lines import lines_below

KIND = "rules"
_KINDS = {"rules": "rule", "stories": "story"}
# A rule or story as it is written, and the change to it in words; None in its place drops it.
Changed = Iterator[tuple[str, dict | None]]


def rule_mutants(root: Path) -> Iterator[Mutant]:
    """Every change to every rule and story below ``data``."""
    for file in sorted((root / "data").rglob("*.yml")):
        body = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        for key, title in _KINDS.items():
            written = body.get(key) or []
            actions = _actions_of(written)
            lines = lines_below(file, key)
            for number, (one, line) in enumerate(zip(written, lines, strict=True)):
                for change, changed in changed_entries(one, actions):
                    words = f"{title} '{one[title].strip()}' {change}"
                    whole = _replaced(body, key, number, changed)
                    shown_as = file.relative_to(root).as_posix()
                    yield Mutant(KIND, shown_as, line, words, _trained_on(root, file, whole), _near(one))


def changed_entries(one: dict, actions: list[str]) -> Changed:
    """The rule with one thing changed; ``actions`` are those that can take another's place."""
    yield "is dropped", None
    for index, condition in enumerate(one.get("condition", [])):
        rest = _without(one["condition"], index)
        yield f"holds without {_words(condition)}", {**one, "condition": rest}
    for index, step in enumerate(one["steps"]):
        number = f"step {index + 1}"
        if "intent" in step or "or" in step:
            continue
        yield f"loses {number}, {_words(step)}", {**one, "steps": _without(one["steps"], index)}
        if "action" in step and len(actions) > 1:
            other = actions[(actions.index(step["action"]) + 1) % len(actions)]
            steps = [{"action": other} if each is step else each for each in one["steps"]]
            yield f"does {other} instead of {step['action']} in {number}", {**one, "steps": steps}


def _without(entries: list, index: int) -> list:
    return [entry for position, entry in enumerate(entries) if position != index]


def _words(step: Any) -> str:
    if isinstance(step, dict):
        return ", ".join(f"{name} {_words(value)}" for name, value in step.items())
    if isinstance(step, list):
        return ", ".join(map(_words, step))
    return "null" if step is None else str(step)


def _actions_of(written: list[dict]) -> list[str]:
    found = (step["action"] for one in written for step in one["steps"] if "action" in step)
    return list(dict.fromkeys(found))


def _replaced(body: dict, key: str, number: int, changed: dict | None) -> dict:
    entries = [*body[key][:number], *([changed] if changed else []), *body[key][number + 1 :]]
    return {**body, key: entries}


def _near(one: dict) -> Nearness:
    """Near are conversations with an intent or form of the rule, nearest those that do its actions."""
    keys: set = set()
    for step in (*one["steps"], *one.get("condition", [])):
        keys |= {(INTENT, each["intent"]) for each in step.get("or", [step]) if "intent" in each}
        keys |= {(LOOP, step["active_loop"])} if step.get("active_loop") else set()
    actions = {(ACTION, step["action"]) for step in one["steps"] if "action" in step}
    return touching(actions, keys)


def _trained_on(root: Path, file: Path, body: dict) -> Callable[[Any], TakeBack]:
    def apply(world: Any) -> TakeBack:
        # imports Rasa, which only the processes that run cases have loaded
        from bot.convtest.marketplace.mutants.dialogue import Dialogue

        return Dialogue(world.runner, root).retrain({file: copy.deepcopy(body)})

    return apply
