"""Conversation test files to cases, all mistakes of a file at once."""

import difflib
import re
from pathlib import Path

from bot.convtest.case import Case
from bot.convtest.reading.cases import read_case
from bot.convtest.reading.problems import CaseFileError, CaseFileErrors, shown
from bot.convtest.reading.shared import REFUSED_KEYS, SHARED_KEYS, Shared
from bot.convtest.reading.values import Problems, fields_of, items_of, refuse_unknown_keys
from bot.convtest.reading.yaml_source import MAX_BYTES, Fields, read_yaml

CONFTEST = "conftest.yml"
_CASES_KEY = "test_cases"
TOP_KEYS = (*SHARED_KEYS, _CASES_KEY)
# Close enough to be meant as test_cases: test_case, tests_cases, testcases, test-cases.
_MISSPELT_CUTOFF = 0.85
# The first line that is no comment, directive or '---' shows how far the keys of the top are indented.
_FIRST_LINE = re.compile(rb"^( *)(?!---\s|[#%\s])", re.MULTILINE)
_KEY = rb"""["']?([A-Za-z_-]{7,14})["']?[ \t]*:(?:\s|$)"""
_KEY_IN_BRACES = re.compile(rb"""[{,\s]["']?test_cases["']?\s*:""")
_BYTE_ORDER_MARKS = b"\xef\xbb\xbf\xff\xfe"


def is_case_file(path: Path) -> bool:
    """Whether a YAML file has ``test_cases`` at its top, or a key that must be meant as that.

    Cheap: looks at the text only. A file that cannot be opened is none.
    """
    if path.suffix not in (".yml", ".yaml") or path.name == CONFTEST:
        return False
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES)
    except OSError:
        return False
    # UTF-16 counts as well, so that reading can say what is wrong with it.
    text = data.lstrip(_BYTE_ORDER_MARKS).replace(b"\0", b"")
    if text.lstrip().startswith(b"{"):
        return bool(_KEY_IN_BRACES.search(text))
    first = _FIRST_LINE.search(text)
    indent = first.group(1) if first else b""
    keys = set(re.findall(rb"^" + indent + _KEY, text, re.MULTILINE))
    return any(_is_meant_as_cases(key.decode("ascii")) for key in keys)


def read_cases(path: Path, root: Path) -> tuple[Case, ...]:
    """The cases of a file, in order.

    ``conftest.yml`` in the file's folder and the folders above it, up to ``root``, are read as well.
    Files in cases and errors are named from ``root`` on.

    Raises:
        CaseFileErrors: lists everything that is wrong with the file and those it builds on.
    """
    path, root = path.absolute(), root.absolute()
    problems = Problems()
    try:
        shared = _shared_above(path, root, problems)
        cases = _cases(path, root, shared, problems)
    except CaseFileError as error:
        problems.errors.append(error)
    if problems.errors:
        raise CaseFileErrors(problems.errors)
    return cases


def _shared_above(path: Path, root: Path, problems: Problems) -> Shared:
    """What holds before the file itself speaks: root first, then folder by folder down to the file."""
    folders = [folder for folder in path.parents if folder.is_relative_to(root)] or [path.parent]
    shared = Shared()
    for folder in reversed(folders):
        conftest = folder / CONFTEST
        if not conftest.is_file():
            continue
        node = read_yaml(conftest, _from(root, conftest))
        fields = fields_of(node, "the file", problems) if node else None
        if fields is not None:
            refuse_unknown_keys(fields, SHARED_KEYS, problems, REFUSED_KEYS)
            shared = shared.with_nearer(fields, problems)
    return shared


def _cases(path: Path, root: Path, shared: Shared, problems: Problems) -> tuple[Case, ...]:
    file = _from(root, path)
    node = read_yaml(path, file)
    if node is None:
        raise CaseFileError(file, 1, "the file is empty", f"write '{_CASES_KEY}:' and the cases below it")
    fields = fields_of(node, "the file", problems, f"write '{_CASES_KEY}:' and the cases below it")
    if fields is None:
        return ()
    refuse_unknown_keys(fields, TOP_KEYS, problems, REFUSED_KEYS)
    if _CASES_KEY not in fields.nodes:
        _refuse_without_cases(fields, problems)
        return ()
    shared = shared.with_nearer(fields, problems)
    nodes = items_of(fields.nodes[_CASES_KEY], f"'{_CASES_KEY}'", problems, "write '- test_case: …'") or ()
    cases = [case for case in (read_case(each, shared, file, problems) for each in nodes) if case]
    _refuse_same_names(cases, problems)
    return tuple(cases)


def _refuse_without_cases(fields: Fields, problems: Problems) -> None:
    # A key that is close has been reported with the suggestion already.
    if not any(_is_meant_as_cases(key) for key in fields.nodes):
        problems.at(fields, f"the file has no {shown(_CASES_KEY)}", "it is no conversation test file without")


def _refuse_same_names(cases: list[Case], problems: Problems) -> None:
    lines: dict[str, int] = {}
    for case in cases:
        if case.name in lines:
            message = (
                f"the name {shown(case.name)} stands here twice; the first is on line {lines[case.name]}"
            )
            problems.errors.append(CaseFileError(case.file, case.line, message, "rename one of them"))
        lines.setdefault(case.name, case.line)


def _is_meant_as_cases(key: str) -> bool:
    return bool(difflib.get_close_matches(key.lower(), [_CASES_KEY], cutoff=_MISSPELT_CUTOFF))


def _from(root: Path, path: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path
