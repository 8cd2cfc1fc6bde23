"""On which lines the entries of a YAML file stand."""

from collections.abc import Iterator
from pathlib import Path

import yaml


def lines_below(file: Path, key: str) -> list[int]:
    """The lines, from 1, of the entries of the list or mapping under a top-level key; none without it."""
    node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    for name, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if name.value == key:
            return list(_lines(value))
    return []


def _lines(node: yaml.Node) -> Iterator[int]:
    if isinstance(node, yaml.SequenceNode):
        yield from (entry.start_mark.line + 1 for entry in node.value)
    elif isinstance(node, yaml.MappingNode):
        yield from (name.start_mark.line + 1 for name, _value in node.value)
