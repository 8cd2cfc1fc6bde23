"""Where every value of a YAML text stands, so that one can be replaced and all else stays byte for byte."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml


@dataclass(frozen=True)
class Edit:
    """The characters from ``start`` up to ``end`` become ``text``."""

    start: int
    end: int
    text: str


def compose(text: str) -> yaml.Node | None:
    """The nodes of the text; their marks count characters."""
    return yaml.compose(text, Loader=yaml.SafeLoader)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; they do not overlap."""
    for edit in sorted(edits, key=lambda each: (each.start, each.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def line_of(node: yaml.Node) -> int:
    """The line a value begins on, counted from 1."""
    return node.start_mark.line + 1


def start_of(node: yaml.Node) -> int:
    return node.start_mark.index


def end_of(node: yaml.Node, text: str) -> int:
    """Where the last character of the value stands; what follows a block is not part of it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        return max((end_of(child, text) for child in _children(node)), default=node.start_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return node.start_mark.index + len(text[node.start_mark.index : node.end_mark.index].rstrip())
    return node.end_mark.index


def value_of(node: yaml.Node, key: str) -> yaml.Node | None:
    """The value below a key of a map; None when there is none."""
    return next((value for name, value in entries(node) if name.value == key), None)


def entries(node: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    """Keys and values of a map; of anything else none."""
    return node.value if isinstance(node, yaml.MappingNode) else []


def items(node: yaml.Node | None) -> list[yaml.Node]:
    """The values of a list; of anything else none."""
    return node.value if isinstance(node, yaml.SequenceNode) else []


def shared_spans(root: yaml.Node) -> list[tuple[int, int]]:
    """Beginning and end of every value that aliases use again."""
    spans: dict[int, tuple[int, int]] = {}
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            spans[id(node)] = (node.start_mark.index, node.end_mark.index)
            continue
        seen.add(id(node))
        if isinstance(node, yaml.CollectionNode):
            waiting += _children(node)
    return list(spans.values())


def _children(node: yaml.CollectionNode) -> Iterator[yaml.Node]:
    for child in node.value:
        if isinstance(child, tuple):
            yield from child
        else:
            yield child
