"""What a request is made to depend on."""

import pytest

from bot.nlu.components.language import read_text
from bot.nlu.parts.conditions import read_condition, rules


def condition(text, **more):
    doc = read_text(text).doc
    return read_condition(doc, 0, len(doc.text), **more)


@pytest.mark.parametrize("example", rules()["examples"], ids=lambda example: example["text"])
def test_a_condition_is_named_by_the_status_it_asks_for(example):
    assert condition(example["text"]) == example["read"]


def test_what_is_declined_on_a_condition_is_wanted_on_the_opposite():
    assert condition("if it has already been shipped", is_declined=True) == "not_shipped"
