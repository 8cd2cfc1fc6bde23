"""Values as YAML that is read back as exactly these values, in the style of what stood there before."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import yaml

from bot.convtest.reading.yaml_source import plain_value

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def scalar(value: Any, style: str | None = None, *, in_brackets: bool = False) -> str:
    """A text, number, truth value or null on one line; ``style`` is the quote it had, or None.

    A text is put in quotes where it would be read as something else, or in two ways by YAML 1.1 and 1.2.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return json.dumps(value)
    text = value.isoformat() if isinstance(value, date) else str(value)
    if style == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if style != '"' and _is_safe_without_quotes(text, in_brackets):
        return text
    return double_quoted(text)


def flow(value: Any) -> str:
    """Any value on one line: lists in ``[]``, maps in ``{}``."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key_text(name)}: {flow(each)}" for name, each in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value, in_brackets=True)


def key_text(name: Any) -> str:
    """A key of a map."""
    return scalar(str(name), in_brackets=True)


def double_quoted(text: str) -> str:
    """The text in double quotes, with escapes for what cannot be seen."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    known = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    if character in known or character.isprintable():
        return known.get(character, character)
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _is_safe_without_quotes(text: str, in_brackets: bool) -> bool:
    if not text.isprintable() or plain_value(text) != text:
        return False
    # the loaders do not agree on a mark that stands alone
    if text.split(" ")[0] in ("-", "?", ":"):
        return False
    source, wanted = (f"[{text}]", [text]) if in_brackets else (f"key: {text}", {"key": text})
    try:
        return yaml.load(source, Loader=_LOADER) == wanted
    except (yaml.YAMLError, ValueError):
        return False
