"""Which words are a yes that something may be changed on."""

from pathlib import Path

import pytest
import yaml

from bot.service.consent import is_clear_yes

EXAMPLES = Path(__file__).parents[3] / "data" / "nlu" / "smalltalk_answers.yml"


def examples_of(intent):
    blocks = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))["nlu"]
    lines = "\n".join(block["examples"] for block in blocks if block["intent"] == intent).split("\n")
    return [line[2:] for line in lines if line.startswith("- ")]


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "y",
        "yes please cancel it",
        "sure, why not",
        "no problem, go on",
        "ok, if you could",
        "👍",
        "uh huh",
        "do it",
        "",
    ],
)
def test_a_plain_yes_is_clear(text):
    assert is_clear_yes(text)


@pytest.mark.parametrize(
    "text",
    [
        "yes but only the lamp",
        "yes, but why?",
        "yes if it has not been sent",
        "yes no",
        "ok wait",
        "yes? are you sure",
        "is it free",
        "maybe",
        "why",
        "hmm ok",
        "yes?",
    ],
)
def test_doubt_condition_or_question_is_no_clear_yes(text):
    assert not is_clear_yes(text)


@pytest.mark.parametrize("text", ["so", "also", "is it", "that", "and then", "it"])
def test_words_that_say_no_yes_are_none(text):
    assert not is_clear_yes(text)


def test_an_unlikely_yes_is_no_clear_one():
    assert not is_clear_yes("the blue parcel", 0.4)


def test_what_begins_with_a_yes_is_one():
    assert is_clear_yes("yes, the blue parcel", 0.4)


def test_the_examples_of_a_yes_are_clear_but_for_one_that_may_be_a_question():
    assert [text for text in examples_of("affirm") if not is_clear_yes(text)] == ["it is"]
