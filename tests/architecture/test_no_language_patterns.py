"""No pattern of natural language in code: what people say is examples and data, apart from numbers."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WITHOUT_PATTERNS = ("bot/nlu", "bot/dialogue", "bot/service", "actions")
NUMBERS = "bot/nlu/numbers"
PATTERN_MODULES = frozenset({"re", "regex"})


def modules_with_patterns(root):
    """The files that import regular expressions where none belong."""
    for folder in WITHOUT_PATTERNS:
        for path in sorted((root / folder).rglob("*.py")):
            is_about_numbers = (root / NUMBERS) in path.parents
            if not is_about_numbers and PATTERN_MODULES & set(imported(path)):
                yield str(path.relative_to(root))


def imported(path):
    """The top names of all that a file imports, also inside of functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


def test_regular_expressions_are_about_numbers_alone():
    assert list(modules_with_patterns(ROOT)) == []


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("bot/nlu/greeting.py", "import re"),
        ("bot/nlu/parts/roles.py", "def late():\n    import re as patterns"),
        ("bot/dialogue/consent.py", "from re import compile"),
        ("bot/service/dispute.py", "import json, re"),
        ("actions/refund.py", "import regex"),
    ],
)
def test_a_regular_expression_is_found(tmp_path, module, line):
    write(tmp_path, module, line)
    assert list(modules_with_patterns(tmp_path)) == [module]


@pytest.mark.parametrize(
    ("module", "line"),
    [("bot/nlu/numbers/amounts.py", "import re"), ("bot/dialogue/say.py", "import json, replies")],
)
def test_numbers_and_other_imports_are_left_alone(tmp_path, module, line):
    write(tmp_path, module, line)
    assert list(modules_with_patterns(tmp_path)) == []


def write(root, module, line):
    (root / module).parent.mkdir(parents=True)
    (root / module).write_text(line, encoding="utf-8")
