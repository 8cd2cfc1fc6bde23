"""Where the checks of each case stand in its YAML, step by step, in the order in which they are read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from bot.convtest.accepting.yaml_positions import entries, items, line_of, value_of

_TURNS = ("user", "press", "advance")
_SLOTS = ("slot_was_set", "slot_was_not_set")


@dataclass(frozen=True)
class Place:
    """A check: its key, the line a verdict names, its value, and the key's own node.

    Of a slot ``name`` is its name and ``value`` what it is compared with, None where nothing is.
    """

    key: str
    line: int
    value: yaml.Node | None
    key_node: yaml.Node
    name: str = ""


@dataclass
class StepPlaces:
    """A step by its line and its checks; line 0 is what stands before the first step."""

    line: int
    node: yaml.Node | None = None
    places: list[Place] = field(default_factory=list)


def case_node(root: yaml.Node | None, name: str) -> yaml.Node | None:
    """The case of that name."""
    cases = items(value_of(root, "test_cases")) if root is not None else []
    return next((each for each in cases if getattr(value_of(each, "test_case"), "value", None) == name), None)


def steps_of(case: yaml.Node) -> list[StepPlaces]:
    """The steps that are taken, each with the checks that are made after it."""
    found = [StepPlaces(0)]
    for node in items(value_of(case, "steps")):
        kind = next((key for key, _ in entries(node) if key.value in _TURNS), None)
        if kind is not None:
            found.append(StepPlaces(line_of(node), node))
            for each in items(value_of(node, "assertions")):
                found[-1].places += _of_assertion(each)
        else:
            found[-1].places += _of_step(node)
    return found


def _of_step(node: yaml.Node) -> Iterator[Place]:
    for key, value in entries(node):
        if key.value not in _SLOTS:
            yield Place(key.value, line_of(value), value, key)
            continue
        for item in items(value) or [value]:
            for name, wanted in entries(item):
                yield Place(key.value, line_of(name), wanted, key, name.value)
            if isinstance(item, yaml.ScalarNode):
                yield Place(key.value, line_of(item), None, key, item.value)


def _of_assertion(node: yaml.Node) -> Iterator[Place]:
    for key, value in entries(node):
        if key.value not in _SLOTS:
            yield Place(key.value, line_of(node), value, key)
            continue
        for item in items(value):
            name = value_of(item, "name")
            yield Place(key.value, line_of(item), value_of(item, "value"), key, getattr(name, "value", ""))
