"""Functions and files stay small; a docstring and nested functions do not count."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILE_LINES = 300
FUNCTION_LINES = {"bot/orders": 30, "bot/guidance": 30, "bot/service": 30, "bot/dialogue": 30}
ACTION_LINES = 12
ACTION_METHODS = ("run", "respond")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def own_lines(function):
    """How many lines of code a function has of its own, without its docstring and nested functions."""
    nested = [node for node in ast.walk(function) if isinstance(node, FUNCTIONS) and node is not function]
    hidden = {line for node in nested for line in range(node.lineno, node.end_lineno + 1)}
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        hidden |= set(range(first.lineno, first.end_lineno + 1))
    return len(set(range(function.lineno, function.end_lineno + 1)) - hidden)


def too_long_functions(root, folder, limit, names=None):
    for path in sorted((root / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_meant = isinstance(node, FUNCTIONS) and (names is None or node.name in names)
            if is_meant and own_lines(node) > limit:
                yield f"{path.relative_to(root)}:{node.lineno} {node.name} has {own_lines(node)} lines"


def too_long_files(root):
    for folder in ("bot", "actions"):
        for path in sorted((root / folder).rglob("*.py")):
            lines = path.read_text(encoding="utf-8").count("\n")
            if lines > FILE_LINES:
                yield f"{path.relative_to(root)} has {lines} lines"


@pytest.mark.parametrize("folder", FUNCTION_LINES)
def test_functions_of_the_inside_are_short(folder):
    assert list(too_long_functions(ROOT, folder, FUNCTION_LINES[folder])) == []


def test_what_an_action_does_itself_is_short():
    assert list(too_long_functions(ROOT, "actions", ACTION_LINES, ACTION_METHODS)) == []


def test_no_file_is_long():
    assert list(too_long_files(ROOT)) == []


def test_a_long_function_and_a_long_file_are_found(tmp_path):
    (tmp_path / "actions").mkdir()
    body = "".join(f"    x = {n}\n" for n in range(FILE_LINES))
    (tmp_path / "actions" / "long.py").write_text(f'def run():\n    """Say."""\n{body}', encoding="utf-8")
    found = list(too_long_functions(tmp_path, "actions", ACTION_LINES, ACTION_METHODS))
    assert found == [f"actions/long.py:1 run has {FILE_LINES + 1} lines"]
    assert list(too_long_files(tmp_path)) == [f"actions/long.py has {FILE_LINES + 2} lines"]


def test_a_docstring_and_a_nested_function_are_not_counted(tmp_path):
    nested = '    """One\n    two\n    three."""\n    def inner():\n        return 1\n    return inner\n'
    (tmp_path / "part.py").write_text(f"def outer():\n{nested}", encoding="utf-8")
    assert list(too_long_functions(tmp_path, ".", 2)) == []
    assert list(too_long_functions(tmp_path, ".", 1, ["outer"])) == ["part.py:1 outer has 2 lines"]
