"""YAML text to values that know file and line. Safe for any file: bounded in size, depth and aliases."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.convtest.reading.problems import CaseFileError, did_you_mean, shown
from bot.convtest.reading.yaml_trouble import trouble

MAX_BYTES = 5_000_000
MAX_DEPTH = 50
MAX_NODES_FROM_ALIASES = 200_000

# The C parser is some ten times faster; PyYAML comes without it on some machines.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?")
_NUMBERS_BEGIN_WITH = frozenset("0123456789+-.")
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_TAGS = {
    yaml.ScalarEvent: (None, "!", "tag:yaml.org,2002:str"),
    yaml.SequenceStartEvent: (None, "!", "tag:yaml.org,2002:seq"),
    yaml.MappingStartEvent: (None, "!", "tag:yaml.org,2002:map"),
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: a text, int, float, bool or null, and how it was written.

    Read by YAML 1.2: ``yes``, ``no``, ``on`` and times are texts. Numbers with leading zeros or
    more than 18 digits are texts, too.
    """

    value: Any
    written: str
    file: Path
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    nodes: "tuple[Node, ...]"
    file: Path
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    """A map. Keys are texts as written; ``key_lines`` holds the line of each."""

    nodes: "dict[str, Node]"
    key_lines: dict[str, int]
    file: Path
    line: int


Node = Scalar | Items | Fields


def read_yaml(path: Path, shown_as: Path) -> Node | None:
    """The one document of a file, or None for an empty file. Errors name ``shown_as``.

    Raises:
        CaseFileError: when the file cannot be read, is over 5 MB, is not UTF-8 or not YAML; when it
            has duplicate keys, tags, an alias that contains itself or is too deep; when aliases
            stand for more than 200,000 values.
    """
    text = _text_of(path, shown_as)
    builder = _Builder(shown_as)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        raise CaseFileError(shown_as, *trouble(error, text)) from None
    return builder.root


def _text_of(path: Path, shown_as: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CaseFileError(shown_as, 1, f"the file cannot be read: {error.strerror}") from None
    if len(data) > MAX_BYTES:
        hint = "split it into several files"
        raise CaseFileError(shown_as, 1, f"the file is larger than {MAX_BYTES // 1_000_000} MB", hint)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CaseFileError(shown_as, line, "the file is not UTF-8", "save it as UTF-8") from None
    control = _CONTROL.search(text)
    if control:
        line = text[: control.start()].count("\n") + 1
        message = f"the control character {control.group()!r} cannot stand in YAML"
        raise CaseFileError(shown_as, line, message, "remove it, or write it as an escape in double quotes")
    return text


def plain_value(text: str) -> Any:
    """What a text without quotes stands for in YAML 1.2."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBERS_BEGIN_WITH:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A finished value with a name, how many values it stands for and how deep it goes."""

    node: Node
    size: int
    height: int


@dataclass(slots=True)
class _Open:
    """A list or map that has begun; the children of a map are its keys and values in turn."""

    is_map: bool
    anchor: str | None
    line: int
    children: list[Node]
    size: int = 1
    height: int = 1


class _Builder:
    """Puts the parser's events together, without recursion."""

    def __init__(self, file: Path):
        self.root: Node | None = None
        self._file = file
        self._open: list[_Open] = []
        self._anchors: dict[str, _Anchored] = {}
        self._from_aliases = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._begin(event, kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._end()
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise self._error(
                    event, "a second document begins here; a file holds one", "remove the '---'"
                )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse_tag(event)
        is_plain = event.implicit[0] and event.tag is None
        value = plain_value(event.value) if is_plain else event.value
        node = Scalar(value, event.value, self._file, event.start_mark.line + 1)
        self._add(node, event.anchor, 1, 1)

    def _begin(self, event: yaml.CollectionStartEvent, is_map: bool) -> None:
        self._refuse_tag(event)
        if len(self._open) >= MAX_DEPTH:
            raise self._too_deep(event.start_mark.line + 1)
        if event.anchor:
            self._anchors.pop(event.anchor, None)
        self._open.append(_Open(is_map, event.anchor, event.start_mark.line + 1, []))

    def _end(self) -> None:
        closed = self._open.pop()
        if closed.height > MAX_DEPTH:
            raise self._too_deep(closed.line)
        if closed.is_map:
            node = self._fields(closed)
        else:
            node = Items(tuple(closed.children), self._file, closed.line)
        self._add(node, closed.anchor, closed.size, closed.height)

    def _alias(self, event: yaml.AliasEvent) -> None:
        if any(each.anchor == event.anchor for each in self._open):
            raise self._error(event, f"the alias {shown('*' + event.anchor)} stands inside what it names")
        anchored = self._anchors.get(event.anchor)
        if anchored is None:
            close = did_you_mean(event.anchor, self._anchors)
            hint = f"write '&{event.anchor}' before the value it stands for, further up"
            raise self._error(event, f"the alias {shown('*' + event.anchor)} names no anchor{close}", hint)
        self._from_aliases += anchored.size
        if self._from_aliases > MAX_NODES_FROM_ALIASES:
            message = f"aliases stand for more than {MAX_NODES_FROM_ALIASES:,} values"
            raise self._error(event, message, "write fewer aliases of aliases")
        self._add(anchored.node, None, anchored.size, anchored.height)

    def _add(self, node: Node, anchor: str | None, size: int, height: int) -> None:
        if anchor:
            self._anchors[anchor] = _Anchored(node, size, height)
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.children.append(node)
        parent.size += size
        parent.height = max(parent.height, height + 1)

    def _fields(self, closed: _Open) -> Fields:
        own: dict[str, Node] = {}
        lines: dict[str, int] = {}
        merged: list[Fields] = []
        for key, value in zip(closed.children[::2], closed.children[1::2], strict=True):
            if not isinstance(key, Scalar) or key.value is None:
                raise CaseFileError(self._file, key.line, "a key must be a word", "write 'key: value'")
            name = key.written
            if name in lines:
                message = f"the key {shown(name)} stands here twice; the first is on line {lines[name]}"
                raise CaseFileError(self._file, key.line, message, "keep one of them")
            lines[name] = key.line
            if name == "<<":
                merged = list(self._merged(key, value))
            else:
                own[name] = value
        lines.pop("<<", None)
        # Of several merged maps the first wins, and what stands in the map itself wins over all.
        for each in merged:
            own |= {name: node for name, node in each.nodes.items() if name not in own}
            lines = each.key_lines | lines
        return Fields(own, lines, self._file, closed.line)

    def _merged(self, key: Scalar, value: Node) -> Iterator[Fields]:
        for node in value.nodes if isinstance(value, Items) else (value,):
            if not isinstance(node, Fields):
                hint = "write '<<: *name', or '<<: [*one, *other]'"
                raise CaseFileError(self._file, key.line, "'<<' takes a map or a list of maps", hint)
            yield node

    def _refuse_tag(self, event: yaml.NodeEvent) -> None:
        if event.tag not in _TAGS[type(event)]:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise self._error(
                event, f"the tag {shown(tag)} cannot be used here", "write the value without it"
            )

    def _too_deep(self, line: int) -> CaseFileError:
        return CaseFileError(self._file, line, f"values are nested more than {MAX_DEPTH} deep")

    def _error(self, event: yaml.Event, message: str, hint: str | None = None) -> CaseFileError:
        return CaseFileError(self._file, event.start_mark.line + 1, message, hint)
