"""Branches of the project's code: only what conversations run counts."""

import importlib.util
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.convtest.covering.branches import Branches
from bot.convtest.covering.universe import Code

SOURCE = "def sign(number):\n    if number < 0:\n        return 'minus'\n    return 'plus'\n"
MINUS, PLUS = "code/signs.py:2 → 3", "code/signs.py:2 → 4"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "signs.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "code" / "server.py").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def load(project):
    spec = importlib.util.spec_from_file_location("signs", project / "code" / "signs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def branches_of(project):
    return Branches(Code(("code",), ("code/server.py",)), project)


def counts(branches):
    return {item.name: item.count for item in branches.kind().items}


def test_a_branch_that_ran_in_a_conversation_counts(project):
    branches, signs = branches_of(project), load(project)
    with branches.measured():
        signs.sign(-1)
    assert counts(branches) == {MINUS: 1, PLUS: 0}


def test_what_runs_outside_a_conversation_does_not_count(project):
    branches, signs = branches_of(project), load(project)
    with branches.measured():
        signs.sign(-1)
    signs.sign(1)
    assert counts(branches)[PLUS] == 0


def test_a_thread_that_is_older_than_the_conversation_counts(project):
    branches, signs = branches_of(project), load(project)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(signs.sign, -1).result()
        with branches.measured():
            pool.submit(signs.sign, 1).result()
    assert counts(branches)[PLUS] == 1


def test_a_branch_names_the_function_it_is_in(project):
    branches, signs = branches_of(project), load(project)
    with branches.measured():
        signs.sign(-1)
    assert {item.where for item in branches.kind().items} == {"sign"}


def test_what_another_process_ran_is_added(project):
    one, signs = branches_of(project), load(project)
    with one.measured():
        signs.sign(-1)
    sent = one.as_text()
    two = branches_of(project)
    with two.measured():
        signs.sign(1)
    two.add(sent)
    assert counts(two) == {MINUS: 1, PLUS: 1}
