"""Changed code: what becomes of a function's source, and of the function while it runs."""

import ast
import importlib.util

import pytest

from bot.convtest.mutating.code_changes import code_changes
from bot.convtest.mutating.code_swap import swap_code

SOURCE = '''"""A module."""

LIMIT = 3


def size(number, default=5):
    if number is None:
        return 0
    if not number < LIMIT and number != 7:
        return 10
    return number


def adder(step):
    def add(number):
        return number + step + 1

    return add


class Shelf:
    def fits(self, count):
        return count <= 4


add_two = adder(2)
'''


def changes():
    return {each.change: each for each in code_changes(SOURCE)}


@pytest.fixture
def shelf(tmp_path):
    """The module above, loaded from a file."""
    file = tmp_path / "shelf.py"
    file.write_text(SOURCE, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("shelf", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return file, module


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("`number is None` becomes `number is not None`", "    if number is not None:"),
        ("`return 0` becomes `pass`", "        pass"),
        ("`number < LIMIT` becomes `number <= LIMIT`", "    if not number <= LIMIT and number != 7:"),
        ("`not number < LIMIT` becomes `number < LIMIT`", "    if number < LIMIT and number != 7:"),
        ("`number != 7` becomes `number == 7`", "    if not number < LIMIT and number == 7:"),
        (
            "`not number < LIMIT and number != 7` becomes `not number < LIMIT or number != 7`",
            "    if not number < LIMIT or number != 7:",
        ),
        ("`7` becomes `8`", "    if not number < LIMIT and number != 8:"),
        ("`7` becomes `6`", "    if not number < LIMIT and number != 6:"),
    ],
)
def test_one_place_of_a_function_is_changed(change, line):
    written = ast.unparse(changes()[change].tree())
    assert line in written.splitlines()
    same_otherwise = set(ast.unparse(ast.parse(SOURCE)).splitlines()) - set(written.splitlines())
    assert len(same_otherwise) == 1


@pytest.mark.parametrize(
    "left_alone", ["`3` becomes `4`", "`5` becomes `6`", "`return number` becomes `pass`"]
)
def test_module_constants_defaults_and_last_returns_are_left_alone(left_alone):
    assert left_alone not in changes()


def test_the_lines_of_a_change_are_those_of_its_statement():
    assert list(changes()["`number is None` becomes `number is not None`"].lines) == [7]


def swapped(file, change):
    return swap_code(file, changes()[change].tree())


def test_a_function_runs_as_changed_and_then_as_before(shelf):
    file, module = shelf
    take_back = swapped(file, "`return 0` becomes `pass`")
    with pytest.raises(TypeError):
        module.size(None)
    take_back()
    assert module.size(None) == 0


def test_a_method_runs_as_changed_and_then_as_before(shelf):
    file, module = shelf
    one = module.Shelf()
    take_back = swapped(file, "`4` becomes `5`")
    assert one.fits(5)
    take_back()
    assert not one.fits(5)


def test_functions_made_by_functions_follow_whether_made_before_or_after(shelf):
    file, module = shelf
    take_back = swapped(file, "`1` becomes `2`")
    assert module.add_two(0) == 4 and module.adder(2)(0) == 4
    take_back()
    assert module.add_two(0) == 3 and module.adder(2)(0) == 3
