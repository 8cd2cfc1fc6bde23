"""Values of a conversation test file as the kind that is wanted; what does not fit becomes a problem."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.convtest.reading.problems import CaseFileError, did_you_mean, listed, shown
from bot.convtest.reading.yaml_source import Fields, Items, Node, Scalar

# Whole numbers of more digits in a row are order or tracking numbers, not quantities.
_MAX_ROW_DIGITS = 9


class Problems:
    """What was found wrong so far."""

    def __init__(self) -> None:
        self.errors: list[CaseFileError] = []

    def at(self, node: Node, message: str, hint: str | None = None) -> None:
        """Note a mistake where the value stands."""
        self.errors.append(CaseFileError(node.file, node.line, message, hint))

    def at_key(self, fields: Fields, key: str, message: str, hint: str | None = None) -> None:
        """Note a mistake where the key stands."""
        self.errors.append(CaseFileError(fields.file, fields.key_lines[key], message, hint))


def fields_of(node: Node, what: str, problems: Problems, hint: str | None = None) -> Fields | None:
    """The map that the value is; ``what`` names it in the message."""
    if isinstance(node, Fields):
        return node
    problems.at(node, f"{what} must be a map of keys and values, not {kind_of(node)}", hint)
    return None


def items_of(node: Node, what: str, problems: Problems, hint: str | None = None) -> tuple[Node, ...] | None:
    """The values of a list that holds at least one."""
    if isinstance(node, Items) and node.nodes:
        return node.nodes
    problems.at(node, f"{what} must be a list of at least one, not {kind_of(node)}", hint)
    return None


def text_of(node: Node, what: str, problems: Problems, hint: str | None = None) -> str | None:
    """A text that is more than spaces; a number without quotes counts as the text it is written as."""
    if isinstance(node, Scalar) and node.value is not None and node.written.strip():
        return node.written.rstrip("\n")
    problems.at(node, f"{what} must be a text, not {kind_of(node)}", hint)
    return None


def truth_of(node: Node, what: str, problems: Problems) -> bool | None:
    """true or false."""
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return node.value
    problems.at(node, f"{what} must be true or false, not {kind_of(node)}")
    return None


def whole_number_of(node: Node, what: str, lowest: int, highest: int, problems: Problems) -> int | None:
    """A whole number of this range, both ends included."""
    if isinstance(node, Scalar) and type(node.value) is int and lowest <= node.value <= highest:
        return node.value
    problems.at(node, f"{what} must be a whole number from {lowest} to {highest:,}, not {kind_of(node)}")
    return None


def single_entry(node: Node, what: str, problems: Problems, hint: str) -> tuple[str, Node] | None:
    """The one key and value of a list item such as ``- name: value``."""
    fields = fields_of(node, what, problems, hint)
    if fields is None:
        return None
    if len(fields.nodes) != 1:
        count = "no key" if not fields.nodes else f"the keys {listed(map(shown, fields.nodes))}"
        problems.at(node, f"{what} must have one key, not {count}", hint)
        return None
    return next(iter(fields.nodes.items()))


def refuse_unknown_keys(
    fields: Fields, allowed: Iterable[str], problems: Problems, refused: Mapping[str, str] | None = None
) -> None:
    """Note each key that is not allowed; ``refused`` has the reason and the way out for known ones."""
    allowed = tuple(allowed)
    for key in fields.nodes:
        if refused and key in refused:
            problems.at_key(fields, key, f"{shown(key)} cannot be used: {refused[key]}")
        elif key not in allowed:
            message = f"unknown key {shown(key)}{did_you_mean(key, allowed)}"
            problems.at_key(fields, key, message, f"allowed here: {listed(allowed)}")


def kind_of(node: Node) -> str:
    """What a value is, for a message."""
    if isinstance(node, Fields):
        return "a map" if node.nodes else "an empty map"
    if isinstance(node, Items):
        return "a list" if node.nodes else "an empty list"
    if node.value is None:
        return "nothing"
    return shown(node.written) if node.written.strip() else "an empty text"


def plain(node: Node) -> Any:
    """The value in dicts, lists and scalars."""
    if isinstance(node, Fields):
        return {key: plain(inner) for key, inner in node.nodes.items()}
    if isinstance(node, Items):
        return [plain(inner) for inner in node.nodes]
    return node.value


def row_value(node: Node) -> Any:
    """The value in the spelling of order JSON: amounts and long numbers are texts, as written."""
    if isinstance(node, Fields):
        return {key: row_value(inner) for key, inner in node.nodes.items()}
    if isinstance(node, Items):
        return [row_value(inner) for inner in node.nodes]
    is_long = type(node.value) is int and len(node.written) > _MAX_ROW_DIGITS
    return node.written if isinstance(node.value, float) or is_long else node.value


def one_or_more(node: Node) -> Iterator[Node]:
    """The values of a list, or the value itself."""
    yield from node.nodes if isinstance(node, Items) else (node,)
