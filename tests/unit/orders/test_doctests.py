"""The examples in the docstrings of the nouns and of the guidance hold."""

import doctest
import importlib
import pkgutil

import pytest

import bot.guidance
import bot.orders

MODULES = sorted(
    module.name
    for package in (bot.orders, bot.guidance)
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_the_docstrings_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples_to_hold():
    finder = doctest.DocTestFinder(exclude_empty=True)
    assert any(test.examples for test in finder.find(importlib.import_module("bot.orders.money")))
