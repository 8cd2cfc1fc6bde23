"""What a YAML parser complains of, in a sentence for people."""

from dataclasses import dataclass

import yaml


@dataclass(frozen=True)
class _Trouble:
    """A sentence for the complaints of either parser whose problem and context hold these words."""

    problem: str
    message: str
    hint: str
    context: str = ""
    is_where_it_began: bool = False


_INDENT = "the indentation does not fit the lines above"
_LINE_UP = "keys of one map, and the '-' of one list, begin in the same column"
_TROUBLES = (
    _Trouble(
        "unexpected end of stream",
        "the quote that opens here is never closed",
        "close it, or write '' for an apostrophe inside single quotes",
        is_where_it_began=True,
    ),
    _Trouble(
        "',' or ']'",
        "the '[' that opens here is not closed as it should be",
        "write [one, two]; put texts with ':' , ',' or brackets in quotes",
        is_where_it_began=True,
    ),
    _Trouble(
        "',' or '}'",
        "the '{' that opens here is not closed as it should be",
        "write {key: value, other: value}; put texts with ':' , ',' or brackets in quotes",
        is_where_it_began=True,
    ),
    _Trouble(
        "mapping values are not allowed",
        "a ':' stands where none can",
        "put a text that holds ': ' in quotes; if it is a key, check the indentation and the line above",
    ),
    _Trouble(
        "sequence entries are not allowed",
        "a '-' stands where no list can begin",
        "begin a list on a line of its own below its key",
    ),
    _Trouble("escape", "a backslash in double quotes begins no escape known to YAML", "use single quotes"),
    _Trouble("hex", "a backslash in double quotes begins no escape known to YAML", "use single quotes"),
    _Trouble("expected ':'", "this is no 'key: value'", "add the ':', or check the indentation"),
    _Trouble("could not find", "this is no 'key: value'", "add the ':', or check the indentation"),
    _Trouble("did not find expected key", _INDENT, f"{_LINE_UP}; nothing may follow a closing quote"),
    _Trouble("did not find expected '-'", _INDENT, _LINE_UP),
    _Trouble("expected <block end>", _INDENT, f"{_LINE_UP}; nothing may follow a closing quote"),
    _Trouble("<document start>", _INDENT, _LINE_UP),
    _Trouble("node content", "a bracket or comma stands where a value is needed", "put a text in quotes"),
    _Trouble("alphabetic or numeric", "'*' or '&' needs a name right after it", "put a text in quotes"),
    _Trouble("tag", "a word that begins with '!' cannot stand here", "put a text in quotes"),
    _Trouble(
        "",
        "'|' or '>' is followed by something else",
        "begin the text on the next line, indented",
        context="block scalar",
    ),
)


def trouble(error: yaml.YAMLError, text: str) -> tuple[int, str, str | None]:
    """The line, counted from 1, what is wrong there, and what to do."""
    problem = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    line = _line(getattr(error, "problem_mark", None), text)
    if "cannot start any token" in problem:
        return line, *_bad_start(error, text)
    for each in _TROUBLES:
        if each.problem in problem and each.context in context:
            began = _line(getattr(error, "context_mark", None), text)
            return (began if each.is_where_it_began else line), each.message, each.hint
    return line, "this is not YAML", "check the indentation, the quotes and the brackets of this line"


def _bad_start(error: yaml.YAMLError, text: str) -> tuple[str, str]:
    mark = error.problem_mark
    lines = text.splitlines()
    rest = lines[mark.line][mark.column :] if mark.line < len(lines) else ""
    if "\t" in rest[:1] or not rest:
        return "a tab stands where YAML takes spaces only", "indent with spaces"
    return f"a value cannot begin with {rest[0]!r}", "put it in quotes"


def _line(mark: yaml.Mark | None, text: str) -> int:
    """The end of a file counts as its last line."""
    last = max(1, len(text.splitlines()))
    return min(mark.line + 1, last) if mark else 1
