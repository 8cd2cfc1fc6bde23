"""Is it found what somebody is to be told, and is it said to them as a person would?"""

import pytest

from bot.nlu.parts.content import content_rules, read_content
from bot.nlu.parts.letter import read_letter
from bot.nlu.parts.normal_text import normal_text

EXAMPLES = content_rules()["examples"]
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=[each["says"] for each in EXAMPLES])


@each_example
def test_the_content_of_a_letter_is_found(parse, example):
    doc = parse(example["says"])
    assert read_content(doc, 0, len(doc.text)) == example["content"]


@each_example
def test_the_content_is_said_to_the_seller(parse, example):
    doc = parse(example["says"])
    assert read_letter(doc, 0, len(doc.text)) == example.get("letter")


def test_the_content_is_quoted_as_it_was_typed(parse):
    text = "tell the seller im away n cant sign"
    doc = parse(text)
    assert read_content(doc, 0, len(doc.text), normal_text(text)) == "im away n cant sign"


def test_only_the_part_that_is_asked_about_is_read(parse):
    doc = parse("tell the seller I moved and cancel the lamp")
    assert read_content(doc, 0, doc.text.index(" and")) == "I moved"


def test_nothing_is_told_by_an_empty_message(parse):
    assert read_content(parse(""), 0, 0) is None
