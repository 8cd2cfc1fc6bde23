"""What docs/tutorials/first-conversation-test.md tells to write can be read, and what it shows is there."""

import ast
import configparser
import importlib
import re
from pathlib import Path

import pytest

from bot.convtest.reading.files import read_cases
from bot.convtest.world import Store

ROOT = Path(__file__).parents[4]
PAGE = (ROOT / "docs" / "tutorials" / "first-conversation-test.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def blocks(language):
    return [body for kind, body in BLOCKS if kind == language]


@pytest.mark.parametrize("block", blocks("yaml"))
def test_every_test_of_the_page_is_read(tmp_path, block):
    path = tmp_path / "first.yml"
    path.write_text(block, encoding="utf-8")
    assert len(read_cases(path, tmp_path)) == 1


def test_accepting_turns_the_first_file_into_the_second():
    wrong, right = blocks("yaml")[:2]
    diff = next(body for body in blocks("text") if body.startswith("--- a/"))
    before, after = (re.search(rf"^\{sign}( .*)$", diff, re.MULTILINE)[1] for sign in "-+")
    assert wrong.replace(before, after) == right != wrong


def test_the_line_that_failed_is_that_of_the_first_file():
    failure = next(body for body in blocks("text") if "FAILURES" in body)
    number, key = re.search(r"✗ line (\d+): (\w+)", failure).groups()
    assert f"- {key}:" in blocks("yaml")[0].splitlines()[int(number) - 1]


def test_the_settings_name_a_plugin_and_a_world_that_exist():
    settings = configparser.ConfigParser()
    settings.read_string(blocks("ini")[0])
    plugin = re.search(r"-p (\S+)", settings["pytest"]["addopts"])[1]
    module, _, function = settings["pytest"]["convtest_world"].partition(":")
    assert importlib.import_module(plugin) and callable(getattr(importlib.import_module(module), function))


def test_the_store_of_the_page_has_all_that_a_store_needs():
    (store,) = (node for node in ast.parse(blocks("python")[0]).body if isinstance(node, ast.ClassDef))
    written = {node.name for node in store.body if isinstance(node, ast.FunctionDef)}
    assert Store.__abstractmethods__ <= written <= set(dir(Store))


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)]+)\)", PAGE))
def test_every_page_that_is_pointed_to_is_there(link):
    assert (ROOT / "docs" / "tutorials" / link).is_file()
