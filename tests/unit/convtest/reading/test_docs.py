"""Every example of docs/conversation-tests.md is read as the page says, and every key has one."""

import re
import textwrap
from pathlib import Path

import pytest
import yaml

from bot.convtest.reading.cases import CASE_KEYS
from bot.convtest.reading.checks import ASSERTION_KEYS, REFUSED_ASSERTIONS
from bot.convtest.reading.files import TOP_KEYS, read_cases
from bot.convtest.reading.problems import CaseFileErrors
from bot.convtest.reading.shared import REFUSED_KEYS, SHARED_KEYS
from bot.convtest.reading.steps import STEP_KEYS

PAGE = (Path(__file__).parents[4] / "docs" / "conversation-tests.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(yaml|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SECTIONS = {part.split("\n")[0]: part for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]}
# What the shared parts of the page define, for the examples that use it.
SHARED = "\n".join(
    block
    for _, block in BLOCK.findall(SECTIONS["The file"])
    if block.startswith(("fixtures", "metadata", "order_templates"))
)
FIRST_TURN = "    - user: cancel my order\n    - bot: Which order?\n"


def examples(section):
    return [block for _, block in BLOCK.findall(SECTIONS[section])]


def indented(block, columns):
    return textwrap.indent(block, " " * columns)


def read(folder, text):
    path = folder / "example.yml"
    path.write_text(text, encoding="utf-8")
    return read_cases(path, folder)


@pytest.fixture
def read_example(tmp_path):
    """A fragment, put where its section says it belongs, to its cases."""
    frames = {
        "A first example": "{block}",
        "The file": f"{{block}}\ntest_cases:\n- test_case: any\n  steps:\n{FIRST_TURN}",
        "A case": f"{SHARED}\ntest_cases:\n- test_case: any\n{{two}}  steps:\n{FIRST_TURN}",
        "Steps": f"{SHARED}\ntest_cases:\n- test_case: any\n  steps:\n{FIRST_TURN}{{four}}",
        "Assertions": "test_cases:\n- test_case: any\n  steps:\n    - user: hi\n      assertions:\n{eight}",
    }

    def put(section, block):
        frame = frames[section]
        if block.startswith("test_case:"):
            frame = f"{SHARED}\ntest_cases:\n-\n{{two}}"
        text = frame.replace("{block}", block)
        for word, columns in (("{two}", 2), ("{four}", 4), ("{eight}", 8)):
            text = text.replace(word, indented(block, columns))
        return read(tmp_path, text)

    return put


FRAGMENTS = [
    (section, block)
    for section in ("A first example", "The file", "A case", "Steps", "Assertions")
    for block in examples(section)
]


@pytest.mark.parametrize(("section", "block"), FRAGMENTS)
def test_an_example_is_read(read_example, section, block):
    assert read_example(section, block)


def test_the_mistakes_of_the_page_are_told_as_it_says(tmp_path):
    file, told = examples("Mistakes in a file")
    with pytest.raises(CaseFileErrors) as caught:
        read(tmp_path, file)
    assert str(caught.value) == told.replace("tests/conversations/", "").rstrip()


def keys_of(section):
    """All keys that the examples of a section use, at any depth."""
    found = set()
    waiting = [yaml.safe_load(block) for block in examples(section)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            found |= set(value)
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return found


@pytest.mark.parametrize(
    ("section", "keys"),
    [("The file", SHARED_KEYS), ("A case", CASE_KEYS), ("Steps", STEP_KEYS), ("Assertions", ASSERTION_KEYS)],
)
def test_every_key_has_an_example(section, keys):
    assert set(keys) - keys_of(section) == set()


@pytest.mark.parametrize(
    ("section", "keys"),
    [("The file", TOP_KEYS), ("A case", CASE_KEYS), ("Steps", STEP_KEYS), ("Assertions", ASSERTION_KEYS)],
)
def test_every_key_stands_in_the_table_of_its_section(section, keys):
    first_cells = re.findall(r"^\| (`[^|]+) \|", SECTIONS[section], re.MULTILINE)
    named = {word for cell in first_cells for word in re.findall(r"`(\w+)`", cell)}
    assert set(keys) - named == set()


def test_everything_that_is_refused_by_name_is_on_the_page():
    refused = [key for key in (*REFUSED_ASSERTIONS, *REFUSED_KEYS) if f"| `{key}` | refused" not in PAGE]
    assert refused == []
